package dev.partyline.domain.request;

import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.IdempotencyKey;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A valid request to change a user, of whichever kind: a patch with three states for each field (L4). It exists only
 * with values that are accepted.
 *
 * @param <U> the kind of user that it changes
 */
public sealed interface ChangeRequest<U extends User> extends KeyedRequest
        permits SharedUserPatch, DedicatedUserPatch, CustomerUserPatch, SubscriberUserPatch, AppUserPatch {

    /** Which user is to be changed. */
    UserId id();

    /** The version that the user must have; empty for any (L7). */
    OptionalLong ifVersion();

    /** The same request, to be refused as stale unless the user has this version (L7). */
    ChangeRequest<U> ifVersion(long version);

    /** The same request, to be carried out once under this key (I7). */
    ChangeRequest<U> withIdempotencyKey(IdempotencyKey key);

    @Override
    default Operation operation() {
        return Operation.CHANGE;
    }

    /** The answer of the function for this kind of request. */
    default <T> T fold(
            Function<? super SharedUserPatch, ? extends T> shared,
            Function<? super DedicatedUserPatch, ? extends T> dedicated,
            Function<? super CustomerUserPatch, ? extends T> customer,
            Function<? super SubscriberUserPatch, ? extends T> subscriber,
            Function<? super AppUserPatch, ? extends T> app) {
        if (this instanceof SharedUserPatch request) {
            return shared.apply(request);
        }
        if (this instanceof DedicatedUserPatch request) {
            return dedicated.apply(request);
        }
        if (this instanceof CustomerUserPatch request) {
            return customer.apply(request);
        }
        if (this instanceof SubscriberUserPatch request) {
            return subscriber.apply(request);
        }
        return app.apply((AppUserPatch) this);
    }
}
