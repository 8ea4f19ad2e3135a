package dev.partyline.http.corti;

import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.user.Scope;
import dev.partyline.http.user.UserRoutes;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The customer users of console projects over HTTP. Safe for use by many threads. */
public final class CortiApi {
    private final UserRegistry registry;
    private final CustomerUsers users;

    /**
     * The API over a registry.
     *
     * @param knownHashes whether a hash of a password is one that the registry takes (C7)
     * @param tokens the token of each project that may call
     */
    public CortiApi(
            UserRegistry registry,
            Tenants tenants,
            Predicate<PasswordHash> knownHashes,
            Map<ConsoleProjectId, Secret> tokens) {
        this.registry = registry;
        this.users = new CustomerUsers(tenants, knownHashes, tokens);
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
