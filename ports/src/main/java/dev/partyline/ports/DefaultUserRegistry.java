package dev.partyline.ports;

import static java.util.Objects.requireNonNull;

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
import dev.partyline.domain.request.KeyedRequest;
import dev.partyline.domain.rule.ChangeRules;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.FormerPair;
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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
        requireNonNull(request, "request");
        try {
            return Calls.guarded(
                    Effect.UNKNOWN,
                    () -> Creation.of(request, tenants, options.passwords())
                            .flatMap(creation -> alone(() -> creating(creation).first(store.admitsAtOnce()))));
        } finally {
            request.wipe();
        }
    }

    @Override
    public <R extends Refusal, U extends User> Either<R, Forecast<U>> foresee(CreateRequest<R, U> request) {
        requireNonNull(request, "request");
        return Calls.guarded(
                Effect.NONE,
                () -> Creation.of(request, tenants, options.passwords())
                        .flatMap(creation -> alone(() -> creating(creation).dryRun())));
    }

    @Override
    public <U extends User> Either<ChangeRefusal, Outcome<U>> change(ChangeRequest<U> request) {
        requireNonNull(request, "request");
        try {
            return Calls.guarded(
                    Effect.UNKNOWN,
                    () -> Amendment.of(request, tenants, options.passwords())
                            .flatMap(
                                    amendment -> alone(() -> amending(amendment).first())));
        } finally {
            request.wipe();
        }
    }

    @Override
    public <U extends User> Either<ChangeRefusal, Forecast<U>> foresee(ChangeRequest<U> request) {
        requireNonNull(request, "request");
        return Calls.guarded(
                Effect.NONE,
                () -> Amendment.of(request, tenants, options.passwords())
                        .flatMap(amendment -> alone(() -> amending(amendment).dryRun())));
    }

    @Override
    public <R extends Refusal, U extends User> Iterator<Verdict<R, U>> createAll(
            Run run, Iterator<? extends CreateRequest<? extends R, ? extends U>> requests) {
        return new Rows<CreateRequest<? extends R, ? extends U>, R, U>(run, requests, this::row);
    }

    /** What a request is refused for, and what it creates, are only ever handed out. */
    @SuppressWarnings("unchecked")
    private static <R extends Refusal, U extends User> CreateRequest<R, U> widened(
            CreateRequest<? extends R, ? extends U> request) {
        return (CreateRequest<R, U>) request;
    }

    /**
     * How a run carries out the request.
     *
     * @param key that the request is given
     */
    <R extends Refusal, U extends User> Rows.Row<R, U> row(
            CreateRequest<? extends R, ? extends U> given, Optional<IdempotencyKey> key) {
        CreateRequest<R, U> unkeyed = widened(given);
        CreateRequest<R, U> request = key.map(unkeyed::withIdempotencyKey).orElse(unkeyed);
        return Creation.of(request, tenants, options.passwords())
                .fold(
                        refused -> Rows.Row.ended(new Step.Answer<>(Either.left(refused)), request::wipe),
                        creation -> new Rows.Row<>(
                                store,
                                creation.touched(),
                                () -> creating(creation).first(store.admitsAtOnce()),
                                request::wipe));
    }

    @Override
    public <U extends User> Iterator<Verdict<ChangeRefusal, U>> changeAll(
            Run run, Iterator<? extends ChangeRequest<? extends U>> requests) {
        return new Rows<ChangeRequest<? extends U>, ChangeRefusal, U>(run, requests, this::row);
    }

    @SuppressWarnings("unchecked")
    private static <U extends User> ChangeRequest<U> widened(ChangeRequest<? extends U> request) {
        return (ChangeRequest<U>) request;
    }

    /** The same of a change. */
    <U extends User> Rows.Row<ChangeRefusal, U> row(ChangeRequest<? extends U> given, Optional<IdempotencyKey> key) {
        ChangeRequest<U> unkeyed = widened(given);
        ChangeRequest<U> request = key.map(unkeyed::withIdempotencyKey).orElse(unkeyed);
        return Amendment.of(request, tenants, options.passwords())
                .fold(
                        refused -> Rows.Row.ended(new Step.Answer<>(Either.left(refused)), request::wipe),
                        amendment -> new Rows.Row<>(
                                store,
                                amendment.touched(),
                                () -> amending(amendment).first(),
                                request::wipe));
    }

    @Override
    public Either<DeactivationRefusal, DeactivatedUser> deactivate(Deactivation request) {
        requireNonNull(request, "request");
        return Calls.guarded(Effect.UNKNOWN, () -> alone(() -> first(request)));
    }

    @Override
    public Either<ErasureRefusal, ErasedUser> erase(Erasure request) {
        requireNonNull(request, "request");
        return Calls.guarded(Effect.UNKNOWN, () -> alone(() -> first(request)));
    }

    @Override
    public Optional<AnyUser> findInAnyState(TenantId tenant, UserId id) {
        requireNonNull(tenant, "tenant");
        requireNonNull(id, "id");
        return Calls.guarded(Effect.NONE, () -> store.find(tenant, id));
    }

    @Override
    public Map<Key, User> find(TenantId tenant, Collection<? extends Key> keys) {
        requireNonNull(tenant, "tenant");
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
        requireNonNull(phone, "phone");
        requireNonNull(line, "line");
        return Calls.guarded(
                Effect.NONE,
                () -> present(phone, line)
                        .or(() -> formerPair(phone, line, options.now()).flatMap(this::routeOf))
                        // It may have come back between the two looks.
                        .or(() -> present(phone, line)));
    }

    /** R5: the former pair, or that of another form of the phone, as above. */
    private Optional<FormerPair> formerPair(PhoneNumber phone, Line line, Instant now) {
        return Stream.concat(Stream.of(phone), NumberingPlan.otherForms(phone).stream())
                .flatMap(form -> store.formerPairs(form).stream())
                .filter(pair -> pair.line().equals(line) && pair.until().isAfter(now))
                .findFirst();
    }

    /**
     * Whoever holds the pair, at one instant. The user that left it may have come back to it, or be active again after
     * it was deactivated.
     */
    private Optional<Route> routeOf(FormerPair left) {
        Key pair = new Key.PhoneOnLine(left.phone(), left.line());
        Facts facts = store.look(Question.of(left.project(), List.of(pair)));
        return Optional.ofNullable(facts.holders().get(pair))
                .map(holder -> new Route(holder, !holder.keys().contains(pair)));
    }

    @Override
    public Page list(Listing listing) {
        requireNonNull(listing, "listing");
        return Calls.guarded(Effect.NONE, () -> store.list(listing));
    }

    @Override
    public Either<Refusal.UnknownTenant, Usage> usage(TenantId tenant) {
        requireNonNull(tenant, "tenant");
        return Calls.guarded(
                Effect.NONE,
                () -> tenants.find(tenant)
                        .<Either<Refusal.UnknownTenant, Usage>>map(
                                found -> Either.right(Usage.of(store.activeUsers(tenant), found.maxSharedUsers())))
                        .orElseGet(() -> Either.left(new Refusal.UnknownTenant())));
    }

    @Override
    public List<Event> leaseEvents(int most, Duration time) {
        requireNonNull(time, "time");
        return Calls.guarded(Effect.UNKNOWN, () -> {
            Instant now = options.now();
            return most > 0 ? store.events().lease(most, now, Times.after(now, time)) : List.of();
        });
    }

    @Override
    public void eventsDone(Collection<EventId> events) {
        requireNonNull(events, "events");
        Calls.guarded(Effect.UNKNOWN, () -> {
            store.events().done(events, options.now());
            return events;
        });
    }

    @Override
    public int eventsNotDone(int most) {
        return Calls.guarded(Effect.NONE, () -> most > 0 ? store.events().notDone(most) : 0);
    }

    @Override
    public List<Event> history(TenantId tenant, UserId id) {
        requireNonNull(tenant, "tenant");
        requireNonNull(id, "id");
        return Calls.guarded(Effect.NONE, () -> store.events().of(tenant, id));
    }

    @Override
    public Either<Refusal.UnknownTenant, Rekeyed> rekey(TenantId tenant, Optional<ListPosition> after, int most) {
        requireNonNull(tenant, "tenant");
        requireNonNull(after, "after");
        return Calls.guarded(
                Effect.UNKNOWN,
                () -> tenants.find(tenant)
                        .<Either<Refusal.UnknownTenant, Rekeyed>>map(found -> Either.right(rekey(found, after, most)))
                        .orElseGet(() -> Either.left(new Refusal.UnknownTenant())));
    }

    private Rekeyed rekey(Tenant tenant, Optional<ListPosition> after, int most) {
        Listing all = Listing.of(tenant.id(), most);
        Page page = store.list(after.map(all::from).orElse(all));
        Rekeying rekeying = new Rekeying(store, tenant, options::newChange, options.now());
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
            Instant now = options.now();
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
                    Change erase = new Change.Erase(options.newChange(), due, now, Optional.empty());
                    erased += Settlement.commit(store, erase) instanceof Commit.Done ? 1 : 0;
                }
            }
        }
        return erased;
    }

    private <R extends Refusal, U extends User> Creating<R, U> creating(Creation<R, U> creation) {
        return new Creating<>(creation, options, options.now());
    }

    private <U extends User> Amending<U> amending(Amendment<U> amendment) {
        return new Amending<>(amendment, options, options.now());
    }

    private Step<Either<DeactivationRefusal, DeactivatedUser>> first(Deactivation request) {
        Instant now = options.now();
        return new Step.Ask<>(
                question(request, request.id()),
                facts -> IdempotencyRules.answered(request, facts, now)
                        .<Step<Either<DeactivationRefusal, DeactivatedUser>>>map(
                                answer -> new Step.Answer<>(answer.<DeactivationRefusal>mapLeft(reused -> reused)
                                        .map(outcome -> (DeactivatedUser) outcome.user())))
                        .orElseGet(() -> decided(request, facts, now)));
    }

    private Step<Either<DeactivationRefusal, DeactivatedUser>> decided(Deactivation request, Facts facts, Instant now) {
        Optional<User> found = facts.user().filter(User.class::isInstance).map(User.class::cast);
        if (found.isEmpty()) {
            return new Step.Answer<>(Either.left(new Refusal.UserNotFound(request.id())));
        }
        Optional<Refusal.Stale> stale = ChangeRules.stale(request.ifVersion(), found.get());
        return stale.isPresent()
                ? new Step.Answer<>(Either.left(stale.get()))
                : made(
                        new Change.Deactivate(
                                options.newChange(),
                                found.get(),
                                now,
                                tenants.find(request.tenant())
                                        .filter(Tenant::eventValues)
                                        .isPresent(),
                                IdempotencyRules.claim(request, facts, now)),
                        DeactivatedUser.class);
    }

    private Step<Either<ErasureRefusal, ErasedUser>> first(Erasure request) {
        Instant now = options.now();
        return new Step.Ask<>(
                question(request, request.id()),
                facts -> IdempotencyRules.answered(request, facts, now)
                        .<Step<Either<ErasureRefusal, ErasedUser>>>map(
                                answer -> new Step.Answer<>(answer.<ErasureRefusal>mapLeft(reused -> reused)
                                        .map(outcome -> (ErasedUser) outcome.user())))
                        .orElseGet(() -> decided(request, facts, now)));
    }

    private Step<Either<ErasureRefusal, ErasedUser>> decided(Erasure request, Facts facts, Instant now) {
        if (facts.user().isEmpty()) {
            return new Step.Answer<>(Either.left(new Refusal.UserNotFound(request.id())));
        }
        Optional<IdempotencyClaim> claim = IdempotencyRules.claim(request, facts, now);
        return AnyUser.fold(
                facts.user().get(),
                active -> new Step.Answer<>(Either.left(new Refusal.StillActive(request.id()))),
                deactivated -> made(new Change.Erase(options.newChange(), deactivated, now, claim), ErasedUser.class),
                erased -> claim.isPresent()
                        ? made(new Change.Confirm(erased, Optional.empty(), claim.get()), ErasedUser.class)
                        : new Step.Answer<>(Either.right(erased)));
    }

    private static Question question(KeyedRequest request, UserId id) {
        return Question.of(request.tenant(), List.of()).withId(Optional.of(id)).withRequestKey(request.requestKey());
    }

    /** Ends in the user as the change made it. */
    private static <R extends Refusal, U extends AnyUser> Step<Either<R, U>> made(Change change, Class<U> state) {
        return new Step.Make<>(change, outcome -> Either.right(state.cast(outcome.user())), () -> {
            throw new IllegalStateException("refused for want of a line, and needs none");
        });
    }

    /** The answer of a request that goes through its steps alone, as often as it is outdated. */
    private <A> A alone(Supplier<Step<A>> first) {
        return Calls.untilUpToDate(() -> Step.alone(store, first.get()));
    }
}
