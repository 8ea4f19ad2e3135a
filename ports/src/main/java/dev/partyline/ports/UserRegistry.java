package dev.partyline.ports;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.DeactivationRefusal;
import dev.partyline.domain.answer.ErasureRefusal;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.Deactivation;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The users of all tenants, and the one way to them: what hosts call. Safe for use by many threads, and by many
 * processes on one store. {@link Cells} has one over several stores.
 *
 * <p>A request with an idempotency key is carried out once, and gets the same answer again for 24 hours (rules I1 to
 * I7).
 *
 * <p>Every answer is a value. What the rules refuse is a refusal on the left, which changed nothing. A host that
 * prefers exceptions has {@link RefusedException#orThrow}.
 *
 * <p>For valid arguments, the only exception is {@link UnavailableException}, if a port could not answer. It says
 * whether the effect is known (rule E4). A null argument ends in a {@link NullPointerException} before anything is
 * asked.
 */
public interface UserRegistry {

    /**
     * Creates the user that is asked for, or returns the one that there is. Wipes the password of a request that has
     * one.
     *
     * <p>Each kind of user has its own rules:
     *
     * <ul>
     *   <li>shared users: S1 to S7, L3, L8, P1 to P4, P7, P8 and R5
     *   <li>dedicated users: D1 to D4, L3, L8, P2 and R5
     *   <li>customer users: C1 to C7
     *   <li>subscriber users: N1 to N4
     *   <li>app users: A1 to A6
     * </ul>
     *
     * @param <R> what the request can be refused for
     * @param <U> the kind of user
     * @return what was done, or why nothing was
     * @throws UnavailableException if a port could not answer
     */
    <R extends Refusal, U extends User> Either<R, Outcome<U>> create(CreateRequest<R, U> request);

    /**
     * What {@link #create} would do now, without doing it (rule E5). Leaves the request's password as it is.
     *
     * @param <R> what the request can be refused for
     * @param <U> the kind of user
     * @throws UnavailableException if a port could not answer
     */
    <R extends Refusal, U extends User> Either<R, Forecast<U>> foresee(CreateRequest<R, U> request);

    /**
     * Changes the tenant's active user as the patch says, completely or not at all (rules L4, L6, L7, K1 to K3, N3). A
     * patch that changes nothing returns the user as it is. Wipes the password of a request that has one.
     *
     * @param <U> the kind of user
     * @return what was done, or why nothing was
     * @throws UnavailableException if a port could not answer
     */
    <U extends User> Either<ChangeRefusal, Outcome<U>> change(ChangeRequest<U> request);

    /**
     * What {@link #change} would do now, without doing it (rule E5). Leaves the request's password as it is.
     *
     * @param <U> the kind of user
     * @return what would be done; a user that would have to leave its line is shown on the line that it has
     * @throws UnavailableException if a port could not answer
     */
    <U extends User> Either<ChangeRefusal, Forecast<U>> foresee(ChangeRequest<U> request);

    /**
     * Creates many, of any kinds and in any tenants: each as {@link #create} would alone, in the order of the requests
     * (rules B1 to B3). Rows that do not depend on each other are carried out together, which costs far less than one
     * by one.
     *
     * <p>A row is carried out when its verdict is asked for, or that of a row up to 64 before it. So at most 64
     * requests are read ahead, and memory is bounded. The verdicts are the progress. Other requests come between the
     * rows.
     *
     * @param run its name, if it is to be begun again after it was stopped (rule B2)
     * @param requests are read by the thread that asks for verdicts; what they throw is passed on in its turn
     * @return a verdict for each request, in order, for use by one thread. It throws {@link UnavailableException} if a
     *     port could not answer. Then the rows whose verdicts were not told may have been carried out: a run with a
     *     name is begun again.
     * @param <R> what the requests can be refused for
     * @param <U> the kinds of user
     */
    <R extends Refusal, U extends User> Iterator<Verdict<R, U>> createAll(
            Run run, Iterator<? extends CreateRequest<? extends R, ? extends U>> requests);

    /**
     * Changes many, each as {@link #change} would alone, in the order of the requests; otherwise as {@link #createAll}.
     *
     * @param <U> the kinds of user
     */
    <U extends User> Iterator<Verdict<ChangeRefusal, U>> changeAll(
            Run run, Iterator<? extends ChangeRequest<? extends U>> requests);

    /**
     * Makes a subscriber user belong to a customer. Nothing changes if it does already (rules N2, N3).
     *
     * @return the user as it is then; or why nothing was done, as {@link #change} tells it
     * @throws UnavailableException if a port could not answer
     */
    default Either<ChangeRefusal, SubscriberUser> join(AccountId account, UserId id, CustomerId customer) {
        return change(SubscriberUserPatch.joining(account, id, customer)).map(Outcome::user);
    }

    /**
     * Makes a subscriber user no longer belong to a customer. Nothing changes if it does not (rules N2, N3).
     *
     * @return the user as it is then; or why nothing was done, as {@link #change} tells it
     * @throws UnavailableException if a port could not answer
     */
    default Either<ChangeRefusal, SubscriberUser> leave(AccountId account, UserId id, CustomerId customer) {
        return change(SubscriberUserPatch.leaving(account, id, customer)).map(Outcome::user);
    }

    /**
     * Deactivates the tenant's active user: its keys, its quota slot and its line are free (rules L1, L2, L7).
     *
     * @return the user as it last was; or why nothing was done
     * @throws UnavailableException if a port could not answer
     */
    Either<DeactivationRefusal, DeactivatedUser> deactivate(Deactivation request);

    /** The same, at whichever version the user is. */
    default Either<DeactivationRefusal, DeactivatedUser> deactivate(TenantId tenant, UserId id) {
        return deactivate(Deactivation.of(tenant, id));
    }

    /**
     * Erases the tenant's deactivated user: from then on, nothing of the store holds a value of it (rules X1, X2). A
     * user that is erased already is returned as it was.
     *
     * @return what is left of the user; or why nothing was done
     * @throws UnavailableException if a port could not answer
     */
    Either<ErasureRefusal, ErasedUser> erase(Erasure request);

    /**
     * The tenant's active user with this id. A user of another tenant is not found (rule T2).
     *
     * @throws UnavailableException if a port could not answer
     */
    default Optional<User> find(TenantId tenant, UserId id) {
        return findInAnyState(tenant, id).filter(User.class::isInstance).map(User.class::cast);
    }

    /**
     * The tenant's user with this id, active, deactivated or erased (rule R4).
     *
     * @throws UnavailableException if a port could not answer
     */
    Optional<AnyUser> findInAnyState(TenantId tenant, UserId id);

    /**
     * The tenant's active users that hold these keys, as they stood at one instant (rules R2, R3). Costs one lookup for
     * each key, in one round trip. A key of another tenant, or of no tenant, leads nowhere (rule T2).
     *
     * @return the holder of each key; no entry for a key that nobody holds
     * @throws UnavailableException if a port could not answer
     */
    Map<Key, User> find(TenantId tenant, Collection<? extends Key> keys);

    /**
     * The tenant's active user that holds this key (rule R2).
     *
     * @throws UnavailableException if a port could not answer
     */
    default Optional<User> find(TenantId tenant, Key key) {
        return Optional.ofNullable(find(tenant, List.of(key)).get(key));
    }

    /**
     * The one active user, of any tenant, that a message from the phone to the line belongs to (rule R1). For whoever
     * routes messages; the answer is not for tenants.
     *
     * @throws UnavailableException if a port could not answer
     */
    default Optional<User> find(PhoneNumber phone, Line line) {
        return route(phone, line).filter(route -> !route.former()).map(Route::user);
    }

    /**
     * The one active user, of any tenant, that a message from the phone to the line is for (rules R1, R5). If they
     * belong to nobody, it is the user that was moved away from them. For whoever routes messages, as {@link
     * #find(PhoneNumber, Line)}.
     *
     * @throws UnavailableException if a port could not answer
     */
    Optional<Route> route(PhoneNumber phone, Line line);

    /**
     * A page of a tenant's users, in the order of their creation or of their last change (rule L5). {@link
     * dev.partyline.ports.driven.UserStore#list} says what becomes of users that are changed meanwhile.
     *
     * @throws UnavailableException if a port could not answer
     */
    Page list(Listing listing);

    /**
     * How many active users of each kind the tenant has, and how many it may have (rule L9).
     *
     * @return the usage; or that there is no such tenant
     * @throws UnavailableException if a port could not answer
     */
    Either<Refusal.UnknownTenant, Usage> usage(TenantId tenant);

    /**
     * Leases events that nobody has leased, for this time: of each user the first one that is not done (rules O1 to
     * O4). Whoever has handled one says so with {@link #eventsDone}. If that is not said in time, the event is leased
     * again: an event is told at least once. A negative time is taken for zero.
     *
     * @param most how many at the most; none if it is not positive
     * @throws UnavailableException if a port could not answer
     */
    List<Event> leaseEvents(int most, Duration time);

    /**
     * These events are done, and are not leased again, even if their leases have ended (rule O4). Nothing happens for
     * an event that is done already or is not there. The same holds if one before it is neither done nor among these.
     *
     * @throws UnavailableException if a port could not answer; it may be said again
     */
    void eventsDone(Collection<EventId> events);

    /**
     * How many events are not done (rule O4). If it grows, readers are slower than changes, or there are none.
     *
     * @param most counted up to this number
     * @throws UnavailableException if a port could not answer
     */
    int eventsNotDone(int most);

    /**
     * What happened to the tenant's user, in the order of its versions, as far as the events are kept (rule O5): see
     * {@link RegistryOptions#keepingEvents}.
     *
     * @throws UnavailableException if a port could not answer
     */
    List<Event> history(TenantId tenant, UserId id);

    /**
     * Gives the next active users of a tenant the keys that this library's plan and the tenant's {@link
     * dev.partyline.domain.value.PhoneIdentity} ask for (rule V17). Call it after {@link #adoptPlan}, and after a
     * tenant has changed its setting. It merges nobody. It may be stopped and begun again at any point, and runs beside
     * everything else.
     *
     * @param after where to go on, from {@link Rekeyed#next}; empty to begin
     * @param most how many users, from 1 to {@value Listing#MAX_LIMIT}; a number outside is taken for the nearer bound
     * @return a verdict for each user; or that there is no such tenant
     * @throws UnavailableException if a port could not answer; what was done until then stays done
     */
    Either<Refusal.UnknownTenant, Rekeyed> rekey(TenantId tenant, Optional<ListPosition> after, int most);

    /**
     * Moves the store to the plan of this library (rules V16, V17). From then on, libraries with another plan write
     * nothing to it. {@link #rekey} each tenant next.
     *
     * @return the plan that the store had before; this library's if there was nothing to do
     * @throws UnavailableException if a port could not answer
     */
    int adoptPlan();

    /**
     * Does what is due. It drops forgotten answers (rule I3), ended former pairs (rule R5) and events that are kept no
     * longer (rule O5). It erases users whose tenants ask for it (rule X3). It settles what crashes left leased in the
     * pool (rule P5). A host calls this now and then. It may run at any time, and several times at once.
     *
     * @return how much was done; 0 if nothing was due
     * @throws UnavailableException if a port could not answer; what was done until then stays done
     */
    int sweep();

    /** A registry over a store that has the pool's lines in it, or whose users need no line. */
    static UserRegistry of(UserStore store, Tenants tenants) {
        return of(store, tenants, RegistryOptions.DEFAULT);
    }

    /** The same, with what the host brings itself. */
    static UserRegistry of(UserStore store, Tenants tenants, RegistryOptions options) {
        return new DefaultUserRegistry(store, tenants, options);
    }

    /** A registry over a store and a pool that are two systems. */
    static UserRegistry of(UserStore store, PhonePool pool, Tenants tenants) {
        return of(store, pool, tenants, RegistryOptions.DEFAULT);
    }

    /** The same, with what the host brings itself. */
    static UserRegistry of(UserStore store, PhonePool pool, Tenants tenants, RegistryOptions options) {
        return of(new LeasedLines(store, pool), tenants, options);
    }
}
