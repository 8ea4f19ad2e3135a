package dev.partyline.ports;

import dev.partyline.domain.answer.DeactivationRefusal;
import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.DedicatedAdmission;
import dev.partyline.domain.rule.DedicatedUserRules;
import dev.partyline.domain.rule.ProjectRules;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.rule.SharedUserRules;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.LineOwnership;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserIds;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way of a request: the tenant and the values, then facts from the store, the rules' decision over them, and its commit. A
 * decision whose facts no longer hold when it is committed is made again over new ones.
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
    private final InstantSource clock;
    private final UserIds ids;

    DefaultUserRegistry(
            UserStore store,
            LinePlacement placement,
            LineOwnership lines,
            Tenants tenants,
            InstantSource clock,
            UserIds ids) {
        this.store = store;
        this.placement = placement;
        this.lines = lines;
        this.tenants = tenants;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Either<SharedUserRefusal, Outcome<SharedUser>> create(NewSharedUser request) {
        return guarded(
                Effect.UNKNOWN,
                () -> projectOf(request)
                        .flatMap(project -> untilUpToDate(() ->
                                carryOut(decide(request, project), admission -> admit(request, project, admission)))));
    }

    @Override
    public Either<DedicatedUserRefusal, Outcome<DedicatedUser>> create(NewDedicatedUser request) {
        return guarded(
                Effect.UNKNOWN,
                () -> projectOf(request)
                        .flatMap(project -> untilUpToDate(() -> carryOut(decide(request, project), this::admit))));
    }

    @Override
    public Either<SharedUserRefusal, Forecast<SharedUser>> foresee(NewSharedUser request) {
        return guarded(
                Effect.NONE,
                () -> projectOf(request)
                        .flatMap(project -> foretell(
                                decide(request, project),
                                admission -> placement.hasLineFor(request.phone())
                                        ? Either.right(forecast(admission.revived()))
                                        : Either.left(new Refusal.PoolExhausted()))));
    }

    @Override
    public Either<DedicatedUserRefusal, Forecast<DedicatedUser>> foresee(NewDedicatedUser request) {
        return guarded(
                Effect.NONE,
                () -> projectOf(request)
                        .flatMap(project -> foretell(
                                decide(request, project), admission -> Either.right(forecast(admission.revived())))));
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

    private Either<SharedUserRefusal, Project> projectOf(NewSharedUser request) {
        return Either.narrow(ProjectRules.admit(tenants.project(request.project()), request::violationsOf));
    }

    private Either<DedicatedUserRefusal, Project> projectOf(NewDedicatedUser request) {
        return Either.narrow(ProjectRules.admit(tenants.project(request.project()), request::violationsOf));
    }

    private Decision<SharedUserRefusal, SharedUser, SharedAdmission> decide(NewSharedUser request, Project project) {
        return SharedUserRules.decide(request, project, store.look(SharedUserRules.question(request, project)));
    }

    private Decision<DedicatedUserRefusal, DedicatedUser, DedicatedAdmission> decide(
            NewDedicatedUser request, Project project) {
        return DedicatedUserRules.decide(
                request,
                project,
                lines.owns(project.id(), request.line()),
                store.look(DedicatedUserRules.question(request, project)));
    }

    /** The answer, or nothing where the decision is outdated. */
    private <R extends Refusal, U extends User, A> Optional<Either<R, Outcome<U>>> carryOut(
            Decision<R, U, A> decision, Function<A, Optional<Either<R, Outcome<U>>>> admit) {
        return decision.fold(
                refuse -> Optional.of(Either.left(refuse.reason())),
                returned -> Optional.of(Either.right(new Outcome.Returned<>(returned.user()))),
                update -> whenDone(
                        store.commit(new Change.Replace(update.before(), update.after())),
                        () -> Either.right(new Outcome.Updated<>(update.after(), update.fields()))),
                admission -> admit.apply(admission.admission().as(ids.next(), now())));
    }

    private Optional<Either<SharedUserRefusal, Outcome<SharedUser>>> admit(
            NewSharedUser request, Project project, SharedAdmission admission) {
        return placement
                .admit(admission)
                .fold(
                        done -> Optional.of(Either.right(outcome(done.user(), admission.revived()))),
                        outdated -> Optional.empty(),
                        noLine -> refuseForWantOfLine(decide(request, project)));
    }

    /** S5: the pool is what refuses only where nothing that comes before it, such as the same user, has come up meanwhile. */
    private static Optional<Either<SharedUserRefusal, Outcome<SharedUser>>> refuseForWantOfLine(
            Decision<SharedUserRefusal, SharedUser, SharedAdmission> newDecision) {
        return newDecision.fold(
                refuse -> Optional.empty(),
                returned -> Optional.empty(),
                update -> Optional.empty(),
                admit -> Optional.of(Either.left(new Refusal.PoolExhausted())));
    }

    private Optional<Either<DedicatedUserRefusal, Outcome<DedicatedUser>>> admit(DedicatedAdmission admission) {
        Change change = new Change.Admit(admission.user(), admission.revived(), OptionalInt.empty());
        return whenDone(store.commit(change), () -> Either.right(outcome(admission.user(), admission.revived())));
    }

    private Optional<Either<DeactivationRefusal, DeactivatedUser>> deactivate(User user) {
        Change.Deactivate change = new Change.Deactivate(user, now());
        Commit commit = user.fold(shared -> placement.deactivate(shared, change), dedicated -> store.commit(change));
        return whenDone(commit, () -> Either.right(new DeactivatedUser(user, change.at())));
    }

    private <R extends Refusal, U extends User, A> Either<R, Forecast<U>> foretell(
            Decision<R, U, A> decision, Function<A, Either<R, Forecast<U>>> admit) {
        return decision.fold(
                refuse -> Either.left(refuse.reason()),
                returned -> Either.right(new Forecast.WouldReturn<>(returned.user())),
                update -> Either.right(new Forecast.WouldUpdate<>(update.after(), update.fields())),
                admission -> admit.apply(admission.admission().as(ids.next(), now())));
    }

    private static <U extends User> Outcome<U> outcome(U user, Optional<DeactivatedUser> revived) {
        return revived.isPresent() ? new Outcome.Revived<>(user) : new Outcome.Created<>(user);
    }

    private static <U extends User> Forecast<U> forecast(Optional<DeactivatedUser> revived) {
        return revived.<Forecast<U>>map(
                        former -> new Forecast.WouldRevive<>(former.user().id()))
                .orElseGet(Forecast.WouldCreate::new);
    }

    private static <T> Optional<T> whenDone(Commit commit, Supplier<T> answer) {
        return commit == Commit.DONE ? Optional.of(answer.get()) : Optional.empty();
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
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
