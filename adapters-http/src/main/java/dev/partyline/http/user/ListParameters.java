package dev.partyline.http.user;

import dev.partyline.domain.user.UserKind;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.QueryReader;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of a listing, on their way to a {@link Listing}. */
final class ListParameters {
    private static final String TYPE = "type";
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";

    private static final int DEFAULT_LIMIT = 100;

    private ListParameters() {}

    /** What they ask for; what is wrong with them is in the reader then. */
    static <S> Listing listing(UserApi<S> api, S scope, QueryReader query) {
        Map<String, Set<UserKind>> types = api.types();
        query.refuseAllBut(types.isEmpty() ? Set.of(LIMIT, CURSOR) : Set.of(TYPE, LIMIT, CURSOR));
        Set<UserKind> kinds =
                types.isEmpty() ? api.kinds() : kinds(types, query).orElseGet(api::kinds);
        int limit = query.limit(DEFAULT_LIMIT, Listing.MAX_LIMIT);
        Optional<ListPosition> after = query.parsed(CURSOR, ListCursor::parse, FieldFault.malformed(CURSOR));
        Listing all = Listing.of(api.tenant(scope), limit).only(kinds);
        return after.map(all::from).orElse(all);
    }

    private static Optional<Set<UserKind>> kinds(Map<String, Set<UserKind>> types, QueryReader query) {
        return query.parsed(
                TYPE,
                text -> Optional.ofNullable(types.get(text)),
                FieldFault.unknownType(TYPE, String.join(" or ", new TreeSet<>(types.keySet()))));
    }
}
