package dev.partyline.domain.answer;

import java.util.function.Function;

/** Why no user was deactivated. */
public sealed interface DeactivationRefusal extends Refusal permits Refusal.UserNotFound {

    /** The answer of the function for this reason. */
    static <T> T fold(DeactivationRefusal refusal, Function<? super UserNotFound, ? extends T> userNotFound) {
        return userNotFound.apply((UserNotFound) refusal);
    }
}
