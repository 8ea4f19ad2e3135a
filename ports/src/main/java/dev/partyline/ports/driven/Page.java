package dev.partyline.ports.driven;

import dev.partyline.domain.user.AnyUser;
import java.util.List;
import java.util.Optional;

/**
 * A page of a listing, in the order of {@link ListPosition} (rule L5). Immutable.
 *
 * @param next from where the next page goes on; empty if there is none
 */
public record Page(List<AnyUser> rows, Optional<ListPosition> next) {

    public Page {
        rows = List.copyOf(rows);
    }
}
