package dev.partyline.domain.answer;

import java.util.function.Function;

/** Why no dedicated user was created. */
public sealed interface DedicatedUserRefusal extends Refusal
        permits CreationRefusal, Refusal.Exists, Refusal.LineNotOwned, Refusal.PhoneOnLineTaken {

    /**
     * The answer of the function for this reason.
     *
     * @param shared for the reasons that all creations share
     */
    static <T> T fold(
            DedicatedUserRefusal refusal,
            Function<? super CreationRefusal, ? extends T> shared,
            Function<? super Exists, ? extends T> exists,
            Function<? super LineNotOwned, ? extends T> lineNotOwned,
            Function<? super PhoneOnLineTaken, ? extends T> phoneOnLineTaken) {
        if (refusal instanceof CreationRefusal reason) {
            return shared.apply(reason);
        }
        if (refusal instanceof Exists reason) {
            return exists.apply(reason);
        }
        if (refusal instanceof LineNotOwned reason) {
            return lineNotOwned.apply(reason);
        }
        return phoneOnLineTaken.apply((PhoneOnLineTaken) refusal);
    }
}
