package dev.partyline.inmemory;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** One tenant's users in the order of listings, and how many of them are active shared users. */
final class TenantUsers {
    /** Held by whoever admits a shared user under a limit, deactivates one, or reads the count to refuse one for it. */
    final ReentrantLock limitLock = new ReentrantLock();

    final AtomicInteger sharedUsers = new AtomicInteger();

    /** Every user, active or not, by its id. */
    final Map<UserId, Slot> users = new ConcurrentHashMap<>();

    private final Map<UserKind, SlotsByCreation> active = setForEachKind();

    /**
     * Every user that was ever deactivated, also those revived since, so that no listing misses one that is being
     * revived.
     */
    private final Map<UserKind, SlotsByCreation> onceDeactivated = setForEachKind();

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

    void addActive(UserKind kind, Slot slot) {
        slots(active, kind).add(slot);
    }

    void removeActive(UserKind kind, Slot slot) {
        slots(active, kind).remove(slot);
    }

    void moveToDeactivated(UserKind kind, Slot slot) {
        slots(onceDeactivated, kind).add(slot);
        removeActive(kind, slot);
    }

    Page page(Listing listing) {
        SortedMap<ListPosition, Page.Row> rows = new TreeMap<>();
        for (UserKind kind : listing.kinds()) {
            collect(slots(active, kind), listing, rows);
            if (listing.deactivatedToo()) {
                collect(slots(onceDeactivated, kind), listing, rows);
            }
        }
        List<Page.Row> found = new ArrayList<>(rows.values());
        if (found.size() <= listing.limit()) {
            return new Page(found, Optional.empty());
        }
        List<Page.Row> page = found.subList(0, listing.limit());
        return new Page(
                page, Optional.of(ListPosition.of(page.get(page.size() - 1).user())));
    }

    /** One row more than the page takes tells whether another page follows. */
    private static void collect(SlotsByCreation slots, Listing listing, SortedMap<ListPosition, Page.Row> rows) {
        AtomicInteger collected = new AtomicInteger();
        Predicate<Slot> visitor = slot -> {
            Optional<Page.Row> row = row(slot, listing.deactivatedToo());
            row.ifPresent(seen -> rows.putIfAbsent(new ListPosition(slot.createdAt, slot.id), seen));
            return row.isEmpty() || collected.incrementAndGet() <= listing.limit();
        };
        listing.after()
                .ifPresentOrElse(
                        position -> slots.visitAfter(new Slot(position.id(), position.createdAt()), visitor),
                        () -> slots.visit(visitor));
    }

    private static Optional<Page.Row> row(Slot slot, boolean deactivatedToo) {
        return Optional.ofNullable(slot.row())
                .filter(row -> deactivatedToo || row.deactivatedAt().isEmpty());
    }
}
