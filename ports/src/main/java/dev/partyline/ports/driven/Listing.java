package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserKind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which users to list (rule L5). Immutable.
 *
 * @param kinds the kinds of user to list
 * @param deactivatedToo whether deactivated users are listed beside active ones
 * @param after the position behind which to go on; empty to begin
 * @param limit the most users of a page, from 1 to {@value #MAX_LIMIT}; a number outside is taken for the nearer bound
 */
public record Listing(
        TenantId tenant, Set<UserKind> kinds, boolean deactivatedToo, Optional<ListPosition> after, int limit) {
    /** The most users that a page can have. */
    public static final int MAX_LIMIT = 500;

    public Listing {
        kinds = Set.copyOf(kinds);
        limit = Math.max(1, Math.min(limit, MAX_LIMIT));
    }

    /** The first page of a tenant's active users of every kind. */
    public static Listing of(TenantId tenant, int limit) {
        return new Listing(tenant, EnumSet.allOf(UserKind.class), false, Optional.empty(), limit);
    }

    /** The same listing, of one kind only. */
    public Listing only(UserKind kind) {
        return new Listing(tenant, Set.of(kind), deactivatedToo, after, limit);
    }

    /** The same listing, with deactivated users. */
    public Listing withDeactivated() {
        return new Listing(tenant, kinds, true, after, limit);
    }

    /** The same listing, from behind this position. */
    public Listing from(ListPosition position) {
        return new Listing(tenant, kinds, deactivatedToo, Optional.of(position), limit);
    }
}
