package dev.partyline.ports;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.DeactivationRefusal;
import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.MembershipRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.ports.driven.LineOwnership;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.util.Optional;

/**
 * The users of all tenants, and the one way to them: what hosts call. Safe for use by many threads, and by many processes on
 * one store.
 *
 * <p>A request with an idempotency key is carried out once, and gets the same answer again for 24 hours (rules I1 to I6).
 *
 * <p>Every answer is a value. What the rules refuse is a refusal on the left, which changed nothing; the only exception is
 * {@link UnavailableException}, where a port could not answer, and it says whether the effect is known (rule E4). A host that prefers
 * exceptions has {@link RefusedException#orThrow}.
 */
public interface UserRegistry {

    /**
     * Creates a shared user, or returns the one that there is, updated with what is supplied (rules S1 to S7, L3, P1 to P4).
     *
     * @return what was done, or why nothing was
     * @throws UnavailableException if a port could not answer
     */
    Either<SharedUserRefusal, Outcome<SharedUser>> create(NewSharedUser request);

    /**
     * Creates a dedicated user, or returns the one that there is, unchanged (rules D1 to D4, L3, P2).
     *
     * @return what was done, or why nothing was
     * @throws UnavailableException if a port could not answer
     */
    Either<DedicatedUserRefusal, Outcome<DedicatedUser>> create(NewDedicatedUser request);

    /**
     * Creates a user and makes it a member of a customer, both or neither (rules C1 to C6). Wipes the request's password.
     *
     * @return what was done, or why nothing was
     * @throws UnavailableException if a port could not answer
     */
    Either<CustomerUserRefusal, Outcome<CustomerUser>> create(NewCustomerUser request);

    /**
     * Creates a subscriber user (rules N1 to N4).
     *
     * @return what was done, or why nothing was
     * @throws UnavailableException if a port could not answer
     */
    Either<SubscriberUserRefusal, Outcome<SubscriberUser>> create(NewSubscriberUser request);

    /**
     * Creates an app user, with all of its identifiers or not at all (rules A1 to A6).
     *
     * @return what was done, or why nothing was
     * @throws UnavailableException if a port could not answer
     */
    Either<AppUserRefusal, Outcome<AppUser>> create(NewAppUser request);

    /**
     * Makes a subscriber user belong to a customer; nothing changes where it does already (rules N2, N3).
     *
     * @return the user as it is then; or that the account has no such active user
     * @throws UnavailableException if a port could not answer
     */
    Either<MembershipRefusal, SubscriberUser> join(AccountId account, UserId id, CustomerId customer);

    /**
     * Makes a subscriber user no longer belong to a customer; nothing changes where it does not (rules N2, N3).
     *
     * @return the user as it is then; or that the account has no such active user
     * @throws UnavailableException if a port could not answer
     */
    Either<MembershipRefusal, SubscriberUser> leave(AccountId account, UserId id, CustomerId customer);

    /**
     * What {@link #create(NewSharedUser)} would do now, without doing it (rule E5).
     *
     * @throws UnavailableException if a port could not answer
     */
    Either<SharedUserRefusal, Forecast<SharedUser>> foresee(NewSharedUser request);

    /**
     * What {@link #create(NewDedicatedUser)} would do now, without doing it (rule E5).
     *
     * @throws UnavailableException if a port could not answer
     */
    Either<DedicatedUserRefusal, Forecast<DedicatedUser>> foresee(NewDedicatedUser request);

    /**
     * What {@link #create(NewCustomerUser)} would do now, without doing it (rule E5). Leaves the request's password as it is.
     *
     * @throws UnavailableException if a port could not answer
     */
    Either<CustomerUserRefusal, Forecast<CustomerUser>> foresee(NewCustomerUser request);

    /**
     * What {@link #create(NewSubscriberUser)} would do now, without doing it (rule E5).
     *
     * @throws UnavailableException if a port could not answer
     */
    Either<SubscriberUserRefusal, Forecast<SubscriberUser>> foresee(NewSubscriberUser request);

    /**
     * What {@link #create(NewAppUser)} would do now, without doing it (rule E5).
     *
     * @throws UnavailableException if a port could not answer
     */
    Either<AppUserRefusal, Forecast<AppUser>> foresee(NewAppUser request);

    /**
     * Deactivates the tenant's active user with this id: its keys, its quota slot and its line are free (rules L1, L2).
     *
     * @return the user as it last was; or that the tenant has no such active user
     * @throws UnavailableException if a port could not answer
     */
    Either<DeactivationRefusal, DeactivatedUser> deactivate(TenantId tenant, UserId id);

    /**
     * The tenant's active user with this id. One of another tenant is not found (rule T2).
     *
     * @throws UnavailableException if a port could not answer
     */
    Optional<User> find(TenantId tenant, UserId id);

    /**
     * The one active user, of any tenant, that a message from the phone to the line belongs to (rule R1). For whoever routes
     * messages; what it answers is not for tenants.
     *
     * @throws UnavailableException if a port could not answer
     */
    Optional<User> find(PhoneNumber phone, Line line);

    /**
     * A page of a tenant's users, in the order of their creation (rule L5).
     *
     * @throws UnavailableException if a port could not answer
     */
    Page list(Listing listing);

    /**
     * Gives back what crashes left leased in the pool, and confirms what is in use (rule P5); to be called now and then by a host
     * with a pool of its own. May run at any time, and several times at once.
     *
     * @return how many lapsed leases were settled; 0 where the store allocates lines itself
     * @throws UnavailableException if a port could not answer; its effect is unknown where a lease may have been settled before, which stays so
     */
    int sweep();

    /** A registry over a store and a pool that are two systems. */
    static UserRegistry over(UserStore store, PhonePool pool, LineOwnership lines, Tenants tenants) {
        return over(store, pool, lines, tenants, RegistryOptions.DEFAULT);
    }

    /** The same, with what the host brings itself. */
    static UserRegistry over(
            UserStore store, PhonePool pool, LineOwnership lines, Tenants tenants, RegistryOptions options) {
        return new DefaultUserRegistry(store, new LeasedLines(store, pool), lines, tenants, options);
    }

    /** A registry over a store that allocates lines itself. */
    static UserRegistry over(AllocatingUserStore store, LineOwnership lines, Tenants tenants) {
        return over(store, lines, tenants, RegistryOptions.DEFAULT);
    }

    /** The same, with what the host brings itself. */
    static UserRegistry over(AllocatingUserStore store, LineOwnership lines, Tenants tenants, RegistryOptions options) {
        return new DefaultUserRegistry(store, new AllocatedLines(store), lines, tenants, options);
    }
}
