package dev.partyline.domain.answer;

import java.util.function.Function;

/** Why no shared user was created or updated. */
public sealed interface SharedUserRefusal extends Refusal
        permits CreationRefusal, Refusal.Exists, Refusal.SharedUserLimitReached, Refusal.PoolExhausted {

    /**
     * The answer of the function for this reason.
     *
     * @param shared for the reasons that all creations share
     */
    static <T> T fold(
            SharedUserRefusal refusal,
            Function<? super CreationRefusal, ? extends T> shared,
            Function<? super Exists, ? extends T> exists,
            Function<? super SharedUserLimitReached, ? extends T> limitReached,
            Function<? super PoolExhausted, ? extends T> poolExhausted) {
        if (refusal instanceof CreationRefusal reason) {
            return shared.apply(reason);
        }
        if (refusal instanceof Exists reason) {
            return exists.apply(reason);
        }
        if (refusal instanceof SharedUserLimitReached reason) {
            return limitReached.apply(reason);
        }
        return poolExhausted.apply((PoolExhausted) refusal);
    }
}
