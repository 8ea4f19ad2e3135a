package dev.partyline.planted.b;

import dev.partyline.planted.a.NeedsB;

public final class NeedsA {
    private NeedsA() {}

    public static Class<?> needed() {
        return NeedsB.class;
    }
}
