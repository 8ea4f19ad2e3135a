package dev.partyline.inmemory.contract;

import dev.partyline.inmemory.contract.PlainHasher.Fault;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.testkit.contract.PasswordHasherContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test that a broken hasher has in its own project. Run by {@link BrokenAdaptersTest} alone. */
@ExtendWith(PlantedFault.class)
final class FaultyHasher extends PasswordHasherContract {
    private final PasswordHasher hasher;

    FaultyHasher(Fault fault) {
        this.hasher = new PlainHasher(fault);
    }

    @Override
    protected PasswordHasher hasher() {
        return hasher;
    }
}
