package dev.partyline.domain.user;

import java.util.List;
import java.util.function.Function;

/**
 * An active user, of one of the kinds that this type permits. What the kinds share is here. {@link #fold} tells them
 * apart. A new kind joins {@code permits}, {@link UserKind} and {@code fold}. Then no caller of {@code fold} compiles
 * until it says what the new kind means to it.
 *
 * <p>Users are immutable values, equal if all their members are. A change makes a new value. {@code toString()} of a
 * user may be logged (E3).
 */
public sealed interface User extends AnyUser permits LineUser, CustomerUser, SubscriberUser, AppUser {

    /** Every key that the user holds while it is active. Those of its {@link LineUser#identity()} come first. */
    List<Key> keys();

    @Override
    default User withoutPassword() {
        return this;
    }

    /** The answer of the function for the user's kind. */
    default <T> T fold(
            Function<? super SharedUser, ? extends T> shared,
            Function<? super DedicatedUser, ? extends T> dedicated,
            Function<? super CustomerUser, ? extends T> customer,
            Function<? super SubscriberUser, ? extends T> subscriber,
            Function<? super AppUser, ? extends T> app) {
        if (this instanceof SharedUser user) {
            return shared.apply(user);
        }
        if (this instanceof DedicatedUser user) {
            return dedicated.apply(user);
        }
        if (this instanceof CustomerUser user) {
            return customer.apply(user);
        }
        if (this instanceof SubscriberUser user) {
            return subscriber.apply(user);
        }
        return app.apply((AppUser) this);
    }
}
