package dev.partyline.domain.rule;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the rules admit, for a store to make true. Immutable.
 *
 * @param <U> the kind of user
 */
public sealed interface Admission<U extends User> permits UserAdmission, SharedAdmission {

    /** The deactivated user that becomes active again; empty for a new user. */
    Optional<DeactivatedUser> revived();

    /** What of the past the decision rests on; empty if it rests on nothing. */
    Optional<LastHolder> lastHolder();

    /** The answer of the function for this admission. */
    default <T> T fold(
            Function<? super UserAdmission<U>, ? extends T> whole,
            Function<? super SharedAdmission, ? extends T> withoutLine) {
        if (this instanceof UserAdmission<U> admission) {
            return whole.apply(admission);
        }
        return withoutLine.apply((SharedAdmission) this);
    }
}
