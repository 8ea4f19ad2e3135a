package dev.partyline.inmemory;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a user is kept, and what every index points to. What it holds changes by one volatile write, so that a change is seen
 * through every index at the same instant, however many of them lead here.
 */
final class Slot {
    /** The order of listings (rule L5). */
    static final Comparator<Slot> BY_CREATION =
            Comparator.<Slot, Instant>comparing(slot -> slot.createdAt).thenComparing(slot -> slot.id);

    final UserId id;
    final Instant createdAt;

    /** A {@link User} while it is active, a {@link DeactivatedUser} after that, null before it is admitted. */
    private volatile @Nullable Object content;

    private volatile boolean replaced;

    Slot(UserId id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    @Nullable
    User active() {
        return content instanceof User user ? user : null;
    }

    /** Whether it has a user, active or not: not yet while one is about to be admitted. */
    boolean isTaken() {
        return content != null;
    }

    @Nullable
    DeactivatedUser deactivated() {
        return content instanceof DeactivatedUser user ? user : null;
    }

    /** The user, active or deactivated: looked at once, so that it is not missed while it becomes the other. */
    Page.@Nullable Row row() {
        Object seen = content;
        if (seen instanceof User user) {
            return new Page.Row(user, Optional.empty());
        }
        return seen instanceof DeactivatedUser former
                ? new Page.Row(former.user(), Optional.of(former.deactivatedAt()))
                : null;
    }

    /** Whether its user was ever changed or revived, and so may be as it was and not as it has been all along. */
    boolean wasReplaced() {
        return replaced;
    }

    void replace(User user) {
        replaced = true;
        set(user);
    }

    void set(User user) {
        content = user;
    }

    void set(DeactivatedUser user) {
        content = user;
    }
}
