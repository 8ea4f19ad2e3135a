package dev.partyline.inmemory;

import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a user is kept, and what every index points to. What it holds changes by one volatile write, so that a change
 * is seen through every index at the same instant, however many of them lead here.
 */
final class Slot {
    /** The order of listings (rule L5). */
    static final Comparator<Slot> BY_CREATION =
            Comparator.<Slot, Instant>comparing(slot -> slot.createdAt).thenComparing(slot -> slot.id);

    final UserId id;
    final Instant createdAt;

    /** A {@link User} while it is active, a {@link DeactivatedUser} after that, null before it is admitted. */
    private volatile @Nullable Object content;

    /**
     * Who made which version. Null if nobody has made any but version 1, by the change that is named by the user's id.
     */
    private volatile @Nullable Made made;

    private record Made(long number, ChangeId by, @Nullable Made before) {}

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

    /** The user as it is, or as it last was. */
    Optional<User> user() {
        return Optional.ofNullable(row()).map(Page.Row::user);
    }

    /** Whether this attempt made the version. */
    boolean wasMade(Version version) {
        for (Made one = made; one != null; one = one.before) {
            if (one.number == version.number()) {
                return one.by.equals(version.by());
            }
        }
        return version.number() == 1 && isFirst(version);
    }

    private boolean isFirst(Version version) {
        return version.by().value().equals(id.value());
    }

    /** What the version makes of it. */
    void set(Version version, User user) {
        made(version);
        content = user;
    }

    /** What the version makes of it. */
    void set(Version version, DeactivatedUser user) {
        made(version);
        content = user;
    }

    private void made(Version version) {
        if (version.number() > 1 || !isFirst(version)) {
            made = new Made(version.number(), version.by(), made);
        }
    }
}
