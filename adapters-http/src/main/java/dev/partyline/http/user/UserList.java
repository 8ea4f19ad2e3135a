package dev.partyline.http.user;

import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import dev.partyline.http.api.QueryReader;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The users of one API: in pages, or the one that holds a key. */
record UserList<S>(UserRegistry registry, UserApi<S> api) {

    Step list(S scope, Request request) {
        QueryReader query = QueryReader.of(request);
        Optional<Lookup<S>> lookup = api.lookups().stream()
                .filter(candidate -> query.hasAny(candidate.parameters()))
                .findFirst();
        if (lookup.isPresent()) {
            query.refuseAllBut(lookup.get().parameters());
            Optional<? extends Key> key = lookup.get().key().apply(scope, query);
            return work(query, () -> find(scope, key.orElseThrow()));
        }
        Listing listing = ListParameters.listing(api, scope, query);
        return work(query, () -> page(scope, listing));
    }

    private Step work(QueryReader query, Supplier<Answer> task) {
        return query.complete(() -> new Step.Work(Lane.STORE, task), api.errors()::invalid);
    }

    private Answer find(S scope, Key key) {
        List<User> found = registry.find(api.tenant(scope), key).stream()
                .filter(user -> api.has(scope, user))
                .toList();
        return api.answer(found, null).as(found.isEmpty() ? "not_found" : "found");
    }

    private Answer page(S scope, Listing listing) {
        Page page = api.page(scope, listing, registry::list);
        return api.answer(page.rows(), page.next().map(ListCursor::of).orElse(null))
                .as("listed");
    }
}
