package dev.partyline.planted.a;

import dev.partyline.planted.b.NeedsA;

public final class NeedsB {
    private NeedsB() {}

    public static Class<?> needed() {
        return NeedsA.class;
    }
}
