package dev.partyline.domain.answer;

import java.util.function.Function;

/** Why a subscriber user was neither added to a customer nor removed from one. */
public sealed interface MembershipRefusal extends Refusal permits Refusal.UserNotFound {

    /** The answer of the function for this reason. */
    static <T> T fold(MembershipRefusal refusal, Function<? super UserNotFound, ? extends T> userNotFound) {
        return userNotFound.apply((UserNotFound) refusal);
    }
}
