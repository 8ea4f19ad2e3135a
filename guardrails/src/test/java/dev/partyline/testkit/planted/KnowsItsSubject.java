package dev.partyline.testkit.planted;

import dev.partyline.inmemory.InMemoryUserStore;

public final class KnowsItsSubject {
    private KnowsItsSubject() {}

    public static Class<?> adapter() {
        return InMemoryUserStore.class;
    }
}
