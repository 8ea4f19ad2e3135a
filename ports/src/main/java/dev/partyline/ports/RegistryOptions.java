package dev.partyline.ports;

import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.UserIds;
import java.time.InstantSource;

/** What a registry has by default, and what a host may bring instead. Immutable. */
public record RegistryOptions(InstantSource clock, UserIds ids, PasswordHasher passwords) {
    /** The clock of the machine, random ids, and no passwords. */
    public static final RegistryOptions DEFAULT =
            new RegistryOptions(InstantSource.system(), UserIds.random(), PasswordHasher.none());

    public RegistryOptions withClock(InstantSource other) {
        return new RegistryOptions(other, ids, passwords);
    }

    public RegistryOptions withIds(UserIds other) {
        return new RegistryOptions(clock, other, passwords);
    }

    public RegistryOptions withPasswords(PasswordHasher hasher) {
        return new RegistryOptions(clock, ids, hasher);
    }
}
