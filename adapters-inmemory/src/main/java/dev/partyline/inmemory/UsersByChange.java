package dev.partyline.inmemory;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A tenant's users in the order of their last change (rule L5): those that were changed since their creation, so that a
 * create costs nothing here. Safe for use by many threads.
 */
final class UsersByChange {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UserId, Place> places = new HashMap<>();
    private final Map<Shelf, NavigableMap<ListPosition, Slot>> shelves = new HashMap<>();

    private record Shelf(UserKind kind, Listing.State state) {}

    private record Place(Shelf shelf, ListPosition position) {}

    /** Makes a change of the user of this slot, and gives it its place from then on. */
    void move(Slot slot, Instant at, AnyUser user, Runnable change) {
        still(() -> {
            change.run();
            Place before = places.get(slot.id);
            Instant last = before == null ? slot.createdAt : before.position.at();
            if (before != null) {
                shelf(before.shelf).remove(before.position);
            }
            // A clock may have been put back. Whoever moved back could be missed by a listing that is under way.
            ListPosition position = new ListPosition(at.isAfter(last) ? at : last, slot.id);
            Shelf shelf = new Shelf(user.kind(), PageRows.state(user));
            shelf(shelf).put(position, slot);
            places.put(slot.id, new Place(shelf, position));
        });
    }

    private NavigableMap<ListPosition, Slot> shelf(Shelf shelf) {
        return shelves.computeIfAbsent(shelf, absent -> new TreeMap<>());
    }

    /** Without a change of any of these users meanwhile. */
    void still(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    /** Adds those of that kind and state to a page. */
    void add(UserKind kind, Listing.State state, PageRows rows) {
        NavigableMap<ListPosition, Slot> all = shelf(new Shelf(kind, state));
        for (Map.Entry<ListPosition, Slot> one :
                rows.start().map(place -> all.tailMap(place, false)).orElse(all).entrySet()) {
            if (!rows.add(one.getKey(), one.getValue().user())) {
                return;
            }
        }
    }
}
