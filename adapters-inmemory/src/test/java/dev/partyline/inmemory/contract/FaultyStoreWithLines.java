package dev.partyline.inmemory.contract;

import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.contract.PlainStore.Fault;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.StoreWithLinesContract;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test that a broken store with lines has in its own project. Run by {@link BrokenAdaptersTest} alone. */
@ExtendWith(PlantedFault.class)
final class FaultyStoreWithLines extends StoreWithLinesContract {
    private final Fault fault;

    FaultyStoreWithLines(Fault fault) {
        this.fault = fault;
    }

    @Override
    protected UserStore newStore(Map<Line, Integer> capacities) {
        return new PlainStore(fault, capacities);
    }

    /** Without a fault, there is none to be found by trying often. */
    @Override
    public int rounds() {
        return fault == Fault.NONE ? 10 : super.rounds();
    }
}
