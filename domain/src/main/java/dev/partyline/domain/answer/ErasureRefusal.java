package dev.partyline.domain.answer;

import dev.partyline.domain.answer.Refusal.IdempotencyKeyReused;
import dev.partyline.domain.answer.Refusal.StillActive;
import dev.partyline.domain.answer.Refusal.UserNotFound;
import java.util.function.Function;

/** Why no user was erased. */
public sealed interface ErasureRefusal extends Refusal permits UserNotFound, StillActive, IdempotencyKeyReused {

    /** The answer of the function for this reason. */
    static <T> T fold(
            ErasureRefusal refusal,
            Function<? super UserNotFound, ? extends T> userNotFound,
            Function<? super StillActive, ? extends T> stillActive,
            Function<? super IdempotencyKeyReused, ? extends T> idempotencyKeyReused) {
        if (refusal instanceof UserNotFound reason) {
            return userNotFound.apply(reason);
        }
        if (refusal instanceof StillActive reason) {
            return stillActive.apply(reason);
        }
        return idempotencyKeyReused.apply((IdempotencyKeyReused) refusal);
    }
}
