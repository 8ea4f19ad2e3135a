package dev.partyline.ports;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.DeactivationRefusal;
import dev.partyline.domain.answer.ErasureRefusal;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.Refusal.IdempotencyKeyReused;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.Deactivation;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.KeyedRequest;
import dev.partyline.domain.rule.Admission;
import dev.partyline.domain.rule.ChangeRules;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request: request, question, facts, decision, change, commit, outcome. A decision whose facts no longer
 * hold when it is committed is made again over new facts.
 */
final class DefaultUserRegistry implements UserRegistry {
    /** The most users of a tenant that one sweep erases. */
    private static final int ERASED = 100;

    private final UserStore store;
    private final Tenants tenants;
    private final RegistryOptions options;

    DefaultUserRegistry(UserStore store, Tenants tenants, RegistryOptions options) {
        this.store = store;
        this.tenants = tenants;
        this.options = options;
    }

    @Override
    public <R extends Refusal, U extends User> Either<R, Outcome<U>> create(CreateRequest<R, U> request) {
        Objects.requireNonNull(request, "request");
        try {
            return Calls.guarded(
                    Effect.UNKNOWN,
                    () -> Creation.of(request, tenants, options.passwords())
                            .flatMap(creation -> Calls.untilUpToDate(() -> attempt(creation))));
        } finally {
            request.wipe();
        }
    }

    @Override
    public <R extends Refusal, U extends User> Either<R, Forecast<U>> foresee(CreateRequest<R, U> request) {
        Objects.requireNonNull(request, "request");
        return Calls.guarded(
                Effect.NONE,
                () -> Creation.of(request, tenants, options.passwords()).flatMap(creation -> {
                    AtomicReference<LineWish> wish = new AtomicReference<>(creation.wish());
                    return Calls.untilUpToDate(() -> forecast(creation, wish));
                }));
    }

    @Override
    public <U extends User> Either<ChangeRefusal, Outcome<U>> change(ChangeRequest<U> request) {
        Objects.requireNonNull(request, "request");
        try {
            return Calls.guarded(
                    Effect.UNKNOWN,
                    () -> Amendment.of(request, tenants, options.passwords())
                            .flatMap(amendment -> Calls.untilUpToDate(
                                    () -> amending(amendment).attempt())));
        } finally {
            request.wipe();
        }
    }

    @Override
    public <U extends User> Either<ChangeRefusal, Forecast<U>> foresee(ChangeRequest<U> request) {
        Objects.requireNonNull(request, "request");
        return Calls.guarded(
                Effect.NONE,
                () -> Amendment.of(request, tenants, options.passwords())
                        .flatMap(amendment ->
                                Calls.untilUpToDate(() -> amending(amendment).forecast())));
    }

    @Override
    public Either<DeactivationRefusal, DeactivatedUser> deactivate(Deactivation request) {
        return Calls.guarded(Effect.UNKNOWN, () -> Calls.untilUpToDate(() -> attempt(request)));
    }

    @Override
    public Either<ErasureRefusal, ErasedUser> erase(Erasure request) {
        return Calls.guarded(Effect.UNKNOWN, () -> Calls.untilUpToDate(() -> attempt(request)));
    }

    @Override
    public Optional<AnyUser> findInAnyState(TenantId tenant, UserId id) {
        return Calls.guarded(Effect.NONE, () -> store.find(tenant, id));
    }

    @Override
    public Map<Key, User> find(TenantId tenant, Collection<? extends Key> keys) {
        List<Key> own = keys.stream()
                .filter(key -> key.tenant().equals(Optional.of(tenant)))
                .<Key>map(key -> key)
                .distinct()
                .toList();
        return own.isEmpty()
                ? Map.of()
                : Calls.guarded(
                        Effect.NONE,
                        () -> Map.copyOf(store.look(Question.of(tenant, own)).holders()));
    }

    private Optional<Route> present(PhoneNumber phone, Line line) {
        return store.find(phone, line).or(() -> findByAnotherForm(phone, line)).map(user -> new Route(user, false));
    }

    /** Whoever has the phone claims all of its forms, unless it was not moved to this plan yet (V17). */
    private Optional<User> findByAnotherForm(PhoneNumber phone, Line line) {
        return NumberingPlan.otherForms(phone).stream()
                .flatMap(form -> store.find(form, line).stream())
                .findFirst();
    }

    @Override
    public Optional<Route> route(PhoneNumber phone, Line line) {
        return Calls.guarded(
                Effect.NONE,
                () -> present(phone, line)
                        .or(() -> former(phone, line, now()))
                        // It may have come back between the two looks.
                        .or(() -> present(phone, line)));
    }

    /** R5: of the former pair, and of those of the phone's other forms, as above. */
    private Optional<Route> former(PhoneNumber phone, Line line, Instant now) {
        return Stream.concat(Stream.of(phone), NumberingPlan.otherForms(phone).stream())
                .flatMap(form -> store.formerPairs(form).stream())
                .filter(pair -> pair.line().equals(line) && pair.until().isAfter(now))
                .findFirst()
                .flatMap(pair -> store.find(pair.project(), pair.user()))
                .filter(User.class::isInstance)
                .map(user -> new Route((User) user, true));
    }

    @Override
    public Page list(Listing listing) {
        return Calls.guarded(Effect.NONE, () -> store.list(listing));
    }

    @Override
    public Either<Refusal.UnknownTenant, Usage> usage(TenantId tenant) {
        return Calls.guarded(
                Effect.NONE,
                () -> tenants.find(tenant)
                        .<Either<Refusal.UnknownTenant, Usage>>map(
                                found -> Either.right(Usage.of(store.activeUsers(tenant), found.maxSharedUsers())))
                        .orElseGet(() -> Either.left(new Refusal.UnknownTenant())));
    }

    @Override
    public List<Event> leaseEvents(int most, Duration time) {
        return Calls.guarded(Effect.UNKNOWN, () -> {
            Instant now = now();
            return most > 0 ? store.events().lease(most, now, Times.after(now, time)) : List.of();
        });
    }

    @Override
    public void eventsDone(Collection<EventId> events) {
        Calls.guarded(Effect.UNKNOWN, () -> {
            store.events().done(events, now());
            return events;
        });
    }

    @Override
    public int eventsNotDone(int most) {
        return Calls.guarded(Effect.NONE, () -> most > 0 ? store.events().notDone(most) : 0);
    }

    @Override
    public List<Event> history(TenantId tenant, UserId id) {
        return Calls.guarded(Effect.NONE, () -> store.events().of(tenant, id));
    }

    @Override
    public Either<Refusal.UnknownTenant, Rekeyed> rekey(TenantId tenant, Optional<ListPosition> after, int most) {
        return Calls.guarded(
                Effect.UNKNOWN,
                () -> tenants.find(tenant)
                        .<Either<Refusal.UnknownTenant, Rekeyed>>map(
                                found -> Either.right(rekey(tenant, found.phoneIdentity(), after, most)))
                        .orElseGet(() -> Either.left(new Refusal.UnknownTenant())));
    }

    private Rekeyed rekey(TenantId tenant, PhoneIdentity identity, Optional<ListPosition> after, int most) {
        Listing all = Listing.of(tenant, most);
        Page page = store.list(after.map(all::from).orElse(all));
        Rekeying rekeying = new Rekeying(store, tenant, identity, this::newChange, now());
        List<Rekeyed.Verdict> verdicts = new ArrayList<>();
        for (AnyUser user : page.rows()) {
            verdicts.add(Calls.untilUpToDate(() -> rekeying.attempt(user.id())));
        }
        return new Rekeyed(verdicts, page.next());
    }

    @Override
    public int adoptPlan() {
        return Calls.guarded(Effect.UNKNOWN, () -> {
            int before = store.plan();
            if (before != NumberingPlan.NUMBER) {
                store.adoptPlan(NumberingPlan.NUMBER);
            }
            return before;
        });
    }

    @Override
    public int sweep() {
        return Calls.guarded(Effect.UNKNOWN, () -> {
            Instant now = now();
            int swept = store.sweep(now);
            try {
                return swept + store.events().forgetDone(Times.before(now, options.keepEvents())) + eraseDue(now);
            } catch (UnavailableException failure) {
                throw new UnavailableException("swept in part", Effect.UNKNOWN, failure);
            }
        });
    }

    /** X3: what is left is erased by the next sweep. A user that is revived or erased meanwhile is left as it is. */
    private int eraseDue(Instant now) {
        int erased = 0;
        for (Tenant tenant : tenants.erasing()) {
            Optional<Duration> after = tenant.eraseAfter();
            if (after.isPresent()) {
                for (DeactivatedUser due :
                        store.deactivatedBefore(tenant.id(), Times.before(now, after.get()), ERASED)) {
                    Change erase = new Change.Erase(newChange(), due, now, Optional.empty());
                    erased += Settlement.commit(store, erase) instanceof Commit.Done ? 1 : 0;
                }
            }
        }
        return erased;
    }

    /** The answer; null if the decision is outdated. */
    private <R extends Refusal, U extends User> @Nullable Either<R, Outcome<U>> attempt(Creation<R, U> creation) {
        Instant now = now();
        Question question = question(creation, now);
        Facts facts = Settlement.look(store, question);
        if (facts.admitted().isPresent()) {
            return Either.right(
                    ofTheSameKind(new Outcome.Created<>(facts.admitted().get(), lineChoice(question, facts))));
        }
        Optional<Either<R, Outcome<U>>> answered = answered(creation, facts, now);
        if (answered.isPresent()) {
            return answered.get();
        }
        Optional<IdempotencyClaim> claim = IdempotencyRules.claim(creation.request(), facts, now);
        return creation.decide(facts)
                .<@Nullable Either<R, Outcome<U>>>fold(
                        refuse -> Either.left(refuse.reason()),
                        returned -> claim.isPresent()
                                ? commit(new Change.Confirm(returned.user(), returned.unheld(), claim.get()), creation)
                                : Either.right(new Outcome.Returned<>(returned.user())),
                        update -> commit(
                                new Change.Replace(
                                        newChange(),
                                        update.before(),
                                        update.after(),
                                        now,
                                        formerUntil(now),
                                        update.fields(),
                                        claim),
                                creation),
                        admit -> admit(options.ids().next(), admit, claim, now, creation));
    }

    /** P7: of what the store made at once. */
    private static Optional<LineChoice> lineChoice(Question question, Facts facts) {
        return question.ifNobody()
                .map(SharedAdmission::wish)
                .flatMap(wish -> facts.admitted().map(SharedUser::line).map(wish::choice));
    }

    /** The question; with the admission that follows if nobody is there, for a store that can make it at once. */
    private Question question(Creation<?, ?> creation, Instant now) {
        Question question =
                creation.question().withRequestKey(creation.request().requestKey());
        // Under an idempotency key, the answer has to be recorded in the same step (I6).
        boolean offered = store.admitsAtOnce()
                && creation.needsLine()
                && creation.request().idempotencyKey().isEmpty();
        return offered
                ? creation.ifNobody(options.ids().next(), now)
                        .map(question::admittingIfNobody)
                        .orElse(question)
                : question;
    }

    /** I1, I2: what was answered under the request's idempotency key. */
    private static <R extends Refusal, U extends User> Optional<Either<R, Outcome<U>>> answered(
            Creation<R, U> creation, Facts facts, Instant now) {
        return IdempotencyRules.answered(creation.request(), facts, now)
                .map(answer -> answer.map(DefaultUserRegistry::<U>ofTheSameKind)
                        .filterOrElse(
                                outcome -> creation.repeats(outcome.user()),
                                outcome -> new Refusal.IdempotencyKeyReused())
                        .mapLeft(creation::refusal));
    }

    /** Equal fingerprints are those of requests for the same kind of user; and a change is decided for its own kind. */
    @SuppressWarnings("unchecked")
    private static <U extends AnyUser> Outcome<U> ofTheSameKind(Outcome<? extends AnyUser> outcome) {
        return (Outcome<U>) outcome;
    }

    private <R extends Refusal, U extends User> @Nullable Either<R, Outcome<U>> admit(
            UserId newId,
            Decision.Admit<R, U> decision,
            Optional<IdempotencyClaim> claim,
            Instant now,
            Creation<R, U> creation) {
        Change change = creation.completed(decision.admission().as(newId, now))
                .fold(
                        whole -> new Change.Admit(
                                ChangeId.of(newId),
                                whole.user(),
                                now,
                                whole.revived(),
                                whole.lastHolder(),
                                OptionalInt.empty(),
                                claim),
                        withoutLine -> new Change.AdmitOnALine(withoutLine, claim));
        return commit(change, creation);
    }

    private <R extends Refusal, U extends User> @Nullable Either<R, Outcome<U>> commit(
            Change change, Creation<R, U> creation) {
        return Settlement.commit(store, change)
                .<@Nullable Either<R, Outcome<U>>>fold(
                        done -> Either.right(ofTheSameKind(change.outcome(done.user()))),
                        outdated -> null,
                        noLine -> Either.left(creation.noLine()));
    }

    /**
     * The forecast; null if the user found makes another wish of the line (L3), which is to be asked for next.
     *
     * @param wish what to ask for
     */
    private <R extends Refusal, U extends User> @Nullable Either<R, Forecast<U>> forecast(
            Creation<R, U> creation, AtomicReference<LineWish> wish) {
        Instant now = now();
        Facts facts = store.look(creation.dryRunQuestion(Objects.requireNonNull(wish.get()))
                .withRequestKey(creation.request().requestKey()));
        Optional<Either<R, Outcome<U>>> answered = answered(creation, facts, now);
        return answered.isPresent()
                ? answered.get().map(outcome -> new Forecast.WouldReturn<>(outcome.user()))
                : creation.decide(facts)
                        .<@Nullable Either<R, Forecast<U>>>fold(
                                refuse -> Either.left(refuse.reason()),
                                returned -> Either.right(new Forecast.WouldReturn<>(returned.user())),
                                update -> Either.right(new Forecast.WouldUpdate<>(update.after(), update.fields())),
                                admit -> {
                                    Admission<U> admission =
                                            admit.admission().as(options.ids().next(), now);
                                    LineWish wished = admission.fold(whole -> LineWish.NONE, SharedAdmission::wish);
                                    return wished.equals(wish.getAndSet(wished))
                                            ? forecast(creation, facts, admission, wished)
                                            : null;
                                });
    }

    private static <R extends Refusal, U extends User> Either<R, Forecast<U>> forecast(
            Creation<R, U> creation, Facts facts, Admission<U> admission, LineWish wish) {
        if (creation.needsLine() && facts.lineToBeHad().isEmpty()) {
            return Either.left(creation.noLine());
        }
        Optional<LineChoice> line = facts.lineToBeHad().map(wish::choice);
        return Either.right(admission
                .revived()
                .<Forecast<U>>map(
                        former -> new Forecast.WouldRevive<>(former.user().id(), line))
                .orElseGet(() -> new Forecast.WouldCreate<>(line)));
    }

    private <U extends User> Amending<U> amending(Amendment<U> amendment) {
        Instant now = now();
        return new Amending<>(store, amendment, this::newChange, now, formerUntil(now));
    }

    private Instant formerUntil(Instant now) {
        return Times.after(now, options.keepFormerPairs());
    }

    /** The answer; null if the decision is outdated. */
    private @Nullable Either<DeactivationRefusal, DeactivatedUser> attempt(Deactivation request) {
        Instant now = now();
        Facts facts = store.look(question(request, request.id()));
        Optional<Either<IdempotencyKeyReused, Outcome<? extends AnyUser>>> answered =
                IdempotencyRules.answered(request, facts, now);
        if (answered.isPresent()) {
            return answered.get().<DeactivationRefusal>mapLeft(reused -> reused).map(outcome ->
                    (DeactivatedUser) outcome.user());
        }
        Optional<User> found = facts.user().filter(User.class::isInstance).map(User.class::cast);
        if (found.isEmpty()) {
            return Either.left(new Refusal.UserNotFound(request.id()));
        }
        Optional<Refusal.Stale> stale = ChangeRules.stale(request.ifVersion(), found.get());
        return stale.isPresent()
                ? Either.left(stale.get())
                : commit(
                        new Change.Deactivate(
                                newChange(), found.get(), now, IdempotencyRules.claim(request, facts, now)),
                        DeactivatedUser.class);
    }

    /** The answer; null if the decision is outdated. */
    private @Nullable Either<ErasureRefusal, ErasedUser> attempt(Erasure request) {
        Instant now = now();
        Facts facts = store.look(question(request, request.id()));
        Optional<Either<IdempotencyKeyReused, Outcome<? extends AnyUser>>> answered =
                IdempotencyRules.answered(request, facts, now);
        if (answered.isPresent()) {
            return answered.get().<ErasureRefusal>mapLeft(reused -> reused).map(outcome -> (ErasedUser) outcome.user());
        }
        if (facts.user().isEmpty()) {
            return Either.left(new Refusal.UserNotFound(request.id()));
        }
        Optional<IdempotencyClaim> claim = IdempotencyRules.claim(request, facts, now);
        return AnyUser.<@Nullable Either<ErasureRefusal, ErasedUser>>fold(
                facts.user().get(),
                active -> Either.left(new Refusal.StillActive(request.id())),
                deactivated -> commit(new Change.Erase(newChange(), deactivated, now, claim), ErasedUser.class),
                erased -> claim.isPresent()
                        ? commit(new Change.Confirm(erased, Optional.empty(), claim.get()), ErasedUser.class)
                        : Either.right(erased));
    }

    private static Question question(KeyedRequest request, UserId id) {
        return Question.of(request.tenant(), List.of()).withId(Optional.of(id)).withRequestKey(request.requestKey());
    }

    /** The user as the change made it; null if the change is outdated. */
    private <R extends Refusal, U extends AnyUser> @Nullable Either<R, U> commit(Change change, Class<U> state) {
        return Settlement.commit(store, change) instanceof Commit.Done done
                ? Either.right(state.cast(change.outcome(done.user()).user()))
                : null;
    }

    private ChangeId newChange() {
        return ChangeId.of(options.ids().next());
    }

    private Instant now() {
        return Times.now(options.clock());
    }
}
