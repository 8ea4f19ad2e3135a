package dev.partyline.http.prelude;

import dev.partyline.domain.tenant.AppId;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.user.Scope;
import dev.partyline.http.user.UserRoutes;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users of apps over HTTP. Safe for use by many threads. */
public final class PreludeApi {
    private final UserRegistry registry;
    private final Tenants tenants;
    private final AppUsers users;

    /**
     * The API over a registry.
     *
     * @param tokens the token of each app that may call
     */
    public PreludeApi(UserRegistry registry, Tenants tenants, Map<AppId, Secret> tokens) {
        this.registry = registry;
        this.tenants = tenants;
        this.users = new AppUsers(tenants, tokens);
    }

    /** The app of this id, if there is one. */
    public Optional<Scope<?>> scope(String tenant) {
        return tenants.app(new AppId(tenant)).map(app -> new Scope<>(users, app));
    }

    /** What is served, and where. */
    public List<Route> routes() {
        return new UserRoutes<>(registry, users).routes();
    }
}
