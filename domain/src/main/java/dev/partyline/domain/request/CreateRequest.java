package dev.partyline.domain.request;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import java.util.Optional;

/** A valid request to create a user, of whichever kind. */
public sealed interface CreateRequest
        permits NewSharedUser, NewDedicatedUser, NewCustomerUser, NewSubscriberUser, NewAppUser {

    TenantId tenant();

    /** The key under which the request is to be carried out once; empty for a request without one (I1). */
    Optional<IdempotencyKey> idempotencyKey();

    /** What two requests share that ask for the same (I2): over canonical phones and the identities of emails. */
    Fingerprint fingerprint();
}
