package dev.partyline.ports;

import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.UserStore;

/**
 * A store that keeps some of the tenants, with the lines that serve them. Immutable.
 *
 * @param store that has its lines in it, or whose users need no line
 */
public record Cell(UserStore store) {

    /** A cell whose lines are another system. The pool is that of no other cell. */
    public Cell(UserStore store, PhonePool pool) {
        this(new LeasedLines(store, pool));
    }
}
