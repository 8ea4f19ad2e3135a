package dev.partyline.domain.user;

import java.time.Instant;

/**
 * A user that was deactivated, as it last was (L1). It holds no keys, no quota slot and no line; what its {@code user} says of
 * them is history. A type of its own, so that it can't stand where an active user is meant.
 */
public record DeactivatedUser(User user, Instant deactivatedAt) {}
