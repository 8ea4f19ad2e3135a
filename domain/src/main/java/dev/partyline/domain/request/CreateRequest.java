package dev.partyline.domain.request;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.IdempotencyKey;
import java.util.function.Function;

/**
 * A valid request to create a user, of whichever kind.
 *
 * @param <R> what the request can be refused for
 * @param <U> the kind of user that it creates
 */
public sealed interface CreateRequest<R extends Refusal, U extends User> extends KeyedRequest
        permits NewSharedUser, NewDedicatedUser, NewCustomerUser, NewSubscriberUser, NewAppUser {

    @Override
    default Operation operation() {
        return Operation.CREATE;
    }

    /** Whether it is refused if the user exists already (L8). */
    default boolean onlyIfAbsent() {
        return false;
    }

    /** The same request, to be carried out once under this key (I1). */
    CreateRequest<R, U> withIdempotencyKey(IdempotencyKey key);

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
