package dev.partyline.http.operator;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Route;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The calls across all tenants, for whoever has the operator's token. Safe for use by many threads. */
public final class OperatorApi {
    private final List<Route> routes;

    /**
     * The API over the users and the lines of a store.
     *
     * @param ids of all tenants that there are
     */
    public OperatorApi(
            UserRegistry users, LineRegistry lines, Tenants tenants, Collection<TenantId> ids, Secret token) {
        Operator operator = new Operator(token);
        this.routes = Stream.of(
                        new EventCalls(users).routes(operator),
                        new LineCalls(lines).routes(operator),
                        new RouteCall(users).routes(operator),
                        new TenantCall(users, ids).routes(operator),
                        new ForeseeCall(users, tenants).routes(operator))
                .flatMap(List::stream)
                .toList();
    }

    /** What is served, and where. */
    public List<Route> routes() {
        return routes;
    }
}
