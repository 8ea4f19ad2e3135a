package dev.partyline.inmemory;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Change.Happened;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a user is kept, and what every index points to. What it holds changes by one volatile write, so that a change
 * is seen through every index at the same instant, however many of them lead here.
 */
final class Slot implements Slots {
    /** The order of listings (rule L5). */
    static final Comparator<Slot> BY_CREATION =
            Comparator.<Slot, Instant>comparing(slot -> slot.createdAt).thenComparing(slot -> slot.id);

    final UserId id;
    final Instant createdAt;

    /** Null before the user is admitted. */
    private volatile @Nullable AnyUser content;

    /**
     * Who made which version, the last one first. Null if nobody has made any but version 1, by the change that is
     * named by the user's id at the time of its creation, and the event carries no values.
     */
    private volatile @Nullable Made made;

    /** The end of a list of slots. */
    static final Slot END = new Slot(new UserId(new UUID(0, 0)), Instant.EPOCH);

    /**
     * The slot behind this one in a list of those that have an event to be leased, as a new one does; null if this one
     * is in none. For {@link InMemoryEvents} alone, as are the two below.
     */
    @Nullable
    Slot next = END;

    /** The events up to this version are done. */
    int done;

    /** The events up to this version are done and forgotten. */
    int forgotten;

    private static final class Made {
        private final ChangeId by;
        private final @Nullable Made before;
        private Event event;

        Made(Event event, ChangeId by, @Nullable Made before) {
            this.event = event;
            this.by = by;
            this.before = before;
        }

        void forgetValues() {
            event = event.withoutValues();
        }
    }

    Slot(UserId id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    @Override
    public Slot first() {
        return this;
    }

    @Override
    public @Nullable Slots rest() {
        return null;
    }

    /** The user in whichever state; null if there is none yet. */
    @Nullable
    AnyUser user() {
        return content;
    }

    @Nullable
    User active() {
        return content instanceof User user ? user : null;
    }

    /** Whether it has a user, in whichever state: not yet while one is about to be admitted. */
    boolean isTaken() {
        return content != null;
    }

    @Nullable
    DeactivatedUser deactivated() {
        return content instanceof DeactivatedUser user ? user : null;
    }

    /** Whether this attempt made the version. */
    boolean wasMade(Version version) {
        Made one = made(version.number());
        return one == null ? version.number() == 1 && isFirst(version) : one.by.equals(version.by());
    }

    private boolean isFirst(Version version) {
        return version.by().value().equals(id.value());
    }

    /** What the change makes of it. */
    void set(Change.Effective change, AnyUser user) {
        Version version = change.version();
        if (version.number() > 1 || !isFirst(version) || change.tellsValues()) {
            made = new Made(Event.of(change, user), version.by(), made);
        }
        content = user;
    }

    /** X2: what is left of it. From the same instant on, its events are told without values. */
    void erase(Change.Erase change, ErasedUser user) {
        set(change, user);
        for (Made one = made; one != null; one = one.before) {
            one.forgetValues();
        }
    }

    /** The event of this version is not told any more. For {@link InMemoryEvents} alone. */
    void forget(int version) {
        forgotten = version;
        Made one = made(version);
        if (one != null) {
            one.forgetValues();
        }
    }

    private @Nullable Made made(long version) {
        Made one = made;
        while (one != null && one.event.version() != version) {
            one = one.before;
        }
        return one;
    }

    /** The event of this version; null if it is not made yet. */
    @Nullable
    Event event(int version) {
        AnyUser user = content;
        if (user == null || version > user.version()) {
            return null;
        }
        Made one = made(version);
        if (one == null) {
            return new Event(
                    user.tenant(), id, user.kind(), version, Happened.CREATED, createdAt, Set.of(), Optional.empty());
        }
        return user instanceof ErasedUser ? one.event.withoutValues() : one.event;
    }

    /** The last version that was made. */
    int version() {
        return Optional.ofNullable(content).map(user -> (int) user.version()).orElse(0);
    }
}
