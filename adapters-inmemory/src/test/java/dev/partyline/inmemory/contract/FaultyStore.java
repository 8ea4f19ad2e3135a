package dev.partyline.inmemory.contract;

import dev.partyline.inmemory.contract.PlainStore.Fault;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.UserStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test that a broken store has in its own project. Run by {@link BrokenAdaptersTest} alone. */
@ExtendWith(PlantedFault.class)
final class FaultyStore extends UserStoreContract {
    private final Fault fault;

    FaultyStore(Fault fault) {
        this.fault = fault;
    }

    @Override
    protected UserStore newStore() {
        return new PlainStore(fault);
    }

    /** Without a fault, there is none to be found by trying often. */
    @Override
    public int rounds() {
        return fault == Fault.NONE ? 10 : super.rounds();
    }
}
