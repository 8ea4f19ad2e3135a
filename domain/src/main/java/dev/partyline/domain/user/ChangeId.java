package dev.partyline.domain.user;

import java.util.UUID;

/**
 * The name of one attempt to change a user. No two attempts have the same name. The attempt that makes a new user has
 * the user's own id as its name, unless the caller chose that id. Immutable.
 */
public record ChangeId(UUID value) {
    /** The name made of an id that was generated for one attempt only. */
    public static ChangeId of(UserId generated) {
        return new ChangeId(generated.value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
