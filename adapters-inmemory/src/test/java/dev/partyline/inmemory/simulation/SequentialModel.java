package dev.partyline.inmemory.simulation;

import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.KeyedRequest;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.rule.Admission;
import dev.partyline.domain.rule.AppUserRules;
import dev.partyline.domain.rule.ChangeRules;
import dev.partyline.domain.rule.CustomerUserRules;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.DedicatedUserRules;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.Revision;
import dev.partyline.domain.rule.SharedUserRules;
import dev.partyline.domain.rule.SubscriberUserRules;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Credential;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.Retirement.Moved;
import dev.partyline.ports.Retirement.NotMoved;
import dev.partyline.ports.Retirement.Reason;
import dev.partyline.ports.Route;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Page;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the rules make of calls that happen one after the other, each at one instant, over plain maps. The rules are the
 * domain's own, which are proved elsewhere; what is judged with them here is how a registry and its ports come to their
 * answers. Where a call is free to choose (an id, a line) there are several models after it. Immutable.
 *
 * <p>That a line may be given, or that none was to be had, is judged where it happens. What tenants are is what the
 * call was told.
 */
final class SequentialModel {
    private static final UserId NONE = new UserId(new UUID(0, 0));

    private final Map<UserId, AnyUser> users;
    private final Map<Key, UserId> holders;
    private final Map<Key, UserId> formerHolders;
    private final Map<Slot, IdempotencyRecord> records;

    /** R5: the pairs of a phone and a line that active users have left. */
    private final Map<Key, Left> left;

    private final Duration keepFormerPairs;

    private record Left(UserId user, Instant until) {}

    private record Slot(TenantId tenant, RequestKey key) {}

    /**
     * A refusal, or every outcome that may come of it; none where it was not carried out so far.
     *
     * @param foreseen what is foreseen of a move to another line; empty for anything else
     */
    private record Plan(
            Optional<Refusal> refusal,
            List<? extends Outcome<? extends User>> outcomes,
            Optional<Forecast<? extends User>> foreseen) {
        Plan(Optional<Refusal> refusal, List<? extends Outcome<? extends User>> outcomes) {
            this(refusal, outcomes, Optional.empty());
        }

        static Plan refuse(Refusal reason) {
            return new Plan(Optional.of(reason), List.of());
        }

        static Plan of(Outcome<? extends User> outcome) {
            return new Plan(Optional.empty(), List.of(outcome));
        }
    }

    /** Nobody, where pairs lead for so long to whoever left them. */
    SequentialModel(Duration keepFormerPairs) {
        this(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), keepFormerPairs);
    }

    private SequentialModel(
            Map<UserId, AnyUser> users,
            Map<Key, UserId> holders,
            Map<Key, UserId> formerHolders,
            Map<Slot, IdempotencyRecord> records,
            Map<Key, Left> left,
            Duration keepFormerPairs) {
        this.users = users;
        this.holders = holders;
        this.formerHolders = formerHolders;
        this.records = records;
        this.left = left;
        this.keepFormerPairs = keepFormerPairs;
    }

    /** What two models differ in. */
    Object state() {
        return List.of(users, formerHolders, records, left);
    }

    List<SequentialModel> where(boolean right) {
        return right ? List.of(this) : List.of();
    }

    /**
     * R5: what comes of it where pairs that have ended by the end of the call still stand, or were swept at any time
     * before. Those that ended first are swept first.
     */
    private List<SequentialModel> swept(SimulatedCall call, Function<SequentialModel, List<SequentialModel>> step) {
        List<Instant> ends = left.values().stream()
                .map(Left::until)
                .filter(until -> !until.isAfter(call.endedAt()))
                .distinct()
                .toList();
        return Stream.concat(Stream.of(this), ends.stream().map(this::withoutEnded))
                .flatMap(model -> step.apply(model).stream())
                .distinct()
                .toList();
    }

    private SequentialModel withoutEnded(Instant end) {
        Map<Key, Left> rest = new HashMap<>(left);
        rest.values().removeIf(pair -> !pair.until().isAfter(end));
        return new SequentialModel(users, holders, formerHolders, records, rest, keepFormerPairs);
    }

    // ------------------------------------------------------------------------------------------------------ creating

    List<SequentialModel> create(Task.Create task, SimulatedCall call) {
        return swept(call, model -> model.createNow(task, call));
    }

    private List<SequentialModel> createNow(Task.Create task, SimulatedCall call) {
        CreateRequest<?, ?> request = task.request().get();
        List<SequentialModel> models = new ArrayList<>();
        List<Instant> times = call.times();
        if (times.isEmpty()) {
            return models;
        }
        Instant now = times.get(times.size() - 1);
        for (Optional<IdempotencyRecord> remembered : remembered(request, now, call.endedAt())) {
            for (UserId id : call.ids().isEmpty() ? List.of(NONE) : call.ids()) {
                // Each attempt reads the clock. Which one had the effect, nobody may know.
                for (Instant at : times) {
                    Plan plan = remembered
                            .map(record -> replay(request, record))
                            .orElseGet(() -> plan(request, call, id, at));
                    models.addAll(
                            task.dry()
                                    ? where(foresees(request, call, plan, remembered.isPresent()))
                                    : carriedOut(request, call, plan, remembered.isPresent(), at));
                }
            }
        }
        return models;
    }

    /**
     * I3: the time of a call is any between its beginning and its end, so that a record that expires within it may
     * count or not.
     */
    private List<Optional<IdempotencyRecord>> remembered(KeyedRequest request, Instant now, Instant endedAt) {
        Optional<IdempotencyRecord> standing =
                request.requestKey().map(key -> records.get(new Slot(request.tenant(), key)));
        if (standing.isEmpty() || !IdempotencyRules.isRemembered(standing.get(), now)) {
            return List.of(Optional.empty());
        }
        return IdempotencyRules.isRemembered(standing.get(), endedAt)
                ? List.of(standing)
                : List.of(standing, Optional.empty());
    }

    /** I1, I2 */
    private static Plan replay(CreateRequest<?, ?> request, IdempotencyRecord record) {
        boolean same = record.fingerprint().equals(request.fingerprint())
                && (!(request instanceof NewCustomerUser customer)
                        || customer.credential()
                                .map(SequentialModel::hash)
                                .equals(((CustomerUser) record.outcome().user()).password()));
        return same ? Plan.of(ofActiveUser(record.outcome())) : Plan.refuse(new Refusal.IdempotencyKeyReused());
    }

    /** Only creations are recorded here. */
    @SuppressWarnings("unchecked")
    private static Outcome<User> ofActiveUser(Outcome<? extends AnyUser> outcome) {
        return (Outcome<User>) outcome;
    }

    private List<SequentialModel> carriedOut(
            CreateRequest<?, ?> request, SimulatedCall call, Plan plan, boolean replayed, Instant at) {
        if (plan.refusal().isPresent()) {
            return where(!call.isUnknown()
                    && call.isAnswer(Either.left(plan.refusal().get())));
        }
        List<SequentialModel> models = new ArrayList<>();
        for (Outcome<? extends User> outcome : plan.outcomes()) {
            if (call.isAnswer(Either.right(outcome)) || (!replayed && call.isToldLater(outcome))) {
                models.add(replayed ? this : with(request, outcome, at));
            }
        }
        if (asksForLine(request, plan, replayed) && call.isToldOfNoLine()) {
            models.add(this);
        }
        return models;
    }

    /** Where nothing else stands in the way, nor has been answered. */
    private static boolean asksForLine(CreateRequest<?, ?> request, Plan plan, boolean replayed) {
        return request instanceof NewSharedUser
                && !replayed
                && plan.outcomes().stream().noneMatch(SequentialModel::isOfSomebodyActive);
    }

    private static boolean isOfSomebodyActive(Outcome<? extends User> outcome) {
        return outcome instanceof Outcome.Returned || outcome instanceof Outcome.Updated;
    }

    private SequentialModel with(KeyedRequest request, Outcome<? extends User> outcome, Instant at) {
        SequentialModel next = outcome instanceof Outcome.Returned ? this : with(outcome.user(), at);
        return next.recorded(request, outcome, at);
    }

    /** I6 */
    private SequentialModel recorded(KeyedRequest request, Outcome<? extends AnyUser> outcome, Instant at) {
        return request.requestKey()
                .map(key ->
                        remembering(new IdempotencyRecord(request.tenant(), key, request.fingerprint(), at, outcome)))
                .orElse(this);
    }

    /** E5 */
    private static boolean foresees(CreateRequest<?, ?> request, SimulatedCall call, Plan plan, boolean replayed) {
        if (plan.refusal().isPresent()) {
            return call.isAnswer(Either.left(plan.refusal().get()));
        }
        boolean asksForLine = asksForLine(request, plan, replayed);
        return (asksForLine && call.isToldOfNoLine())
                || ((call.hadLine() || !asksForLine)
                        && plan.outcomes().stream()
                                .anyMatch(outcome -> call.isAnswer(Either.right(forecast(outcome, replayed)))));
    }

    private static <U extends User> Forecast<U> forecast(Outcome<U> outcome, boolean replayed) {
        if (replayed) {
            return new Forecast.WouldReturn<>(outcome.user());
        }
        return outcome.fold(
                created -> new Forecast.WouldCreate<>(created.lineChoice()),
                returned -> new Forecast.WouldReturn<>(returned.user()),
                updated -> new Forecast.WouldUpdate<>(updated.user(), updated.fields()),
                revived -> new Forecast.WouldRevive<>(revived.user().id(), revived.lineChoice()));
    }

    private Plan plan(CreateRequest<?, ?> request, SimulatedCall call, UserId id, Instant now) {
        return request.fold(
                shared -> plan(
                        SharedUserRules.decide(
                                shared, call.project(), facts(SharedUserRules.question(shared, call.project()))),
                        admit -> onEachLine(admit.as(id, now), call)),
                dedicated -> plan(
                        DedicatedUserRules.decide(
                                dedicated,
                                call.project(),
                                call.ownsLine(),
                                facts(DedicatedUserRules.question(dedicated, call.project()))),
                        admit -> entering(admit.as(id, now))),
                customer -> plan(
                        CustomerUserRules.decide(
                                customer, call.hasCustomer(), facts(CustomerUserRules.question(customer))),
                        admit -> entering(withPassword(customer, admit.as(id, now)))),
                subscriber -> plan(subscriber, id, now),
                app -> plan(app, id, now));
    }

    private Plan plan(NewAppUser request, UserId id, Instant now) {
        App app = app(request.tenant());
        return plan(
                AppUserRules.decide(request, app, facts(AppUserRules.question(request, app))),
                admit -> entering(admit.as(id, now)));
    }

    private Plan plan(NewSubscriberUser request, UserId id, Instant now) {
        Account account = account(request.tenant());
        return plan(
                SubscriberUserRules.decide(request, account, facts(SubscriberUserRules.question(request, account))),
                admit -> entering(admit.as(id, now)));
    }

    private static PasswordHash hash(Credential given) {
        return given.fold(SimulatedWorld.PASSWORDS::hash, hash -> hash);
    }

    private static Admission<CustomerUser> withPassword(NewCustomerUser request, Admission<CustomerUser> admission) {
        return admission.fold(
                whole -> request.credential()
                        .map(SequentialModel::hash)
                        .map(hash -> whole.of(whole.user().withPassword(hash)))
                        .orElse(whole),
                withoutLine -> admission);
    }

    private static <R extends Refusal, U extends User> Plan plan(
            Decision<R, U> decision,
            Function<Decision.Admitting<U>, List<? extends Outcome<? extends User>>> admitted) {
        return decision.fold(
                refuse -> Plan.refuse(refuse.reason()),
                returned -> Plan.of(new Outcome.Returned<>(returned.user())),
                update -> Plan.of(new Outcome.Updated<>(update.after(), update.fields())),
                admit -> new Plan(Optional.empty(), admitted.apply(admit.admission())));
    }

    /** A user that nobody was given an id for was not made. */
    private <U extends User> List<Outcome<U>> entering(Admission<U> admission) {
        return admission.fold(
                whole -> isFree(whole.user())
                        ? List.of(Outcome.admitted(whole.user(), whole.revived().isPresent(), Optional.empty()))
                        : List.of(),
                withoutLine -> List.of());
    }

    /** P2, P7, P8: on any line that will do, and on which the phone is not active yet. */
    private List<Outcome<SharedUser>> onEachLine(Admission<SharedUser> admission, SimulatedCall call) {
        Stream<Line> lines = call.answer() instanceof Either<?, ?> answer
                        && answer.isRight()
                        && answer.get() instanceof Outcome<?> outcome
                        && outcome.user() instanceof SharedUser user
                        && call.isPlacedByThis(user)
                ? Stream.of(user.line())
                : SimulatedCast.LINES.stream();
        return admission.fold(
                whole -> List.of(),
                withoutLine -> lines.filter(line -> isAllowed(line, withoutLine.wish()))
                        .map(withoutLine.candidate()::on)
                        .filter(this::isFree)
                        .map(user -> Outcome.admitted(
                                user,
                                withoutLine.revived().isPresent(),
                                Optional.of(withoutLine.wish().choice(user.line()))))
                        .toList());
    }

    private static boolean isAllowed(Line line, LineWish wish) {
        return wish.allows(line, SimulatedCast.locality(line));
    }

    private boolean isFree(User user) {
        return !user.id().equals(NONE)
                && user.keys().stream().allMatch(key -> holder(key).isEmpty());
    }

    /** R5: whoever left a pair still holds it. */
    private Optional<UserId> holder(Key key) {
        return Optional.ofNullable(holders.get(key))
                .or(() -> Optional.ofNullable(left.get(key)).map(Left::user));
    }

    private Facts facts(Question question) {
        Map<Key, User> active = new HashMap<>();
        Map<Key, DeactivatedUser> former = new HashMap<>();
        for (Key key : question.keys()) {
            holder(key).flatMap(this::active).ifPresent(user -> active.put(key, user));
            if (question.recallsFormer()) {
                Optional.ofNullable(formerHolders.get(key))
                        .map(users::get)
                        .filter(DeactivatedUser.class::isInstance)
                        .map(DeactivatedUser.class::cast)
                        .ifPresent(user -> former.put(key, user));
            }
        }
        long sharedUsers = question.countsSharedUsers()
                ? users.values().stream()
                        .filter(row -> row instanceof SharedUser && row.tenant().equals(question.tenant()))
                        .count()
                : 0;
        Optional<AnyUser> user = question.id().map(users::get);
        return new Facts(active, (int) sharedUsers, former, user, Optional.empty(), Optional.empty(), Optional.empty());
    }

    // ---------------------------------------------------------------------------------------------- all other calls

    List<SequentialModel> deactivate(Task.Deactivate task, SimulatedCall call) {
        Optional<User> active = find(task.tenant(), task.id());
        if (active.isEmpty()) {
            return where(!call.isUnknown() && call.isAnswer(Either.left(new Refusal.UserNotFound(task.id()))));
        }
        return call.times().stream()
                .map(at -> new DeactivatedUser(active.get(), at))
                .filter(gone -> call.isAnswer(Either.right(gone)))
                .map(this::without)
                .toList();
    }

    /** L4, L7, K1 to K3 */
    List<SequentialModel> change(Task.ChangeUser task, SimulatedCall call) {
        return swept(call, model -> model.changeNow(task, call));
    }

    private List<SequentialModel> changeNow(Task.ChangeUser task, SimulatedCall call) {
        ChangeRequest<?> request = task.request();
        List<SequentialModel> models = new ArrayList<>();
        for (Optional<IdempotencyRecord> remembered : remembered(request, call)) {
            for (Instant at : call.times()) {
                Plan plan = remembered.map(record -> replay(request, record)).orElseGet(() -> plan(request, call, at));
                boolean asksForLine = remembered.isEmpty() && asksForLine(request, plan);
                models.addAll(
                        task.dry()
                                ? where(foresees(call, plan, remembered.isPresent(), asksForLine))
                                : changed(request, call, plan, remembered.isPresent(), at));
                if (!task.dry() && asksForLine && call.isToldOfNoLine()) {
                    models.add(this);
                }
            }
        }
        return models;
    }

    private List<Optional<IdempotencyRecord>> remembered(KeyedRequest request, SimulatedCall call) {
        List<Instant> times = call.times();
        return times.isEmpty() ? List.of() : remembered(request, times.get(times.size() - 1), call.endedAt());
    }

    /** I1, I2 */
    private static Plan replay(ChangeRequest<?> request, IdempotencyRecord record) {
        return record.fingerprint().equals(request.fingerprint())
                ? Plan.of(ofActiveUser(record.outcome()))
                : Plan.refuse(new Refusal.IdempotencyKeyReused());
    }

    private List<SequentialModel> changed(
            ChangeRequest<?> request, SimulatedCall call, Plan plan, boolean replayed, Instant at) {
        if (plan.refusal().isPresent()) {
            return where(!call.isUnknown()
                    && call.isAnswer(Either.left(plan.refusal().get())));
        }
        List<SequentialModel> models = new ArrayList<>();
        for (Outcome<? extends User> outcome : plan.outcomes()) {
            if (call.isAnswer(Either.right(outcome)) || (!replayed && call.isToldLater(outcome))) {
                models.add(replayed ? this : with(request, outcome, at));
            }
        }
        return models;
    }

    /** K2: every outcome is on another line. */
    private boolean asksForLine(ChangeRequest<?> request, Plan plan) {
        return request instanceof SharedUserPatch && plan.foreseen().isPresent();
    }

    /** E5: a user that would move is shown on the line that it has. */
    private boolean foresees(SimulatedCall call, Plan plan, boolean replayed, boolean asksForLine) {
        if (plan.refusal().isPresent()) {
            return call.isAnswer(Either.left(plan.refusal().get()));
        }
        if (!asksForLine) {
            return plan.outcomes().stream()
                    .anyMatch(outcome -> call.isAnswer(Either.right(forecast(outcome, replayed))));
        }
        return call.isToldOfNoLine()
                || (call.hadLine()
                        && plan.foreseen().stream().anyMatch(foreseen -> call.isAnswer(Either.right(foreseen))));
    }

    private Plan plan(ChangeRequest<?> request, SimulatedCall call, Instant now) {
        return request.fold(
                shared -> plan(
                        request,
                        SharedUser.class,
                        user -> ChangeRules.decide(
                                shared,
                                user,
                                call.project(),
                                facts(keys(
                                        shared,
                                        ChangeRules.keys(shared, call.project()),
                                        ChangeRules.keysOnLine(shared, user, call.project())))),
                        call),
                dedicated -> plan(
                        request, DedicatedUser.class, user -> ChangeRules.decide(dedicated, user, Facts.NOTHING), call),
                customer -> plan(
                        request,
                        CustomerUser.class,
                        user -> ChangeRules.decide(
                                customer, user, false, facts(keys(customer, ChangeRules.keys(customer), List.of()))),
                        call),
                subscriber -> plan(
                        request,
                        SubscriberUser.class,
                        user -> ChangeRules.decide(
                                subscriber,
                                user,
                                account(subscriber.tenant()),
                                facts(keys(
                                        subscriber,
                                        ChangeRules.keys(subscriber, account(subscriber.tenant())),
                                        List.of())),
                                now),
                        call),
                app -> plan(
                        request,
                        AppUser.class,
                        user -> ChangeRules.decide(
                                app,
                                user,
                                app(app.tenant()),
                                facts(keys(app, ChangeRules.keys(app, app(app.tenant())), List.of()))),
                        call));
    }

    private static Question keys(ChangeRequest<?> request, List<Key> keys, List<Key> more) {
        return Question.of(
                request.tenant(), Stream.concat(keys.stream(), more.stream()).toList());
    }

    private static Account account(TenantId id) {
        return SimulatedCast.ACCOUNTS.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static App app(TenantId id) {
        return SimulatedCast.APPS.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** L2, L7 */
    private <U extends User> Plan plan(
            ChangeRequest<?> request, Class<U> kind, Function<U, Revision<U>> decide, SimulatedCall call) {
        Optional<U> active =
                find(request.tenant(), request.id()).filter(kind::isInstance).map(kind::cast);
        if (active.isEmpty()) {
            return Plan.refuse(new Refusal.UserNotFound(request.id()));
        }
        U user = active.get();
        if (request.ifVersion().isPresent() && request.ifVersion().getAsLong() != user.version()) {
            return Plan.refuse(new Refusal.Stale(user.version()));
        }
        return decide.apply(user)
                .fold(
                        refuse -> Plan.refuse(refuse.reason()),
                        returned -> Plan.of(new Outcome.Returned<>(returned.user())),
                        update -> Plan.of(new Outcome.Updated<>(update.after(), update.fields())),
                        move -> new Plan(
                                Optional.empty(),
                                moved(move, call),
                                Optional.of(new Forecast.WouldUpdate<>(move.after(), move.fields()))));
    }

    /** K2 */
    private List<Outcome<SharedUser>> moved(Revision.Move<?> move, SimulatedCall call) {
        return elsewhere(move.before(), move.after(), call)
                .<Outcome<SharedUser>>map(user -> new Outcome.Updated<>(user, move.fields()))
                .toList();
    }

    /** P2, P7, P8: on any other line that will do, and on which the phone is not active yet. */
    private Stream<SharedUser> elsewhere(SharedUser before, SharedUser after, SimulatedCall call) {
        return SimulatedCast.LINES.stream()
                .filter(line -> !line.equals(before.line()))
                .flatMap(line -> call.ids().stream()
                        .filter(id -> isAllowed(line, SimulatedCast.wish(after.phone(), call.project())))
                        .map(id -> after.placedBy(ChangeId.of(id)).on(line)))
                .filter(user -> user.keys().stream()
                        .allMatch(key ->
                                holder(key).filter(id -> !id.equals(user.id())).isEmpty()));
    }

    /** P6 */
    List<SequentialModel> move(Task.Move task, SimulatedCall call) {
        return swept(call, model -> model.moveNow(task, call));
    }

    private List<SequentialModel> moveNow(Task.Move task, SimulatedCall call) {
        Optional<LineUser> there = find(task.project(), task.id())
                .map(LineUser.class::cast)
                .filter(user -> user.line().equals(task.line()));
        if (there.isEmpty() || !(there.get() instanceof SharedUser user)) {
            Reason reason = there.isEmpty() ? Reason.GONE : Reason.DEDICATED;
            return where(!call.isUnknown() && call.isAnswer(new NotMoved(task.project(), task.id(), reason)));
        }
        if (call.isToldOfNoLine()) {
            return List.of(this);
        }
        return elsewhere(user, user.next(), call)
                .filter(moved ->
                        call.isAnswer(new Moved(moved.project(), moved.id(), moved.line())) || call.isToldLater(moved))
                .flatMap(moved -> call.times().stream().map(at -> with(moved, at)))
                .toList();
    }

    /** X1 */
    List<SequentialModel> erase(Task.Erase task, SimulatedCall call) {
        Erasure request = task.request();
        List<SequentialModel> models = new ArrayList<>();
        for (Optional<IdempotencyRecord> remembered : remembered(request, call)) {
            if (remembered.isPresent()) {
                models.addAll(replayed(request, remembered.get(), call));
                continue;
            }
            Optional<AnyUser> user = findInAnyState(request.tenant(), request.id());
            if (user.isEmpty() || user.get() instanceof User) {
                Refusal refusal =
                        user.isEmpty() ? new Refusal.UserNotFound(request.id()) : new Refusal.StillActive(request.id());
                models.addAll(where(!call.isUnknown() && call.isAnswer(Either.left(refusal))));
                continue;
            }
            for (Instant at : call.times()) {
                ErasedUser erased =
                        user.get() instanceof DeactivatedUser former ? former.erased(at) : (ErasedUser) user.get();
                if (call.isAnswer(Either.right(erased))) {
                    models.add(recorded(request, new Outcome.Returned<>(erased), at)
                            .erasing(erased));
                }
            }
        }
        return models.stream().distinct().toList();
    }

    private List<SequentialModel> replayed(Erasure request, IdempotencyRecord record, SimulatedCall call) {
        return where(
                record.fingerprint().equals(request.fingerprint())
                        ? call.isAnswer(Either.right(record.outcome().user()))
                        : !call.isUnknown() && call.isAnswer(Either.left(new Refusal.IdempotencyKeyReused())));
    }

    List<SequentialModel> belong(Task.Belong task, SimulatedCall call) {
        Optional<User> active = find(task.account(), task.id());
        if (active.isEmpty()) {
            return where(!call.isUnknown() && call.isAnswer(Either.left(new Refusal.UserNotFound(task.id()))));
        }
        SubscriberUser user = (SubscriberUser) active.get();
        return call.times().stream()
                .map(now -> changed(task, user, now))
                .filter(changed -> call.isAnswer(Either.right(changed)))
                .map(changed -> changed.equals(user) ? this : with(changed, changed.updatedAt()))
                .toList();
    }

    private static SubscriberUser changed(Task.Belong task, SubscriberUser user, Instant now) {
        SubscriberUserPatch patch = task.joins()
                ? SubscriberUserPatch.joining(task.account(), task.id(), task.customer())
                : SubscriberUserPatch.leaving(task.account(), task.id(), task.customer());
        return ChangeRules.decide(patch, user, Account.of(task.account()), Facts.NOTHING, now)
                .fold(
                        refuse -> {
                            throw new AssertionError(refuse.reason());
                        },
                        Revision.Return::user,
                        Revision.Update::after,
                        move -> {
                            throw new AssertionError("has no line to leave");
                        });
    }

    Optional<User> find(TenantId tenant, UserId id) {
        return active(id).filter(user -> user.tenant().equals(tenant));
    }

    Optional<AnyUser> findInAnyState(TenantId tenant, UserId id) {
        return Optional.ofNullable(users.get(id)).filter(user -> user.tenant().equals(tenant));
    }

    Optional<User> find(PhoneNumber phone, Line line) {
        return Optional.ofNullable(holders.get(new Key.PhoneOnLine(phone, line)))
                .flatMap(this::active);
    }

    /** R1, R5: at any of these times. */
    Stream<Optional<Route>> routes(PhoneNumber phone, Line line, List<Instant> times) {
        Optional<User> present = find(phone, line);
        return present.isPresent()
                ? Stream.of(present.map(user -> new Route(user, false)))
                : times.stream()
                        .map(now -> Optional.ofNullable(left.get(new Key.PhoneOnLine(phone, line)))
                                .filter(pair -> pair.until().isAfter(now))
                                .flatMap(pair -> active(pair.user()))
                                .map(user -> new Route(user, true)));
    }

    Page list(TenantId tenant, boolean inAnyState) {
        List<AnyUser> rows = users.values().stream()
                .filter(row -> row.tenant().equals(tenant))
                .filter(row -> inAnyState || row instanceof User)
                .sorted(Comparator.comparing(row -> ListPosition.of(row)))
                .toList();
        return new Page(rows, Optional.empty());
    }

    Set<UserId> ids() {
        return users.keySet();
    }

    private Optional<User> active(UserId id) {
        return Optional.ofNullable(users.get(id)).filter(User.class::isInstance).map(User.class::cast);
    }

    /** L6: a user that is new is at version 1, and every effect after that adds one. */
    private SequentialModel with(User user, Instant at) {
        long effects =
                Optional.ofNullable(users.get(user.id())).map(AnyUser::version).orElse(0L);
        if (user.version() != effects + 1) {
            throw new AssertionError("not the next version after " + effects + ": " + user);
        }
        Map<UserId, AnyUser> then = new HashMap<>(users);
        Map<Key, UserId> held = new HashMap<>(holders);
        Map<Key, Left> pairs = new HashMap<>(left);
        active(user.id())
                .ifPresent(before -> before.keys().forEach(key -> {
                    held.remove(key);
                    if (key instanceof Key.PhoneOnLine && keepFormerPairs.compareTo(Duration.ZERO) > 0) {
                        pairs.put(key, new Left(user.id(), at.plus(keepFormerPairs)));
                    }
                }));
        then.put(user.id(), user);
        user.keys().forEach(key -> {
            held.put(key, user.id());
            pairs.remove(key);
        });
        return new SequentialModel(then, held, formerHolders, records, pairs, keepFormerPairs);
    }

    private SequentialModel without(DeactivatedUser gone) {
        User user = gone.user();
        Map<UserId, AnyUser> then = new HashMap<>(users);
        Map<Key, UserId> held = new HashMap<>(holders);
        Map<Key, UserId> former = new HashMap<>(formerHolders);
        Map<Key, Left> pairs = new HashMap<>(left);
        then.put(user.id(), gone);
        // Of each user, only the identity that it had when it was last deactivated leads to it.
        former.values().removeIf(user.id()::equals);
        user.keys().forEach(held::remove);
        user.keys().stream().findFirst().ifPresent(identity -> former.put(identity, user.id()));
        pairs.values().removeIf(pair -> pair.user().equals(user.id()));
        return new SequentialModel(then, held, former, records, pairs, keepFormerPairs);
    }

    /** X2: no key and no record tells anything of it. */
    private SequentialModel erasing(ErasedUser erased) {
        Map<UserId, AnyUser> then = new HashMap<>(users);
        Map<Key, UserId> former = new HashMap<>(formerHolders);
        Map<Slot, IdempotencyRecord> rest = new HashMap<>(records);
        then.put(erased.id(), erased);
        former.values().removeIf(erased.id()::equals);
        rest.replaceAll((slot, record) -> isOf(record, erased) ? record.erased(erased) : record);
        return new SequentialModel(then, holders, former, rest, left, keepFormerPairs);
    }

    /** The request that erased the user is still to be recognised. */
    private static boolean isOf(IdempotencyRecord record, ErasedUser erased) {
        AnyUser user = record.outcome().user();
        return user.id().equals(erased.id()) && !(user instanceof ErasedUser);
    }

    private SequentialModel remembering(IdempotencyRecord record) {
        Map<Slot, IdempotencyRecord> then = new HashMap<>(records);
        then.put(new Slot(record.tenant(), record.key()), record);
        return new SequentialModel(users, holders, formerHolders, then, left, keepFormerPairs);
    }
}
