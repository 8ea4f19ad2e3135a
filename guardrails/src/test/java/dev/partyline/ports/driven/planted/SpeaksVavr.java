package dev.partyline.ports.driven.planted;

import io.vavr.control.Option;

public final class SpeaksVavr {
    private SpeaksVavr() {}

    public static Option<String> answer() {
        return Option.none();
    }
}
