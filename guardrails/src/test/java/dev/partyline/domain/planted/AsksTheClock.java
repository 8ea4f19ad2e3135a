package dev.partyline.domain.planted;

import java.time.Instant;

public final class AsksTheClock {
    private AsksTheClock() {}

    public static Instant now() {
        return Instant.now();
    }
}
