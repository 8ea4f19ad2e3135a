package dev.partyline.ports.driven.planted;

import dev.partyline.inmemory.LineState;

public final class KnowsAnAdapter {
    private KnowsAnAdapter() {}

    public static LineState state() {
        return LineState.OPEN;
    }
}
