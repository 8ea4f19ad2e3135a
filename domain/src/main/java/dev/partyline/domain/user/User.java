package dev.partyline.domain.user;

import dev.partyline.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * An active user, of one of the kinds that this type permits. What the kinds share is here; where they differ, {@link #fold}
 * tells them apart. A new kind joins in {@code permits}, in {@link UserKind} and in {@code fold}, whose callers then no longer compile
 * until they say what the new kind means to them.
 *
 * <p>Users are immutable values, equal when all their members are; a change makes a new value. {@code toString()} of any of
 * them may be logged (E3).
 */
public sealed interface User permits LineUser, CustomerUser, SubscriberUser, AppUser {

    /** Unique among the users of its tenant, those deactivated included. */
    UserId id();

    /** The one tenant that the user lives in (T1). */
    TenantId tenant();

    /** When the user was first created; no change moves it. */
    Instant createdAt();

    UserKind kind();

    /** Every key that the user holds while it is active. Of a line user, the first one is its identity within its tenant. */
    List<Key> keys();

    /** The answer of the function for the user's kind: the one place that tells the kinds apart. */
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
