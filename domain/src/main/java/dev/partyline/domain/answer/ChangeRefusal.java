package dev.partyline.domain.answer;

import dev.partyline.domain.answer.Refusal.AlreadyInUse;
import dev.partyline.domain.answer.Refusal.IdempotencyKeyReused;
import dev.partyline.domain.answer.Refusal.Invalid;
import dev.partyline.domain.answer.Refusal.PoolExhausted;
import dev.partyline.domain.answer.Refusal.Stale;
import dev.partyline.domain.answer.Refusal.UnknownTenant;
import dev.partyline.domain.answer.Refusal.UserNotFound;
import java.util.function.Function;

/** Why no user was changed. Only a shared user is refused for want of a line (K2). */
public sealed interface ChangeRefusal extends Refusal
        permits Invalid, UnknownTenant, IdempotencyKeyReused, UserNotFound, Stale, AlreadyInUse, PoolExhausted {

    /** The answer of the function for this reason. */
    static <T> T fold(
            ChangeRefusal refusal,
            Function<? super Invalid, ? extends T> invalid,
            Function<? super UnknownTenant, ? extends T> unknownTenant,
            Function<? super IdempotencyKeyReused, ? extends T> idempotencyKeyReused,
            Function<? super UserNotFound, ? extends T> userNotFound,
            Function<? super Stale, ? extends T> stale,
            Function<? super AlreadyInUse, ? extends T> alreadyInUse,
            Function<? super PoolExhausted, ? extends T> poolExhausted) {
        if (refusal instanceof Invalid reason) {
            return invalid.apply(reason);
        }
        if (refusal instanceof UnknownTenant reason) {
            return unknownTenant.apply(reason);
        }
        if (refusal instanceof IdempotencyKeyReused reason) {
            return idempotencyKeyReused.apply(reason);
        }
        if (refusal instanceof UserNotFound reason) {
            return userNotFound.apply(reason);
        }
        if (refusal instanceof Stale reason) {
            return stale.apply(reason);
        }
        if (refusal instanceof AlreadyInUse reason) {
            return alreadyInUse.apply(reason);
        }
        return poolExhausted.apply((PoolExhausted) refusal);
    }
}
