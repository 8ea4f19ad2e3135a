package dev.partyline.postgres.planted;

import dev.partyline.ports.UserRegistry;

public final class KnowsTheRegistry {
    private KnowsTheRegistry() {}

    public static boolean isThere(UserRegistry registry) {
        return registry != null;
    }
}
