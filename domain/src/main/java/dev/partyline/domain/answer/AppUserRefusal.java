package dev.partyline.domain.answer;

import java.util.function.Function;

/** Why no app user was created. */
public sealed interface AppUserRefusal extends Refusal permits CreationRefusal, Refusal.AlreadyInUse, Refusal.IdTaken {

    /**
     * The answer of the function for this reason.
     *
     * @param shared for the reasons that all creations share
     */
    static <T> T fold(
            AppUserRefusal refusal,
            Function<? super CreationRefusal, ? extends T> shared,
            Function<? super AlreadyInUse, ? extends T> alreadyInUse,
            Function<? super IdTaken, ? extends T> idTaken) {
        if (refusal instanceof CreationRefusal reason) {
            return shared.apply(reason);
        }
        if (refusal instanceof AlreadyInUse reason) {
            return alreadyInUse.apply(reason);
        }
        return idTaken.apply((IdTaken) refusal);
    }
}
