package org.example.host;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.UserStore;
import java.util.Optional;

/** Asks the registry, and reads from a store. */
final class KeepsTheRules {
    private final UserRegistry registry;
    private final UserStore store;

    KeepsTheRules(UserRegistry registry, UserStore store) {
        this.registry = registry;
        this.store = store;
    }

    Optional<AnyUser> find(TenantId tenant, UserId id) {
        return registry.deactivate(tenant, id).isRight() ? Optional.empty() : store.find(tenant, id);
    }
}
