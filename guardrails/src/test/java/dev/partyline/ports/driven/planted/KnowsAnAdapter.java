package dev.partyline.ports.driven.planted;

import dev.partyline.inmemory.InMemoryUserStore;

public final class KnowsAnAdapter {
    private KnowsAnAdapter() {}

    public static InMemoryUserStore store() {
        return InMemoryUserStore.withoutLines();
    }
}
