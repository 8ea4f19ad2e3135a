package dev.partyline.domain.planted;

import dev.partyline.ports.driven.UserIds;

public final class KnowsAPort {
    private KnowsAPort() {}

    public static UserIds ids() {
        return UserIds.random();
    }
}
