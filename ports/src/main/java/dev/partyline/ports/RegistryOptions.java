package dev.partyline.ports;

import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.UserIds;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a registry has by default, and what a host may bring instead. Immutable.
 *
 * @param keepEvents how long an event is kept once it is done (rule O5); {@link UserRegistry#sweep} drops it then
 */
public record RegistryOptions(InstantSource clock, UserIds ids, PasswordHasher passwords, Duration keepEvents) {
    /** The clock of the machine, random ids, no passwords, and events of 30 days. */
    public static final RegistryOptions DEFAULT =
            new RegistryOptions(InstantSource.system(), UserIds.random(), PasswordHasher.none(), Duration.ofDays(30));

    public RegistryOptions withClock(InstantSource other) {
        return new RegistryOptions(other, ids, passwords, keepEvents);
    }

    public RegistryOptions withIds(UserIds other) {
        return new RegistryOptions(clock, other, passwords, keepEvents);
    }

    public RegistryOptions withPasswords(PasswordHasher hasher) {
        return new RegistryOptions(clock, ids, hasher, keepEvents);
    }

    /** The same, with events that are kept for this long once they are done (rule O5). */
    public RegistryOptions keepingEvents(Duration time) {
        return new RegistryOptions(clock, ids, passwords, time);
    }
}
