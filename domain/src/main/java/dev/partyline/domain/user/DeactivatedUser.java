package dev.partyline.domain.user;

import java.time.Instant;

/**
 * A user that was deactivated, as it last was (L1). It holds no keys, no quota slot and no line: what its {@code user}
 * says of them is history. It has a type of its own, so that nobody passes it for an active user.
 */
public record DeactivatedUser(User user, Instant deactivatedAt) {
    /** The version that the deactivation made (L6). */
    public long version() {
        return user.version() + 1;
    }
}
