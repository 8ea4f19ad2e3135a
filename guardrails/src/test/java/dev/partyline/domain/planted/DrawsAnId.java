package dev.partyline.domain.planted;

import java.util.UUID;

public final class DrawsAnId {
    private DrawsAnId() {}

    public static UUID draw() {
        return UUID.randomUUID();
    }
}
