package dev.partyline.inmemory;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Span;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a page while it is put together, from indexes that are in the order of its listing. For use by one
 * thread.
 */
final class PageRows {
    /** The last id in the order of listings. */
    private static final UserId LAST = new UserId(new UUID(-1, -1));

    private final Listing listing;

    /** One more than the page takes, which tells whether another page follows. */
    private final NavigableMap<ListPosition, AnyUser> rows = new TreeMap<>();

    PageRows(Listing listing) {
        this.listing = listing;
    }

    /** The last place that comes before the first one to be listed; empty if there is none. */
    Optional<ListPosition> start() {
        Span span = listing.span();
        return Stream.concat(
                        listing.after().stream(),
                        span
                                .from()
                                .filter(earliest -> earliest.isAfter(Instant.MIN))
                                .map(earliest -> new ListPosition(earliest.minusNanos(1), LAST))
                                .stream())
                .max(ListPosition::compareTo);
    }

    /**
     * Adds the user, if it is to be listed. It may have been added before, from another index.
     *
     * @param user null if nobody has this place any more
     * @return whether any user behind this place may be one to be listed
     */
    boolean add(ListPosition place, @Nullable AnyUser user) {
        boolean isFull = rows.size() > listing.limit();
        if (isBehindTheSpan(place.at()) || (isFull && place.compareTo(rows.lastKey()) >= 0)) {
            return false;
        }
        if (user != null && listing.states().contains(state(user)) && isOnTheLine(user)) {
            rows.putIfAbsent(place, user);
            if (rows.size() > listing.limit() + 1) {
                rows.pollLastEntry();
            }
        }
        return true;
    }

    private boolean isBehindTheSpan(Instant at) {
        return !listing.span().before().stream().allMatch(at::isBefore);
    }

    private boolean isOnTheLine(AnyUser user) {
        return listing.line().isEmpty()
                || (user instanceof LineUser active && listing.line().get().equals(active.line()));
    }

    static Listing.State state(AnyUser user) {
        return AnyUser.fold(
                user,
                active -> Listing.State.ACTIVE,
                deactivated -> Listing.State.DEACTIVATED,
                erased -> Listing.State.ERASED);
    }

    Page page() {
        if (rows.size() <= listing.limit()) {
            return new Page(List.copyOf(rows.values()), Optional.empty());
        }
        NavigableMap<ListPosition, AnyUser> page = rows.headMap(rows.lastKey(), false);
        return new Page(List.copyOf(page.values()), Optional.of(page.lastKey()));
    }
}
