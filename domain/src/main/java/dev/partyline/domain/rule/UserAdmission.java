package dev.partyline.domain.rule;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import java.util.Optional;

/**
 * A user that needs no line of the pool. It counts against no limit (D4).
 *
 * @param user the user, whole
 * @param revived the deactivated user that becomes active again; empty for a new user
 * @param lastHolder what of the past the decision rests on; empty if it rests on nothing
 */
public record UserAdmission<U extends User>(U user, Optional<DeactivatedUser> revived, Optional<LastHolder> lastHolder)
        implements Admission<U> {
    /** A new user, whatever was before. */
    static <U extends User> UserAdmission<U> fresh(U user) {
        return new UserAdmission<>(user, Optional.empty(), Optional.empty());
    }

    /** The same admission, of this value of the user. */
    public UserAdmission<U> of(U other) {
        return new UserAdmission<>(other, revived, lastHolder);
    }
}
