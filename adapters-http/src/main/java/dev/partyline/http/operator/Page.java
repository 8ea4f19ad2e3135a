package dev.partyline.http.operator;

import dev.partyline.http.api.Problem;
import dev.partyline.http.api.QueryReader;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of what the operator lists. */
final class Page {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private Page() {}

    /**
     * What gives the page.
     *
     * @param <P> where a page goes on
     */
    interface Listing<P> {
        Answer list(Optional<P> after, int limit);
    }

    /** The page that the request asks for. */
    static <P> Step of(Request request, Function<QueryReader, Optional<P>> position, Listing<P> listing) {
        QueryReader query = QueryReader.of(request);
        query.refuseAllBut(Set.of("limit", Cursor.NAME));
        Optional<P> after = position.apply(query);
        int limit = query.limit(DEFAULT_LIMIT, MAX_LIMIT);
        return query.complete(() -> new Step.Work(Lane.STORE, () -> listing.list(after, limit)), Problem::invalid);
    }

    /** The answer with these rows. */
    static Answer answer(String name, List<?> rows, @Nullable String nextCursor) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(name, rows);
        page.put("nextCursor", nextCursor);
        return Answer.json(200, page).as("listed");
    }
}
