package dev.partyline.testkit.arbitrary.planted;

import dev.partyline.ports.driven.UserIds;

public final class AsksAPort {
    private AsksAPort() {}

    public static UserIds ids() {
        return UserIds.random();
    }
}
