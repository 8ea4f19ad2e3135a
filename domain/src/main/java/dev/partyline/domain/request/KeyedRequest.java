package dev.partyline.domain.request;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import java.util.Optional;

/** A request that changes something, and may be carried out once under an idempotency key (I1 to I7). */
public sealed interface KeyedRequest permits CreateRequest, ChangeRequest, Deactivation, Erasure {

    TenantId tenant();

    Operation operation();

    /** The key under which the request is carried out once; empty for a request without one (I1). */
    Optional<IdempotencyKey> idempotencyKey();

    /** What two requests share that ask for the same (I2): over canonical phones and the identities of emails. */
    Fingerprint fingerprint();

    /** The key in its scope (I4). */
    default Optional<RequestKey> requestKey() {
        Optional<IdempotencyKey> key = idempotencyKey();
        return key.isEmpty() ? Optional.empty() : Optional.of(new RequestKey(operation(), key.get()));
    }

    /** Overwrites what must not outlive the request: a password, if it has one. The registry calls this at its end. */
    default void wipe() {}
}
