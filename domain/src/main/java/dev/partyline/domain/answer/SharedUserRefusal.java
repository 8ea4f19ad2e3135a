package dev.partyline.domain.answer;

import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import java.util.function.Function;

/** Why no shared user was created or updated. */
public sealed interface SharedUserRefusal extends Refusal
        permits CreationRefusal, Refusal.SharedUserLimitReached, Refusal.PoolExhausted {

    /** The refusal of a request that could not be made valid. */
    static SharedUserRefusal invalid(Seq<Violation> violations) {
        return new Invalid(violations);
    }

    /** The answer of the function for this reason. */
    static <T> T fold(
            SharedUserRefusal refusal,
            Function<? super Invalid, ? extends T> invalid,
            Function<? super UnknownTenant, ? extends T> unknownTenant,
            Function<? super CreationDisabled, ? extends T> creationDisabled,
            Function<? super IdempotencyKeyReused, ? extends T> idempotencyKeyReused,
            Function<? super SharedUserLimitReached, ? extends T> limitReached,
            Function<? super PoolExhausted, ? extends T> poolExhausted) {
        if (refusal instanceof Invalid reason) {
            return invalid.apply(reason);
        }
        if (refusal instanceof UnknownTenant reason) {
            return unknownTenant.apply(reason);
        }
        if (refusal instanceof CreationDisabled reason) {
            return creationDisabled.apply(reason);
        }
        if (refusal instanceof IdempotencyKeyReused reason) {
            return idempotencyKeyReused.apply(reason);
        }
        if (refusal instanceof SharedUserLimitReached reason) {
            return limitReached.apply(reason);
        }
        return poolExhausted.apply((PoolExhausted) refusal);
    }
}
