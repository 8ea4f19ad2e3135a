package dev.partyline.domain.answer;

import java.util.function.Function;

/**
 * The reasons for which a user of any kind may not be created. They concern the tenant, the values and the idempotency
 * key, not the kind. A host folds them once, for all kinds.
 */
public sealed interface CreationRefusal
        extends SharedUserRefusal, DedicatedUserRefusal, CustomerUserRefusal, SubscriberUserRefusal, AppUserRefusal
        permits Refusal.Invalid, Refusal.UnknownTenant, Refusal.CreationDisabled, Refusal.IdempotencyKeyReused {

    /** The answer of the function for this reason. */
    default <T> T fold(
            Function<? super Invalid, ? extends T> invalid,
            Function<? super UnknownTenant, ? extends T> unknownTenant,
            Function<? super CreationDisabled, ? extends T> creationDisabled,
            Function<? super IdempotencyKeyReused, ? extends T> idempotencyKeyReused) {
        if (this instanceof Invalid reason) {
            return invalid.apply(reason);
        }
        if (this instanceof UnknownTenant reason) {
            return unknownTenant.apply(reason);
        }
        if (this instanceof CreationDisabled reason) {
            return creationDisabled.apply(reason);
        }
        return idempotencyKeyReused.apply((IdempotencyKeyReused) this);
    }
}
