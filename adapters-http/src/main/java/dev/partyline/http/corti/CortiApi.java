package dev.partyline.http.corti;

import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.user.Scope;
import dev.partyline.http.user.UserRoutes;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The customer users of console projects over HTTP. Safe for use by many threads. */
public final class CortiApi {
    private final UserRegistry registry;
    private final CustomerUsers users;

    /**
     * The API over a registry.
     *
     * @param tokens the token of each project that may call
     */
    public CortiApi(UserRegistry registry, Tenants tenants, Map<ConsoleProjectId, Secret> tokens) {
        this.registry = registry;
        this.users = new CustomerUsers(tenants, tokens);
    }

    /** The project and customer of these ids, with a slash between them, if there is one. */
    public Optional<Scope<?>> scope(String tenant) {
        int slash = tenant.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : users.membership(tenant.substring(0, slash), tenant.substring(slash + 1))
                        .map(membership -> new Scope<>(users, membership));
    }

    /** What is served, and where. */
    public List<Route> routes() {
        return new UserRoutes<>(registry, users).routes();
    }
}
