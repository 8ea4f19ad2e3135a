package dev.partyline.inmemory;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One tenant's users in the order of listings, and how many of them are active shared users. */
final class TenantUsers {
    /** Held by whoever admits a shared user under a limit, deactivates one, or reads the count to refuse one for it. */
    final ReentrantLock limitLock = new ReentrantLock();

    final AtomicInteger sharedUsers = new AtomicInteger();

    /** How many users of each other kind are active. */
    private final Map<UserKind, AtomicInteger> others = counters();

    /** The last id in the order of listings. */
    private static final UserId LAST = new UserId(new UUID(-1, -1));

    /** Every user, in whichever state, by its id. */
    final Map<UserId, Slot> users = new ConcurrentHashMap<>();

    private final Map<UserKind, SlotsByCreation> active = setForEachKind();

    /**
     * Every user that was ever deactivated, also those revived since, so that no listing misses one that is being
     * revived.
     */
    private final Map<UserKind, SlotsByCreation> onceDeactivated = setForEachKind();

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
        SortedMap<ListPosition, AnyUser> rows = new TreeMap<>();
        for (UserKind kind : listing.kinds()) {
            if (listing.states().contains(Listing.State.ACTIVE)) {
                collect(slots(active, kind), listing, rows);
            }
            if (listing.states().stream().anyMatch(state -> state != Listing.State.ACTIVE)) {
                collect(slots(onceDeactivated, kind), listing, rows);
            }
        }
        List<AnyUser> found = new ArrayList<>(rows.values());
        if (found.size() <= listing.limit()) {
            return new Page(found, Optional.empty());
        }
        List<AnyUser> page = found.subList(0, listing.limit());
        return new Page(page, Optional.of(ListPosition.of(page.get(page.size() - 1))));
    }

    /** One row more than the page takes tells whether another page follows. */
    private static void collect(SlotsByCreation slots, Listing listing, SortedMap<ListPosition, AnyUser> rows) {
        AtomicInteger collected = new AtomicInteger();
        Predicate<Slot> visitor = slot -> {
            if (listing.createdBefore()
                    .filter(end -> !slot.createdAt.isBefore(end))
                    .isPresent()) {
                return false;
            }
            AnyUser user = slot.user();
            if (user == null || !listing.states().contains(state(user)) || !isOnTheLine(user, listing)) {
                return true;
            }
            rows.putIfAbsent(new ListPosition(slot.createdAt, slot.id), user);
            return collected.incrementAndGet() <= listing.limit();
        };
        first(listing).ifPresentOrElse(before -> slots.visitAfter(before, visitor), () -> slots.visit(visitor));
    }

    private static boolean isOnTheLine(AnyUser user, Listing listing) {
        return listing.line().isEmpty()
                || (user instanceof LineUser active && listing.line().get().equals(active.line()));
    }

    /** The last place that comes before the first one to be listed; empty if there is none. */
    private static Optional<Slot> first(Listing listing) {
        return Stream.concat(
                        listing.after().map(position -> new Slot(position.id(), position.createdAt())).stream(),
                        listing
                                .createdFrom()
                                .filter(earliest -> earliest.isAfter(Instant.MIN))
                                .map(earliest -> new Slot(LAST, earliest.minusNanos(1)))
                                .stream())
                .max(Slot.BY_CREATION);
    }

    private static Listing.State state(AnyUser user) {
        return AnyUser.fold(
                user,
                active -> Listing.State.ACTIVE,
                deactivated -> Listing.State.DEACTIVATED,
                erased -> Listing.State.ERASED);
    }
}
