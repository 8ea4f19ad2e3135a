package dev.partyline.inmemory.contract;

import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.StoreWithLinesContract;
import java.util.Map;

class InMemoryStoreWithLinesTest extends StoreWithLinesContract {
    @Override
    protected UserStore newStore(Map<Line, Integer> capacities) {
        return InMemoryUserStore.withLines(InMemoryPhonePool.of(InMemoryPhonePoolTest.lines(capacities)));
    }
}
