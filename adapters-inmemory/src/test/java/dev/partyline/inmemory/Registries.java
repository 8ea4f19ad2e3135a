package dev.partyline.inmemory;

import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;

/**
 * Both sides of a registry, over the same ports.
 *
 * @param users for tenants
 * @param lines for operators
 */
public record Registries(UserRegistry users, LineRegistry lines) {
    /** One system for users and lines. */
    public static Registries of(UserStore store, Tenants tenants, RegistryOptions options) {
        return new Registries(UserRegistry.of(store, tenants, options), LineRegistry.of(store, tenants, options));
    }

    /** Two systems. */
    public static Registries of(UserStore store, PhonePool pool, Tenants tenants, RegistryOptions options) {
        return new Registries(
                UserRegistry.of(store, pool, tenants, options), LineRegistry.of(store, pool, tenants, options));
    }
}
