package dev.partyline.domain.request;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import java.util.Optional;
import java.util.function.Function;

/**
 * A valid request to create a user, of whichever kind.
 *
 * @param <R> what the request can be refused for
 * @param <U> the kind of user that it creates
 */
public sealed interface CreateRequest<R extends Refusal, U extends User>
        permits NewSharedUser, NewDedicatedUser, NewCustomerUser, NewSubscriberUser, NewAppUser {

    TenantId tenant();

    /** The key under which the request is carried out once; empty for a request without one (I1). */
    Optional<IdempotencyKey> idempotencyKey();

    /** What two requests share that ask for the same (I2): over canonical phones and the identities of emails. */
    Fingerprint fingerprint();

    /**
     * Overwrites what must not outlive the request: a password, if it has one. The registry calls this after a create.
     */
    default void wipe() {}

    /** The answer of the function for this kind of request. */
    default <T> T fold(
            Function<? super NewSharedUser, ? extends T> shared,
            Function<? super NewDedicatedUser, ? extends T> dedicated,
            Function<? super NewCustomerUser, ? extends T> customer,
            Function<? super NewSubscriberUser, ? extends T> subscriber,
            Function<? super NewAppUser, ? extends T> app) {
        if (this instanceof NewSharedUser request) {
            return shared.apply(request);
        }
        if (this instanceof NewDedicatedUser request) {
            return dedicated.apply(request);
        }
        if (this instanceof NewCustomerUser request) {
            return customer.apply(request);
        }
        if (this instanceof NewSubscriberUser request) {
            return subscriber.apply(request);
        }
        return app.apply((NewAppUser) this);
    }
}
