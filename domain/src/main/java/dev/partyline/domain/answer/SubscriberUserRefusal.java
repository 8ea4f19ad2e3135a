package dev.partyline.domain.answer;

import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import java.util.function.Function;

/** Why no subscriber user was created. */
public sealed interface SubscriberUserRefusal extends Refusal permits CreationRefusal, Refusal.AlreadyInUse {

    /** The refusal of a request that could not be made valid. */
    static SubscriberUserRefusal invalid(Seq<Violation> violations) {
        return new Invalid(violations);
    }

    /** The answer of the function for this reason. */
    static <T> T fold(
            SubscriberUserRefusal refusal,
            Function<? super Invalid, ? extends T> invalid,
            Function<? super UnknownTenant, ? extends T> unknownTenant,
            Function<? super CreationDisabled, ? extends T> creationDisabled,
            Function<? super IdempotencyKeyReused, ? extends T> idempotencyKeyReused,
            Function<? super AlreadyInUse, ? extends T> alreadyInUse) {
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
        return alreadyInUse.apply((AlreadyInUse) refusal);
    }
}
