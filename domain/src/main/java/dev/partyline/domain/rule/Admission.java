package dev.partyline.domain.rule;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import java.util.Optional;

/**
 * A user that the rules admit, for a store to make true. It counts against no limit (D4).
 *
 * @param user the user, whole
 * @param revived the deactivated user that becomes active again; empty for a new one
 * @param lastHolder what of the past the decision rests on; empty where it rests on nothing
 */
public record Admission<U extends User>(U user, Optional<DeactivatedUser> revived, Optional<LastHolder> lastHolder) {
    /** A new user, whatever was before. */
    static <U extends User> Admission<U> fresh(U user) {
        return new Admission<>(user, Optional.empty(), Optional.empty());
    }

    /** The same admission of the user with more to it. */
    public Admission<U> of(U other) {
        return new Admission<>(other, revived, lastHolder);
    }
}
