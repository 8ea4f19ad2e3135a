package dev.partyline.ports.driven;

import dev.partyline.domain.user.UserId;
import java.util.UUID;

/** The source of new ids. No id may be given twice, by this or any other process that works on the same store. */
@FunctionalInterface
public interface UserIds {
    /** A new id; never one that was given before. */
    UserId next();

    /** UUIDs of version 4. */
    static UserIds random() {
        return () -> new UserId(UUID.randomUUID());
    }
}
