package dev.partyline.domain.answer;

import dev.partyline.domain.answer.Refusal.IdempotencyKeyReused;
import dev.partyline.domain.answer.Refusal.Stale;
import dev.partyline.domain.answer.Refusal.UserNotFound;
import java.util.function.Function;

/** Why no user was deactivated. */
public sealed interface DeactivationRefusal extends Refusal permits UserNotFound, Stale, IdempotencyKeyReused {

    /** The answer of the function for this reason. */
    static <T> T fold(
            DeactivationRefusal refusal,
            Function<? super UserNotFound, ? extends T> userNotFound,
            Function<? super Stale, ? extends T> stale,
            Function<? super IdempotencyKeyReused, ? extends T> idempotencyKeyReused) {
        if (refusal instanceof UserNotFound reason) {
            return userNotFound.apply(reason);
        }
        if (refusal instanceof Stale reason) {
            return stale.apply(reason);
        }
        return idempotencyKeyReused.apply((IdempotencyKeyReused) refusal);
    }
}
