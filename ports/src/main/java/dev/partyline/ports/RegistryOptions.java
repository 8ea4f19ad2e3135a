package dev.partyline.ports;

import dev.partyline.domain.user.ChangeId;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.UserIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What a registry has by default, and what a host may bring instead. Immutable.
 *
 * @param keepEvents how long an event is kept once it is done (rule O5); {@link UserRegistry#sweep} drops it then
 * @param keepFormerPairs how long a phone and a line that a user was moved away from lead to it (rule R5)
 */
public record RegistryOptions(
        InstantSource clock, UserIds ids, PasswordHasher passwords, Duration keepEvents, Duration keepFormerPairs) {
    /** The clock of the machine, random ids, no passwords; events and former pairs of 30 days. */
    public static final RegistryOptions DEFAULT = new RegistryOptions(
            InstantSource.system(), UserIds.random(), PasswordHasher.none(), Duration.ofDays(30), Duration.ofDays(30));

    Instant now() {
        return Times.now(clock);
    }

    ChangeId newChange() {
        return ChangeId.of(ids.next());
    }

    /** R5: until when a pair that is left now leads to its user. */
    Instant formerUntil(Instant now) {
        return Times.after(now, keepFormerPairs);
    }

    /** The same, with this clock. */
    public RegistryOptions withClock(InstantSource other) {
        return new RegistryOptions(other, ids, passwords, keepEvents, keepFormerPairs);
    }

    /** The same, with ids from this source. */
    public RegistryOptions withIds(UserIds other) {
        return new RegistryOptions(clock, other, passwords, keepEvents, keepFormerPairs);
    }

    /** The same, with hashes of passwords by this hasher. */
    public RegistryOptions withPasswords(PasswordHasher hasher) {
        return new RegistryOptions(clock, ids, hasher, keepEvents, keepFormerPairs);
    }

    /**
     * The same, with events that are kept for this long once they are done (rule O5). A negative time is taken for
     * zero.
     */
    public RegistryOptions keepingEvents(Duration time) {
        return new RegistryOptions(clock, ids, passwords, time, keepFormerPairs);
    }

    /**
     * The same, with phones and lines that lead for this long to a user that was moved away from them (rule R5). Nobody
     * else has such a pair meanwhile; zero for not at all. A negative time is taken for zero.
     */
    public RegistryOptions keepingFormerPairs(Duration time) {
        return new RegistryOptions(clock, ids, passwords, keepEvents, time);
    }
}
