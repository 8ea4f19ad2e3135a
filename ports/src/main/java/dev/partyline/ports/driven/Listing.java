package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which users to list (rule L5). Immutable.
 *
 * @param kinds the kinds of user to list
 * @param states the states of the users to list
 * @param createdFrom the earliest time of creation that is listed; empty for any
 * @param createdBefore the time of creation from which on none is listed; empty for any
 * @param line the line of the active users that are listed; empty for any user
 * @param after the position behind which to go on; empty to begin
 * @param limit the most users of a page, from 1 to {@value #MAX_LIMIT}; a number outside is taken for the nearer bound
 */
public record Listing(
        TenantId tenant,
        Set<UserKind> kinds,
        Set<State> states,
        Optional<Instant> createdFrom,
        Optional<Instant> createdBefore,
        Optional<Line> line,
        Optional<ListPosition> after,
        int limit) {
    /** The most users that a page can have. */
    public static final int MAX_LIMIT = 500;

    /** The states of {@link dev.partyline.domain.user.AnyUser}. */
    public enum State {
        ACTIVE,
        DEACTIVATED,
        ERASED
    }

    public Listing {
        kinds = Set.copyOf(kinds);
        states = Set.copyOf(states);
        limit = Math.max(1, Math.min(limit, MAX_LIMIT));
    }

    /** The first page of a tenant's active users of every kind. */
    public static Listing of(TenantId tenant, int limit) {
        return new Listing(
                tenant,
                EnumSet.allOf(UserKind.class),
                Set.of(State.ACTIVE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    /** The same listing, of one kind only. */
    public Listing only(UserKind kind) {
        return new Listing(tenant, Set.of(kind), states, createdFrom, createdBefore, line, after, limit);
    }

    /** The same listing, of users in these states. */
    public Listing in(Set<State> chosen) {
        return new Listing(tenant, kinds, chosen, createdFrom, createdBefore, line, after, limit);
    }

    /** The same listing, with deactivated users, but not those that are erased. */
    public Listing withDeactivated() {
        return in(Set.of(State.ACTIVE, State.DEACTIVATED));
    }

    /** The same listing, of users that were created then or later. */
    public Listing createdFrom(Instant earliest) {
        return new Listing(tenant, kinds, states, Optional.of(earliest), createdBefore, line, after, limit);
    }

    /** The same listing, of users that were created before then. */
    public Listing createdBefore(Instant end) {
        return new Listing(tenant, kinds, states, createdFrom, Optional.of(end), line, after, limit);
    }

    /** The same listing, of active users that have this line. */
    public Listing on(Line chosen) {
        return new Listing(
                tenant, kinds, Set.of(State.ACTIVE), createdFrom, createdBefore, Optional.of(chosen), after, limit);
    }

    /** The same listing, from behind this position. */
    public Listing from(ListPosition position) {
        return new Listing(tenant, kinds, states, createdFrom, createdBefore, line, Optional.of(position), limit);
    }
}
