package dev.partyline.inmemory.contract;

import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryAllocatingUserStore;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.testkit.contract.AllocatingUserStoreContract;
import java.util.Map;

class InMemoryAllocatingUserStoreTest extends AllocatingUserStoreContract {
    @Override
    protected AllocatingUserStore newStore(Map<Line, Integer> capacities) {
        return new InMemoryAllocatingUserStore(InMemoryPhonePool.of(InMemoryPhonePoolTest.lines(capacities)));
    }
}
