package dev.partyline.domain.answer;

import java.util.function.Function;

/** Why no subscriber user was created. */
public sealed interface SubscriberUserRefusal extends Refusal permits CreationRefusal, Refusal.AlreadyInUse {

    /**
     * The answer of the function for this reason.
     *
     * @param shared for the reasons that all creations share
     */
    static <T> T fold(
            SubscriberUserRefusal refusal,
            Function<? super CreationRefusal, ? extends T> shared,
            Function<? super AlreadyInUse, ? extends T> alreadyInUse) {
        if (refusal instanceof CreationRefusal reason) {
            return shared.apply(reason);
        }
        return alreadyInUse.apply((AlreadyInUse) refusal);
    }
}
