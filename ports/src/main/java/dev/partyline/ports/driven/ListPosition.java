package dev.partyline.ports.driven;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;

/**
 * The place of a user in a listing (rule L5): by the time that the listing is in the order of, then by its id.
 * Immutable.
 *
 * @param at the time of creation, which no change of a user moves; or of the last change, which each change moves on
 */
public record ListPosition(Instant at, UserId id) implements Comparable<ListPosition> {
    private static final Comparator<ListPosition> ORDER =
            Comparator.comparing(ListPosition::at).thenComparing(ListPosition::id);

    /** Its place in a listing in the order of creation. */
    public static ListPosition of(AnyUser user) {
        return new ListPosition(user.createdAt(), user.id());
    }

    @Override
    public int compareTo(ListPosition that) {
        return ORDER.compare(this, that);
    }
}
