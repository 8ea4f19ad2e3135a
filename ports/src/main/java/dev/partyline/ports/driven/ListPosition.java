package dev.partyline.ports.driven;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;

/**
 * The place of a user in a listing (rule L5): by its creation, then by its id. No change of a user moves it. Immutable.
 */
public record ListPosition(Instant createdAt, UserId id) implements Comparable<ListPosition> {
    private static final Comparator<ListPosition> ORDER =
            Comparator.comparing(ListPosition::createdAt).thenComparing(ListPosition::id);

    public static ListPosition of(AnyUser user) {
        return new ListPosition(user.createdAt(), user.id());
    }

    @Override
    public int compareTo(ListPosition that) {
        return ORDER.compare(this, that);
    }
}
