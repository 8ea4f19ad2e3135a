package dev.partyline.domain.answer;

import java.util.function.Function;

/** Why no customer user was created. */
public sealed interface CustomerUserRefusal extends Refusal
        permits CreationRefusal, Refusal.UnknownCustomer, Refusal.AlreadyInUse {

    /**
     * The answer of the function for this reason.
     *
     * @param shared for the reasons that all creations share
     */
    static <T> T fold(
            CustomerUserRefusal refusal,
            Function<? super CreationRefusal, ? extends T> shared,
            Function<? super UnknownCustomer, ? extends T> unknownCustomer,
            Function<? super AlreadyInUse, ? extends T> alreadyInUse) {
        if (refusal instanceof CreationRefusal reason) {
            return shared.apply(reason);
        }
        if (refusal instanceof UnknownCustomer reason) {
            return unknownCustomer.apply(reason);
        }
        return alreadyInUse.apply((AlreadyInUse) refusal);
    }
}
