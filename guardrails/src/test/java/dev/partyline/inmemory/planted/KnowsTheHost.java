package dev.partyline.inmemory.planted;

import dev.partyline.http.exchange.Answer;

public final class KnowsTheHost {
    private KnowsTheHost() {}

    public static Answer answer() {
        return Answer.empty(200);
    }
}
