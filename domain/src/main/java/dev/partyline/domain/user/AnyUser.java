package dev.partyline.domain.user;

import dev.partyline.domain.tenant.TenantId;
import java.time.Instant;
import java.util.function.Function;

/**
 * A user in whichever state of its life: active, deactivated (L1) or erased (X1). What all states share is here. Each
 * state has a type of its own, so that nobody passes one for another. Immutable.
 */
public sealed interface AnyUser permits User, DeactivatedUser, ErasedUser {

    /** Unique among the users of its tenant, in whichever state. */
    UserId id();

    /** The one tenant that the user lives in (T1). */
    TenantId tenant();

    UserKind kind();

    /** The number of effects on the user so far, its creation included (L6): 1 for a new user. */
    long version();

    /** When the user was first created; no change moves it. */
    Instant createdAt();

    /** The same without the hash of a password, which nobody is told (C6). */
    AnyUser withoutPassword();

    /** The answer of the function for the user's state. */
    static <T> T fold(
            AnyUser user,
            Function<? super User, ? extends T> active,
            Function<? super DeactivatedUser, ? extends T> deactivated,
            Function<? super ErasedUser, ? extends T> erased) {
        if (user instanceof User present) {
            return active.apply(present);
        }
        if (user instanceof DeactivatedUser former) {
            return deactivated.apply(former);
        }
        return erased.apply((ErasedUser) user);
    }
}
