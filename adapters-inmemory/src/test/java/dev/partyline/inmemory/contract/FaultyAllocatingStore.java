package dev.partyline.inmemory.contract;

import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.contract.PlainAllocatingStore.Fault;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.testkit.contract.AllocatingUserStoreContract;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test that a broken store with lines has in its own project. Run by {@link BrokenAdaptersTest} alone. */
@ExtendWith(PlantedFault.class)
final class FaultyAllocatingStore extends AllocatingUserStoreContract {
    private final Fault fault;

    FaultyAllocatingStore(Fault fault) {
        this.fault = fault;
    }

    @Override
    protected AllocatingUserStore newStore(Map<Line, Integer> capacities) {
        return new PlainAllocatingStore(fault, capacities);
    }
}
