package dev.partyline.domain.answer;

import java.util.function.Function;

/** Why no device user was created. */
public sealed interface GadgetUserRefusal extends Refusal permits CreationRefusal, Refusal.AlreadyInUse {

    /** The answer of the function for this reason. */
    static <T> T fold(
            GadgetUserRefusal refusal,
            Function<? super CreationRefusal, ? extends T> shared,
            Function<? super AlreadyInUse, ? extends T> alreadyInUse) {
        if (refusal instanceof CreationRefusal reason) {
            return shared.apply(reason);
        }
        return alreadyInUse.apply((AlreadyInUse) refusal);
    }
}
