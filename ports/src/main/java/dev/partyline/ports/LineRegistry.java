package dev.partyline.ports;

import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The lines of a pool, for whoever operates them (rules P4, P6, P8, P9). What it tells is across all tenants, and not
 * for them. Safe for use by many threads, and by many processes on one store.
 *
 * <p>The only exception is {@link UnavailableException}, if a port could not answer (rule E4).
 */
public interface LineRegistry {
    /** The most lines or users that a page can have. */
    int MAX_LIMIT = 1_000;

    /**
     * A page of the lines with their states, capacities and loads, in the order of their numbers (rule P9).
     *
     * @param after from {@link LinePage#next}; empty to begin
     * @param most from 1 to {@value #MAX_LIMIT}; a number outside is taken for the nearer bound
     */
    LinePage lines(Optional<Line> after, int most);

    /** The line as it is now; empty if the pool does not have it. */
    Optional<LineUse> find(Line line);

    /**
     * Gives the line another state, another capacity, or both (rules P4, P8). It keeps all users that it has.
     *
     * @param capacity the most users that it may have, {@link Integer#MAX_VALUE} for any number; a negative one is
     *     taken for 0; empty to leave it
     * @return the line as it is then; empty if the pool does not have it
     */
    Optional<LineUse> change(Line line, Optional<LineState> state, OptionalInt capacity);

    /**
     * A page of the users that have the line now, of all projects (rule P9).
     *
     * @param after from {@link LineUsers#next}; empty to begin
     * @param most from 1 to {@value #MAX_LIMIT}; a number outside is taken for the nearer bound
     */
    LineUsers usersOn(Line line, Optional<LinePosition> after, int most);

    /**
     * Retires the line, and moves its next users to other lines, one by one, each as the rules of a new line say (rule
     * P6). Each move is a step of its own, which leaves an event. It may be stopped and begun again at any point, and
     * runs beside everything else. The phone and the line that a user leaves lead to it for as long as {@link
     * RegistryOptions#keepingFormerPairs} says (rule R5).
     *
     * @param after from {@link Retirement#next}; empty to begin
     * @param most how many users, from 1 to {@value #MAX_LIMIT}; a number outside is taken for the nearer bound
     * @return a verdict for each user, or for those until a port failed. The next call meets that failure if it lasts.
     *     Empty if the pool does not have the line.
     */
    Optional<Retirement> retire(Line line, Optional<LinePosition> after, int most);

    /** The lines of a store that has them in it. */
    static LineRegistry of(UserStore store, Tenants tenants, RegistryOptions options) {
        return new DefaultLineRegistry(store, tenants, options);
    }

    /** The lines of a pool beside a store. */
    static LineRegistry of(UserStore store, PhonePool pool, Tenants tenants, RegistryOptions options) {
        return of(new LeasedLines(store, pool), tenants, options);
    }
}
