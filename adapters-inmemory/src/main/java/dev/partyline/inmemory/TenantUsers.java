package dev.partyline.inmemory;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One tenant's users in the order of listings, and how many of them are active shared users. */
final class TenantUsers {
    /** Held by whoever admits a shared user under a limit, deactivates one, or reads the count to refuse one for it. */
    final ReentrantLock limitLock = new ReentrantLock();

    final AtomicInteger sharedUsers = new AtomicInteger();

    /** How many users of each other kind are active. */
    private final Map<UserKind, AtomicInteger> others = counters();

    /** Every user, in whichever state, by its id. */
    final Map<UserId, Slot> users = new ConcurrentHashMap<>();

    private final Map<UserKind, SlotsByCreation> active = setForEachKind();

    /**
     * Every user that was ever deactivated, also those revived since, so that no listing misses one that is being
     * revived.
     */
    private final Map<UserKind, SlotsByCreation> onceDeactivated = setForEachKind();

    private final UsersByChange byChange = new UsersByChange();

    /** The oldest first. */
    private final Set<Deactivation> deactivations = new ConcurrentSkipListSet<>();

    private record Deactivation(Instant at, Slot slot) implements Comparable<Deactivation> {
        @Override
        public int compareTo(Deactivation that) {
            int byTime = at.compareTo(that.at);
            return byTime != 0 ? byTime : Slot.BY_CREATION.compare(slot, that.slot);
        }
    }

    private static Map<UserKind, SlotsByCreation> setForEachKind() {
        Map<UserKind, SlotsByCreation> sets = new EnumMap<>(UserKind.class);
        for (UserKind kind : UserKind.values()) {
            sets.put(kind, new SlotsByCreation());
        }
        return sets;
    }

    private static SlotsByCreation slots(Map<UserKind, SlotsByCreation> sets, UserKind kind) {
        return requireNonNull(sets.get(kind), "a set for each kind");
    }

    /** One active user more, or one less. */
    void count(UserKind kind, int change) {
        if (kind == UserKind.SHARED) {
            sharedUsers.addAndGet(change);
        } else {
            counter(kind).addAndGet(change);
        }
    }

    private AtomicInteger counter(UserKind kind) {
        return requireNonNull(others.get(kind), "a counter for each kind");
    }

    private static Map<UserKind, AtomicInteger> counters() {
        Map<UserKind, AtomicInteger> counters = new EnumMap<>(UserKind.class);
        for (UserKind kind : UserKind.values()) {
            counters.put(kind, new AtomicInteger());
        }
        return counters;
    }

    /** Each of them as it is now: a tenant has users of one kind, or of the two kinds of a project. */
    Map<UserKind, Integer> activeUsers() {
        Map<UserKind, Integer> counts = new EnumMap<>(UserKind.class);
        for (UserKind kind : UserKind.values()) {
            counts.put(
                    kind,
                    kind == UserKind.SHARED ? sharedUsers.get() : counter(kind).get());
        }
        return counts;
    }

    /** Those that were deactivated before then and are not erased, by the time of their deactivation. */
    List<DeactivatedUser> deactivatedBefore(Instant end, int most) {
        List<DeactivatedUser> found = new ArrayList<>();
        List<Deactivation> overtaken = new ArrayList<>(); // of users that were revived or erased since
        for (Deactivation deactivation : deactivations) {
            if (found.size() == most || !deactivation.at.isBefore(end)) {
                break;
            }
            DeactivatedUser user = deactivation.slot.deactivated();
            if (user == null || !user.deactivatedAt().equals(deactivation.at)) {
                overtaken.add(deactivation);
            } else {
                found.add(user);
            }
        }
        overtaken.forEach(deactivations::remove);
        return found;
    }

    /** What the change makes of the user of this slot. */
    void set(Slot slot, Change.Effective change, AnyUser user) {
        if (user.version() == 1) {
            slot.set(change, user);
        } else {
            byChange.move(slot, change.at(), user, () -> slot.set(change, user));
        }
    }

    /** X1: what an erasure leaves of the user of this slot. */
    void erase(Slot slot, Change.Erase change, ErasedUser user) {
        byChange.move(slot, change.at(), user, () -> slot.erase(change, user));
    }

    void addActive(UserKind kind, Slot slot) {
        slots(active, kind).add(slot);
    }

    void removeActive(UserKind kind, Slot slot) {
        slots(active, kind).remove(slot);
    }

    void moveToDeactivated(UserKind kind, Slot slot, Instant at) {
        deactivations.add(new Deactivation(at, slot));
        slots(onceDeactivated, kind).add(slot);
        removeActive(kind, slot);
    }

    Page page(Listing listing) {
        PageRows rows = new PageRows(listing);
        switch (listing.span().time()) {
            case CREATION -> addByCreation(listing, rows);
            case CHANGE -> byChange.still(() -> addByChange(listing, rows));
        }
        return rows.page();
    }

    private void addByCreation(Listing listing, PageRows rows) {
        for (UserKind kind : listing.kinds()) {
            if (listing.states().contains(Listing.State.ACTIVE)) {
                add(slots(active, kind), rows, Slot::user);
            }
            if (listing.states().stream().anyMatch(state -> state != Listing.State.ACTIVE)) {
                add(slots(onceDeactivated, kind), rows, Slot::user);
            }
        }
    }

    /** Whoever was never changed stands at the time of its creation. */
    private void addByChange(Listing listing, PageRows rows) {
        for (UserKind kind : listing.kinds()) {
            listing.states().forEach(state -> byChange.add(kind, state, rows));
            if (listing.states().contains(Listing.State.ACTIVE)) {
                add(slots(active, kind), rows, slot -> slot.version() == 1 ? slot.user() : null);
            }
        }
    }

    private static void add(SlotsByCreation slots, PageRows rows, Function<Slot, @Nullable AnyUser> user) {
        Predicate<Slot> visitor = slot -> rows.add(new ListPosition(slot.createdAt, slot.id), user.apply(slot));
        rows.start()
                .ifPresentOrElse(
                        place -> slots.visitAfter(new Slot(place.id(), place.at()), visitor),
                        () -> slots.visit(visitor));
    }
}
