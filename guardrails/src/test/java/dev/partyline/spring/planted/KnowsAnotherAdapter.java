package dev.partyline.spring.planted;

import dev.partyline.inmemory.InMemoryUserStore;

public final class KnowsAnotherAdapter {
    private KnowsAnotherAdapter() {}

    public static boolean isThere(InMemoryUserStore store) {
        return store != null;
    }
}
