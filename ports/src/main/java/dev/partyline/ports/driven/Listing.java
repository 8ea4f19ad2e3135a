package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which users to list (rule L5). A listing is in the order of the time that its span is of: of creation, or of the last
 * change. Immutable.
 *
 * @param kinds the kinds of user to list
 * @param states the states of the users to list
 * @param span the times that are listed
 * @param line the line of the active users that are listed; empty for any user
 * @param after the position behind which to go on; empty to begin
 * @param limit the most users of a page, from 1 to {@value #MAX_LIMIT}; a number outside is taken for the nearer bound
 */
public record Listing(
        TenantId tenant,
        Set<UserKind> kinds,
        Set<State> states,
        Span span,
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

    /** The first page of a tenant's active users of every kind, in the order of their creation. */
    public static Listing of(TenantId tenant, int limit) {
        return new Listing(
                tenant,
                EnumSet.allOf(UserKind.class),
                Set.of(State.ACTIVE),
                Span.OF_CREATION,
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    /** The same listing, of one kind only. */
    public Listing only(UserKind kind) {
        return only(Set.of(kind));
    }

    /** The same listing, of these kinds only. */
    public Listing only(Set<UserKind> chosen) {
        return new Listing(tenant, chosen, states, span, line, after, limit);
    }

    /** The same listing, of users in these states. */
    public Listing in(Set<State> chosen) {
        return new Listing(tenant, kinds, chosen, span, line, after, limit);
    }

    /** The same listing, with deactivated users, but not those that are erased. */
    public Listing withDeactivated() {
        return in(Set.of(State.ACTIVE, State.DEACTIVATED));
    }

    /** The same listing, of this span in place of the one before. It is in the order of the span's time. */
    public Listing within(Span chosen) {
        return new Listing(tenant, kinds, states, chosen, line, after, limit);
    }

    /** The same listing, of active users that have this line. */
    public Listing on(Line chosen) {
        return new Listing(tenant, kinds, Set.of(State.ACTIVE), span, Optional.of(chosen), after, limit);
    }

    /** The same listing, from behind this position, which is that of a listing in the same order. */
    public Listing from(ListPosition position) {
        return new Listing(tenant, kinds, states, span, line, Optional.of(position), limit);
    }

    /** The same listing, with at most so many users on a page. */
    public Listing inPagesOf(int most) {
        return new Listing(tenant, kinds, states, span, line, after, most);
    }
}
