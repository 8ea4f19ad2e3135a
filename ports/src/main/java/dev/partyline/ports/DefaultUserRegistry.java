package dev.partyline.ports;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.DeactivationRefusal;
import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.MembershipRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SubscriberUserRules;
import dev.partyline.domain.rule.TenantRules;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Tenant;
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
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.Violation;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.LineOwnership;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The way of a request: the tenant and the values, then facts from the store, what was answered before under its idempotency
 * key, the rules' decision over the facts, and its commit. A decision whose facts no longer hold when it is committed is made again over
 * new ones. What differs between the kinds of user is in their {@link Creation}.
 */
final class DefaultUserRegistry implements UserRegistry {
    /** Each attempt but the last was overtaken by somebody else's success, or by a lease that was out. */
    private static final int ATTEMPTS = 1_000;

    /** Lets whoever holds a lease go on, where threads outnumber processors. */
    private static final long PAUSE_NANOS = 20_000;

    private final UserStore store;
    private final LinePlacement placement;
    private final LineOwnership lines;
    private final Tenants tenants;
    private final RegistryOptions options;

    DefaultUserRegistry(
            UserStore store, LinePlacement placement, LineOwnership lines, Tenants tenants, RegistryOptions options) {
        this.store = store;
        this.placement = placement;
        this.lines = lines;
        this.tenants = tenants;
        this.options = options;
    }

    @Override
    public Either<SharedUserRefusal, Outcome<SharedUser>> create(NewSharedUser request) {
        return guarded(
                Effect.UNKNOWN,
                () -> admitted(tenants.project(request.project()), request::violationsIn)
                        .<SharedUserRefusal>mapLeft(reason -> reason)
                        .flatMap(project -> carryOut(() -> creation(request, project))));
    }

    @Override
    public Either<DedicatedUserRefusal, Outcome<DedicatedUser>> create(NewDedicatedUser request) {
        return guarded(
                Effect.UNKNOWN,
                () -> admitted(tenants.project(request.project()), request::violationsIn)
                        .<DedicatedUserRefusal>mapLeft(reason -> reason)
                        .flatMap(project -> carryOut(() -> creation(request, project))));
    }

    @Override
    public Either<CustomerUserRefusal, Outcome<CustomerUser>> create(NewCustomerUser request) {
        try {
            return guarded(
                    Effect.UNKNOWN,
                    () -> admitted(tenants.consoleProject(request.tenant()))
                            .<CustomerUserRefusal>mapLeft(reason -> reason)
                            .flatMap(project -> carryOut(() -> creation(request))));
        } finally {
            request.password().ifPresent(Password::wipe);
        }
    }

    @Override
    public Either<SubscriberUserRefusal, Outcome<SubscriberUser>> create(NewSubscriberUser request) {
        return guarded(
                Effect.UNKNOWN,
                () -> admitted(tenants.account(request.tenant()))
                        .<SubscriberUserRefusal>mapLeft(reason -> reason)
                        .flatMap(account -> carryOut(() -> creation(request, account))));
    }

    @Override
    public Either<AppUserRefusal, Outcome<AppUser>> create(NewAppUser request) {
        return guarded(
                Effect.UNKNOWN,
                () -> admitted(tenants.app(request.tenant()), request::violationsIn)
                        .<AppUserRefusal>mapLeft(reason -> reason)
                        .flatMap(app -> carryOut(() -> creation(request))));
    }

    @Override
    public Either<SharedUserRefusal, Forecast<SharedUser>> foresee(NewSharedUser request) {
        return guarded(
                Effect.NONE,
                () -> admitted(tenants.project(request.project()), request::violationsIn)
                        .<SharedUserRefusal>mapLeft(reason -> reason)
                        .flatMap(project -> foretell(creation(request, project))));
    }

    @Override
    public Either<DedicatedUserRefusal, Forecast<DedicatedUser>> foresee(NewDedicatedUser request) {
        return guarded(
                Effect.NONE,
                () -> admitted(tenants.project(request.project()), request::violationsIn)
                        .<DedicatedUserRefusal>mapLeft(reason -> reason)
                        .flatMap(project -> foretell(creation(request, project))));
    }

    @Override
    public Either<CustomerUserRefusal, Forecast<CustomerUser>> foresee(NewCustomerUser request) {
        return guarded(
                Effect.NONE,
                () -> admitted(tenants.consoleProject(request.tenant()))
                        .<CustomerUserRefusal>mapLeft(reason -> reason)
                        .flatMap(project -> foretell(creation(request))));
    }

    @Override
    public Either<SubscriberUserRefusal, Forecast<SubscriberUser>> foresee(NewSubscriberUser request) {
        return guarded(
                Effect.NONE,
                () -> admitted(tenants.account(request.tenant()))
                        .<SubscriberUserRefusal>mapLeft(reason -> reason)
                        .flatMap(account -> foretell(creation(request, account))));
    }

    @Override
    public Either<AppUserRefusal, Forecast<AppUser>> foresee(NewAppUser request) {
        return guarded(
                Effect.NONE,
                () -> admitted(tenants.app(request.tenant()), request::violationsIn)
                        .<AppUserRefusal>mapLeft(reason -> reason)
                        .flatMap(app -> foretell(creation(request))));
    }

    @Override
    public Either<MembershipRefusal, SubscriberUser> join(AccountId account, UserId id, CustomerId customer) {
        return changeSubscriber(account, id, user -> SubscriberUserRules.join(user, customer, now()));
    }

    @Override
    public Either<MembershipRefusal, SubscriberUser> leave(AccountId account, UserId id, CustomerId customer) {
        return changeSubscriber(account, id, user -> SubscriberUserRules.leave(user, customer, now()));
    }

    @Override
    public Either<DeactivationRefusal, DeactivatedUser> deactivate(TenantId tenant, UserId id) {
        return guarded(
                Effect.UNKNOWN,
                () -> untilUpToDate(() -> store.find(tenant, id)
                        .map(this::deactivate)
                        .orElseGet(() -> Optional.of(Either.left(new Refusal.UserNotFound(id))))));
    }

    @Override
    public Optional<User> find(TenantId tenant, UserId id) {
        return guarded(Effect.NONE, () -> store.find(tenant, id));
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return guarded(Effect.NONE, () -> store.find(phone, line));
    }

    @Override
    public Page list(Listing listing) {
        return guarded(Effect.NONE, () -> store.list(listing));
    }

    @Override
    public int sweep() {
        return guarded(Effect.UNKNOWN, placement::sweep);
    }

    private SharedUserCreation creation(NewSharedUser request, Project project) {
        return new SharedUserCreation(request, project, store, placement);
    }

    private DedicatedUserCreation creation(NewDedicatedUser request, Project project) {
        return new DedicatedUserCreation(request, project, store, lines);
    }

    private CustomerUserCreation creation(NewCustomerUser request) {
        CustomerUser candidate = request.as(options.ids().next(), now());
        return new CustomerUserCreation(request, candidate, store, tenants, options.passwords());
    }

    private SubscriberUserCreation creation(NewSubscriberUser request, Account account) {
        SubscriberUser candidate = request.as(options.ids().next(), account.keys(), now());
        return new SubscriberUserCreation(request, candidate, store);
    }

    private AppUserCreation creation(NewAppUser request) {
        return new AppUserCreation(request, request.as(options.ids().next(), now()), store);
    }

    private static <T extends Tenant> Either<CreationRefusal, T> admitted(Optional<T> found) {
        return admitted(found, tenant -> Vector.empty());
    }

    private static <T extends Tenant> Either<CreationRefusal, T> admitted(
            Optional<T> found, Function<T, Seq<Violation>> violations) {
        return TenantRules.admit(found, violations);
    }

    private <R extends Refusal, U extends User, A> Either<R, Outcome<U>> carryOut(
            Supplier<? extends Creation<R, U, A>> creation) {
        return untilUpToDate(() -> attempt(creation.get()));
    }

    /** The answer, or nothing where the decision is outdated. */
    private <R extends Refusal, U extends User, A> Optional<Either<R, Outcome<U>>> attempt(Creation<R, U, A> creation) {
        Instant now = now();
        Question question =
                creation.question().withIdempotencyKey(creation.request().idempotencyKey());
        return creation.answer(question, options.ids(), now, facts -> attempt(creation, facts, now));
    }

    private <R extends Refusal, U extends User, A> Optional<Either<R, Outcome<U>>> attempt(
            Creation<R, U, A> creation, Facts facts, Instant now) {
        Optional<Either<R, Outcome<U>>> answered = answered(creation, facts, now);
        if (answered.isPresent()) {
            return answered;
        }
        Optional<IdempotencyClaim> claim = IdempotencyRules.claim(creation.request(), facts, now);
        return creation.decide(facts)
                .fold(
                        refuse -> Optional.of(Either.left(refuse.reason())),
                        returned -> unchanged(claim, returned),
                        update -> Creation.commit(
                                store,
                                claim,
                                new Change.Replace(update.before(), update.after()),
                                new Outcome.Updated<>(update.after(), update.fields())),
                        admit -> creation.admit(
                                admit.admission().as(options.ids().next(), now), claim));
    }

    /** I1, I2: what was answered under the request's idempotency key. */
    private static <R extends Refusal, U extends User, A> Optional<Either<R, Outcome<U>>> answered(
            Creation<R, U, A> creation, Facts facts, Instant now) {
        return IdempotencyRules.answered(creation.request(), facts, now)
                .map(answer -> answer.mapLeft(creation::refusal)
                        .map(DefaultUserRegistry::<U>ofTheSameKind)
                        .filterOrElse(
                                outcome -> creation.repeats(outcome.user()),
                                outcome -> creation.refusal(new Refusal.IdempotencyKeyReused())));
    }

    /** A fingerprint is equal only for requests for the same kind of user. */
    @SuppressWarnings("unchecked")
    private static <U extends User> Outcome<U> ofTheSameKind(Outcome<? extends User> outcome) {
        return (Outcome<U>) outcome;
    }

    /**
     * I5: under a key, that the user still is what is answered, and the one to be answered, is part of the step that records the answer, which
     * would be older else.
     */
    private <R extends Refusal, U extends User, A> Optional<Either<R, Outcome<U>>> unchanged(
            Optional<IdempotencyClaim> claim, Decision.Return<R, U, A> returned) {
        U user = returned.user();
        Outcome<U> outcome = new Outcome.Returned<>(user);
        return claim.isEmpty()
                ? Optional.of(Either.right(outcome))
                : Creation.commit(store, claim, new Change.Replace(user, user, returned.unheld()), outcome);
    }

    private <R extends Refusal, U extends User, A> Either<R, Forecast<U>> foretell(Creation<R, U, A> creation) {
        Instant now = now();
        Facts facts = store.look(
                creation.question().withIdempotencyKey(creation.request().idempotencyKey()));
        return answered(creation, facts, now)
                .map(answer -> answer.<Forecast<U>>map(outcome -> new Forecast.WouldReturn<>(outcome.user())))
                .orElseGet(() -> creation.decide(facts)
                        .fold(
                                refuse -> Either.left(refuse.reason()),
                                returned -> Either.right(new Forecast.WouldReturn<>(returned.user())),
                                update -> Either.right(new Forecast.WouldUpdate<>(update.after(), update.fields())),
                                admit -> foretell(
                                        creation,
                                        admit.admission().as(options.ids().next(), now))));
    }

    private static <R extends Refusal, U extends User, A> Either<R, Forecast<U>> foretell(
            Creation<R, U, A> creation, A admission) {
        return creation.foreseenRefusal(admission)
                .<Either<R, Forecast<U>>>map(Either::left)
                .orElseGet(() -> Either.right(creation.revivedBy(admission)
                        .<Forecast<U>>map(former ->
                                new Forecast.WouldRevive<>(former.user().id()))
                        .orElseGet(Forecast.WouldCreate::new)));
    }

    private Either<MembershipRefusal, SubscriberUser> changeSubscriber(
            AccountId account, UserId id, UnaryOperator<SubscriberUser> change) {
        return guarded(
                Effect.UNKNOWN,
                () -> untilUpToDate(() -> store.find(account, id)
                        .map(SubscriberUser.class::cast)
                        .map(user -> replace(user, change.apply(user)))
                        .orElseGet(() -> Optional.of(Either.left(new Refusal.UserNotFound(id))))));
    }

    private Optional<Either<MembershipRefusal, SubscriberUser>> replace(SubscriberUser before, SubscriberUser after) {
        return before.equals(after) || Settlement.commit(store, new Change.Replace(before, after)) == Commit.DONE
                ? Optional.of(Either.right(after))
                : Optional.empty();
    }

    private Optional<Either<DeactivationRefusal, DeactivatedUser>> deactivate(User user) {
        Change.Deactivate change = new Change.Deactivate(user, now());
        Commit commit = user instanceof SharedUser shared
                ? placement.deactivate(shared, change)
                : Settlement.commit(store, change);
        return commit == Commit.DONE
                ? Optional.of(Either.right(new DeactivatedUser(user, change.at())))
                : Optional.empty();
    }

    private static <T> T untilUpToDate(Supplier<Optional<T>> attempt) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<T> answer = attempt.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new UnavailableException("overtaken " + ATTEMPTS + " times", Effect.NONE, null);
    }

    /** E3, E4: what a port throws against its contract is passed on without its message, which may hold anything. */
    private static <T> T guarded(Effect effect, Supplier<T> call) {
        try {
            return call.get();
        } catch (UnavailableException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            UnavailableException unavailable = new UnavailableException(
                    "a port failed with " + failure.getClass().getName(), effect, null);
            unavailable.setStackTrace(failure.getStackTrace());
            throw unavailable;
        }
    }

    /** Whole microseconds, which every store can hold. */
    private Instant now() {
        return options.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
