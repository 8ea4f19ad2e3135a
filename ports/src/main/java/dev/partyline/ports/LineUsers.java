package dev.partyline.ports;

import dev.partyline.domain.user.LineUser;
import dev.partyline.ports.driven.LinePosition;
import java.util.List;
import java.util.Optional;

/**
 * A page of the users of a line, in the order of {@link LinePosition} (rule P9). Immutable.
 *
 * @param next from where the next page goes on; empty if there is none
 */
public record LineUsers(List<LineUser> users, Optional<LinePosition> next) {

    public LineUsers {
        users = List.copyOf(users);
    }
}
