package dev.partyline.inmemory.contract;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.rule.ImmediateAdmission;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.PlainEvents;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.inmemory.history.GatedLines;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.Lines;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Span;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import dev.partyline.testkit.contract.Versions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A store as plain as can be, under one lock, sound but for its fault: each is a mistake that an adapter is likely to
 * make. It has lines, and admits at once, if it is given some.
 */
public final class PlainStore implements UserStore {

    /** What is wrong with a store. */
    public enum Fault {
        NONE,
        KEYS_ARE_CHECKED_BEFORE_THE_STEP,
        KEYS_ARE_CLAIMED_ONE_BY_ONE,
        ONLY_THE_FIRST_KEY_IS_CLAIMED,
        EMAILS_OF_SHARED_USERS_ARE_NO_KEYS,
        PAIRS_OF_DEDICATED_USERS_ARE_NO_KEYS,
        PHONES_ON_LINES_ARE_NO_KEYS,
        THE_QUOTA_IS_COUNTED_BEFORE_THE_STEP,
        THE_QUOTA_IS_NOT_COUNTED,
        THE_QUOTA_COUNTS_EVERY_KIND,
        THE_QUOTA_COUNTS_EVERY_TENANT,
        THE_LAST_REPLACEMENT_WINS,
        A_REPLACEMENT_KEEPS_THE_OLD_KEYS,
        A_REPLACEMENT_KEEPS_THE_VERSION,
        A_REPLACEMENT_IS_LOST,
        OLD_KEYS_ARE_GIVEN_UP_FIRST,
        VALUES_ARE_COMPARED,
        VERSIONS_MAY_BE_SKIPPED,
        A_KEY_TO_BE_UNHELD_IS_NOT_LOOKED_AT,
        A_KEY_TO_BE_UNHELD_IS_LOOKED_AT_BEFORE_THE_STEP,
        ANY_VERSION_IS_CONFIRMED,
        CONFIRMING_MAKES_A_VERSION,
        THE_RECORD_IS_WRITTEN_FIRST,
        THE_RECORD_IS_WRITTEN_AFTERWARDS,
        A_TAKEN_RECORD_IS_NOTICED_AFTERWARDS,
        RECORDS_FORGET_THEIR_TENANT,
        RECORDS_ARE_DROPPED_AFTER_TWELVE_HOURS,
        RECORDS_TELL_AN_EARLIER_FIRST_USE,
        RECORDS_TELL_THE_USER_AS_IT_IS_NOW,
        OUTCOMES_ARE_ALL_CREATED,
        A_SWEEP_DROPS_EVERY_RECORD,
        A_SWEEP_DROPS_NOTHING,
        PAGES_ARE_COUNTED,
        USERS_OF_ONE_INSTANT_ARE_SKIPPED,
        IDS_ARE_ORDERED_AS_JAVA_ORDERS_UUIDS,
        A_DEACTIVATION_KEEPS_A_KEY,
        A_DEACTIVATION_KEEPS_THE_SLOT,
        A_DEACTIVATION_FORGETS_THE_USER,
        ANY_DEACTIVATION_WILL_DO,
        KEYS_FORGET_THEIR_TENANT,
        PHONES_ON_LINES_ARE_KEYS_OF_THE_TENANT,
        IDS_ARE_FOUND_ACROSS_TENANTS,
        DEACTIVATED_USERS_ARE_FOUND_AS_ACTIVE,
        IDS_ARE_TAKEN_ACROSS_TENANTS,
        REVIVES_WHOEVER_HAS_THE_ID,
        A_REVIVAL_KEEPS_THE_VERSION,
        LAST_HOLDERS_ARE_FORGOTTEN,
        THE_LAST_HOLDER_IS_NOT_COMPARED,
        EVERY_CHANGE_IS_SETTLED_AS_MADE,
        CHANGES_ARE_SETTLED_WHILE_THEIR_USER_IS_ACTIVE,
        CHANGES_ARE_SETTLED_BY_THEIR_NUMBER,
        ONLY_THE_LAST_CHANGE_IS_SETTLED_AS_MADE,
        WHAT_IS_SETTLED_MAY_STILL_BE_MADE,
        WHAT_IS_SETTLED_IS_LOOKED_AT_BEFORE_THE_STEP,
        A_SETTLED_VERSION_IS_TAKEN_FROM_EVERYBODY,
        SETTLING_FORGETS_THE_TENANT,
        SETTLING_MAKES_A_VERSION,
        FACTS_ARE_READ_ONE_BY_ONE,
        MOVED_USERS_ARE_FOUND_WHERE_THEY_WERE,
        TIMES_ARE_CUT_TO_MILLISECONDS,
        CLAIMS_ARE_MADE_ANEW,
        THE_LINE_IS_CHOSEN_BEFORE_THE_STEP,
        THE_LINE_COMES_BEFORE_EVERYTHING_ELSE,
        A_LINE_IS_LOST_WITH_WHAT_IS_OUTDATED,
        A_LINE_IS_NOT_GIVEN_BACK,
        A_LINE_IS_GIVEN_BACK_BY_WHAT_IS_OUTDATED,
        TAKEN_LINES_ARE_OFFERED,
        WISHES_ARE_COMMANDS,
        CLAIMS_ARE_DROPPED_WITH_THE_LINE,
        IT_LOOKS_AND_THEN_ADMITS,
        WHO_IS_ADMITTED_IS_NOT_TOLD,
        THE_LIMIT_IS_NO_PART_OF_THE_STEP,
        A_LINE_IS_GIVEN_IN_THE_STEP_THAT_IS_FULL,
        ONLY_THE_PHONE_ITSELF_IS_FOUND_ON_A_LINE,
        ONLY_THE_FIRST_KEY_IS_REMEMBERED,
        THE_PLAN_IS_NOT_KEPT,
        ANY_PLAN_IS_WRITTEN,
        AN_ERASURE_KEEPS_THE_RECORDS,
        AN_ERASURE_KEEPS_THE_LAST_HOLDER,
        AN_ERASURE_LEAVES_NO_EVENT,
        AN_ERASURE_IS_LOST,
        ANY_USER_IS_ERASED,
        WHO_IS_ERASED_COMES_BACK,
        DEACTIVATED_USERS_ARE_LISTED_UNASKED,
        ERASED_USERS_ARE_LISTED_AS_DEACTIVATED,
        THOSE_TO_BE_ERASED_STAND_IN_ANY_ORDER,
        A_CHANGE_THAT_IS_OUTDATED_LEAVES_AN_EVENT,
        A_REVIVAL_IS_TOLD_AS_A_CREATION,
        ALL_EVENTS_OF_A_USER_ARE_HANDED_OUT_AT_ONCE,
        EVENTS_ARE_DONE_IN_ANY_ORDER,
        LEASES_OF_EVENTS_ARE_NOT_KEPT,
        LEASES_OF_EVENTS_DO_NOT_END,
        EVENTS_ARE_DONE_ONLY_WHILE_THEY_ARE_LEASED,
        AS_MANY_EVENTS_AS_THERE_ARE_ARE_HANDED_OUT,
        READERS_REMEMBER_A_POSITION,
        LEASED_EVENTS_ARE_NOT_COUNTED,
        EVENTS_ARE_DROPPED_THAT_ARE_NOT_DONE,
        WHO_FORGETS_AN_EVENT_FORGETS_ITS_CHANGE,
        EVENTS_CARRY_NO_VALUES,
        EVENTS_CARRY_VALUES_UNASKED,
        REVIVALS_CARRY_NO_VALUES,
        MOVES_CARRY_THE_USER_AS_IT_WAS,
        A_LOOK_THAT_ADMITS_FORGETS_THE_VALUES,
        A_LOOK_THAT_ADMITS_FORGETS_THE_RECORD,
        A_LOOK_ADMITS_UNDER_ANY_KEY,
        A_LOOK_RECORDS_WHOMEVER_IT_FINDS,
        A_BATCH_FORGETS_THE_VALUES,
        AN_ERASURE_KEEPS_THE_VALUES_OF_EVENTS,
        AN_ERASURE_KEEPS_THE_VALUES_OF_WHAT_IS_DONE,
        AN_ERASURE_KEEPS_THE_VALUES_OF_WHAT_IS_LEASED,
        AN_ERASURE_TAKES_THE_VALUES_OF_OTHER_TENANTS,
        EVENTS_FORGET_THEIR_TENANT,
        EVENTS_OF_ONE_ID_ARE_DONE_TOGETHER,
        EVENTS_OF_ONE_ID_WAIT_FOR_EACH_OTHER,
        THE_END_OF_A_SPAN_IS_LISTED,
        EVERY_SPAN_IS_OF_CREATION,
        A_DEACTIVATION_IS_NO_CHANGE,
        A_PAGE_BY_CHANGE_GOES_ON_BEHIND_THE_CREATION,
        A_REPLACEMENT_IS_NO_CHANGE,
        A_CHANGE_MOVES_ITS_USER_BACK,
        A_PAGE_BY_CHANGE_PASSES_OVER_WHO_IS_JUST_CHANGED,
        EVERY_KIND_IS_COUNTED_AS_ONE,
        WHO_IS_ADMITTED_WITHOUT_A_LIMIT_IS_NOT_COUNTED,
        A_MOVE_KEEPS_THE_PLACE_IT_LEAVES,
        A_MOVE_KEEPS_THE_OLD_KEYS,
        A_LINE_IS_LEFT_THOUGH_ITS_USER_MAY_STAY,
        A_LINE_IS_LEFT_FOR_WHO_WAS_THERE_BEFORE_THE_STEP,
        A_LINE_IS_LEFT_FOR_NO_FORMER_PAIR,
        AREAS_ARE_IGNORED,
        COUNTRIES_ARE_IGNORED,
        NEAR_FIRST_IS_TAKEN_FOR_NEAR_ONLY,
        NEAR_ONLY_IS_TAKEN_FOR_NEAR_FIRST,
        NEAR_LINES_ARE_FILLED_ONE_AFTER_THE_OTHER,
        LINES_AT_RISK_ARE_AS_GOOD_AS_OTHERS,
        NEAR_LINES_AT_RISK_COME_FIRST,
        LINES_AT_RISK_TAKE_NOBODY,
        LINES_AT_RISK_ARE_GIVEN_WHEREVER_THEY_ARE,
        RESERVED_LINES_ARE_OFFERED,
        RESERVED_LINES_ARE_GIVEN_TO_WHOEVER_PREFERS_THEM,
        RESERVED_LINES_TAKE_NOBODY,
        NAMED_LINES_ARE_PREFERRED_ONLY,
        NAMED_LINES_TAKE_USERS_IN_ANY_STATE,
        TAKEN_LINES_ARE_GIVEN_BY_NAME,
        CLOSED_LINES_TAKE_USERS,
        CLOSED_LINES_FORGET_THEIR_USERS,
        A_CHANGED_CAPACITY_IS_NOT_HEEDED,
        A_CHANGE_OF_STATE_FORGETS_THE_CAPACITY,
        A_CHANGE_OF_CAPACITY_OPENS_THE_LINE,
        LINES_ARE_MADE_BY_A_CHANGE,
        LINES_STAND_IN_THE_ORDER_OF_THEIR_TEXTS,
        PAGES_OF_LINES_BEGIN_WITH_THE_LAST_ONE,
        CLOSED_LINES_ARE_NOT_TOLD,
        CHOOSING_IGNORES_THE_WISH,
        ASKING_TAKES_A_PLACE,
        NO_FORMER_PAIR_IS_LEFT,
        ONLY_WHO_LEAVES_A_LINE_LEAVES_A_FORMER_PAIR,
        WHO_KEEPS_A_PAIR_LEAVES_IT,
        FORMER_PAIRS_THAT_END_AT_ONCE_ARE_LEFT,
        FORMER_PAIRS_ARE_NOT_LOOKED_AT,
        FORMER_PAIRS_ARE_FREE,
        FORMER_PAIRS_ARE_FREE_FOR_WHO_IS_THERE_ALREADY,
        FORMER_PAIRS_ARE_FREE_IN_OTHER_TENANTS,
        FORMER_PAIRS_ARE_FREE_FOR_A_MOMENT,
        FORMER_PAIRS_ARE_USES_OF_THEIR_LINES,
        FORMER_PAIRS_KEEP_THEIR_OWN_USER_OUT,
        WHO_COMES_BACK_KEEPS_THE_FORMER_PAIR,
        FORMER_PAIRS_END_WHEN_THEY_FIRST_WERE_TO,
        A_SWEEP_ENDS_EVERY_FORMER_PAIR,
        A_SWEEP_ENDS_NO_FORMER_PAIR,
        A_DEACTIVATION_KEEPS_FORMER_PAIRS,
        FORMER_PAIRS_FORGET_OTHER_FORMS,
        FORMER_PAIRS_ARE_LEFT_BY_WHAT_IS_OUTDATED,
        USERS_OF_A_LINE_STAND_IN_THE_ORDER_OF_THEIR_CREATION,
        USERS_OF_A_LINE_AND_ONE_INSTANT_ARE_SKIPPED,
        ONLY_SHARED_USERS_OF_A_LINE_ARE_TOLD,
        A_PAGE_OF_A_LINE_NEEDS_THE_LAST_USER,
        USERS_OF_A_LINE_ARE_TOLD_AS_THEY_WERE,
        LISTINGS_FORGET_THE_LINE,
        LISTINGS_OF_A_LINE_FORGET_THE_KIND,
        MOVES_FORGET_THE_WISH,
        LOOKING_FOR_A_LINE_FORGETS_THE_WISH,
        LINES_OF_FORMER_PAIRS_ARE_OFFERED,
        LINES_OF_FORMER_PAIRS_ARE_OFFERED_TO_NOBODY,
        FORMER_PAIRS_TAKE_UP_A_PLACE,
        A_LOOK_THAT_ADMITS_FORGETS_THE_WISH,
        A_BATCH_IS_MADE_WHOLE_OR_NOT_AT_ALL,
        A_BATCH_ENDS_WITH_WHAT_IS_OUTDATED,
        A_BATCH_ENDS_WITH_WHAT_FINDS_NO_LINE,
        A_BATCH_IS_MADE_FROM_ITS_END,
        A_BATCH_IS_ANSWERED_IN_ANOTHER_ORDER,
        A_BATCH_FINDS_ITS_KEYS_FREE_ALL_AT_ONCE,
        A_BATCH_COUNTS_THE_QUOTA_ONCE,
        A_BATCH_CHOOSES_ITS_LINES_ALL_AT_ONCE,
        A_BATCH_CHANGES_A_USER_ONCE,
        A_BATCH_LEAVES_THE_FIRST_EVENT_OF_A_USER,
        A_BATCH_FORGETS_THE_RECORDS,
        A_BATCH_FORGETS_WHAT_IS_SETTLED,
        A_BATCH_IS_OF_ONE_TENANT,
        A_BATCH_IS_WRITTEN_UNDER_ANY_PLAN,
        A_BATCH_LOOKS_BEFORE_ITS_STEPS,
        A_BATCH_LOCKS_ITS_USERS_ONE_BY_ONE,
        AN_EMPTY_BATCH_IS_ANSWERED,
        MANY_LOOKS_ARE_ANSWERED_IN_ANOTHER_ORDER,
        MANY_LOOKS_FORGET_THE_ID,
        MANY_LOOKS_ARE_OF_ONE_INSTANT,
        MANY_LOOKS_FORGET_THE_LIMIT
    }

    private record Identity(TenantId tenant, UserId id) {
        static Identity of(AnyUser user) {
            return new Identity(user.tenant(), user.id());
        }

        static Identity of(FormerPair pair) {
            return new Identity(pair.project(), pair.user());
        }

        static Identity of(Version version) {
            return new Identity(version.tenant(), version.user());
        }
    }

    private record Slot(Object tenant, RequestKey key) {}

    /** What is looked at for a change: all of it in the step, but for what the fault looks at before. */
    private record Checks(
            boolean areKeysFree,
            boolean hasRoom,
            boolean isUnheld,
            boolean mustLeave,
            boolean isOpen,
            Optional<Line> line) {
        Checks withEarly(Fault fault, Checks early) {
            return new Checks(
                    isOneOf(
                                    fault,
                                    Fault.KEYS_ARE_CHECKED_BEFORE_THE_STEP,
                                    Fault.A_BATCH_FINDS_ITS_KEYS_FREE_ALL_AT_ONCE)
                            ? early.areKeysFree
                            : areKeysFree,
                    isOneOf(fault, Fault.THE_QUOTA_IS_COUNTED_BEFORE_THE_STEP, Fault.A_BATCH_COUNTS_THE_QUOTA_ONCE)
                            ? early.hasRoom
                            : hasRoom,
                    fault == Fault.A_KEY_TO_BE_UNHELD_IS_LOOKED_AT_BEFORE_THE_STEP ? early.isUnheld : isUnheld,
                    fault == Fault.A_LINE_IS_LEFT_FOR_WHO_WAS_THERE_BEFORE_THE_STEP ? early.mustLeave : mustLeave,
                    fault == Fault.WHAT_IS_SETTLED_IS_LOOKED_AT_BEFORE_THE_STEP ? early.isOpen : isOpen,
                    isOneOf(
                                    fault,
                                    Fault.THE_LINE_IS_CHOSEN_BEFORE_THE_STEP,
                                    Fault.A_BATCH_CHOOSES_ITS_LINES_ALL_AT_ONCE)
                            ? early.line
                            : line);
        }

        private static boolean isOneOf(Fault fault, Fault alone, Fault together) {
            return fault == alone || fault == together;
        }
    }

    private int plan = NumberingPlan.NUMBER;
    private final Fault fault;

    /** What happens where a mistake needs somebody to come between. */
    private final Runnable meanwhile;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Identity, AnyUser> rows = new HashMap<>();

    /** Who made which version of a user. */
    private final Map<Identity, NavigableMap<Long, ChangeId>> made = new HashMap<>();

    /** Changes that were settled as not made. */
    private final Set<Object> settled = new HashSet<>();

    /** When those users were changed last that were changed since their creation. */
    private final Map<Identity, Instant> changedAt = new HashMap<>();

    private final Map<Object, Identity> holders = new HashMap<>();
    private final Map<Key, Identity> former = new HashMap<>();
    private final Map<Key, DeactivatedUser> copies = new HashMap<>();
    private final Map<Slot, IdempotencyRecord> records = new HashMap<>();
    private final PlainEvents events;
    private final Map<Object, Integer> leftSlots = new HashMap<>();
    private final Set<Identity> uncounted = new HashSet<>();

    private final Map<Identity, ReentrantLock> userLocks = new ConcurrentHashMap<>();
    private boolean inABatch;

    private final PlainLines lines;

    /** How many users each line has. */
    private final Map<Line, Integer> loads = new HashMap<>();

    /** Until when whoever left a phone and a line has them for itself (R5). */
    private final Map<Key.PhoneOnLine, FormerPair> formerPairs = new HashMap<>();

    private final Map<Key.PhoneOnLine, Instant> firstEnds = new HashMap<>();

    /** The users of lines as they were first. */
    private final Map<Identity, LineUser> firstUsers = new HashMap<>();

    /** Without lines. */
    public PlainStore(Fault fault) {
        this(fault, Map.of(), PlainStore::giveWay);
    }

    /** Without lines, and between the steps of its mistake it does something else. */
    public PlainStore(Fault fault, Runnable meanwhile) {
        this(fault, Map.of(), meanwhile);
    }

    PlainStore(Fault fault, Map<Line, Integer> capacities) {
        this(fault, capacities, PlainStore::giveWay);
    }

    private PlainStore(Fault fault, Map<Line, Integer> capacities, Runnable meanwhile) {
        this.fault = fault;
        this.meanwhile = meanwhile;
        this.events = new FaultyEvents(fault);
        this.lines = new PlainLines(fault, capacities, line -> loads.getOrDefault(line, 0));
    }

    private boolean has(Fault one) {
        return fault == one;
    }

    private boolean hasInABatch(Fault one) {
        return inABatch && has(one);
    }

    /** Lets another thread come between, if one waits. */
    @SuppressWarnings("ThreadPriorityCheck")
    static void giveWay() {
        Thread.yield();
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    // ------------------------------------------------------------------------------------------------------ looking

    @Override
    public boolean admitsAtOnce() {
        return !lines.areNone();
    }

    @Override
    public Facts look(Question question) {
        if (has(Fault.IT_LOOKS_AND_THEN_ADMITS)) {
            Facts facts = locked(() -> facts(question));
            meanwhile.run();
            return locked(() -> offered(question, facts)
                    .map(offered -> {
                        admit(offered);
                        return Facts.admitted(offered.admission().candidate().on(nobodysLine()));
                    })
                    .orElse(facts));
        }
        if (has(Fault.FACTS_ARE_READ_ONE_BY_ONE)) {
            Facts holdersOnly = locked(() -> facts(question));
            meanwhile.run();
            Facts rest = locked(() -> facts(question));
            return new Facts(
                    holdersOnly.holders(),
                    rest.sharedUsers(),
                    rest.former(),
                    rest.user(),
                    holdersOnly.remembered(),
                    rest.lineToBeHad(),
                    Optional.empty());
        }
        return locked(() -> looked(question, facts(question)));
    }

    @Override
    public List<Facts> lookAll(List<Question> questions) {
        return switch (fault) {
            case MANY_LOOKS_ARE_ANSWERED_IN_ANOTHER_ORDER -> reversed(UserStore.super.lookAll(questions));
            case MANY_LOOKS_FORGET_THE_ID ->
                questions.stream()
                        .map(question -> look(Question.of(question.tenant(), question.keys())
                                .withSharedUsersCounted(question.countsSharedUsers())
                                .withFormerRecalled(question.recallsFormer())
                                .withRequestKey(question.requestKey())))
                        .toList();
            case MANY_LOOKS_ARE_OF_ONE_INSTANT ->
                locked(() -> {
                    List<Facts> first = questions.stream().map(this::facts).toList();
                    return IntStream.range(0, first.size())
                            .mapToObj(place -> looked(questions.get(place), first.get(place)))
                            .toList();
                });
            default -> UserStore.super.lookAll(questions);
        };
    }

    private Facts looked(Question question, Facts facts) {
        if (has(Fault.A_LOOK_RECORDS_WHOMEVER_IT_FINDS)) {
            question.ifNobody()
                    .flatMap(ImmediateAdmission::claim)
                    .ifPresent(claim -> facts.holders()
                            .values()
                            .forEach(holder -> records.putIfAbsent(
                                    slot(claim.tenant(), claim.key()),
                                    claim.answeredBy(new Outcome.Returned<>(holder)))));
        }
        return offered(question, facts)
                .map(this::admit)
                .filter(Commit.Done.class::isInstance)
                .filter(done -> !has(Fault.WHO_IS_ADMITTED_IS_NOT_TOLD))
                .map(done -> Facts.admitted((SharedUser) ((Commit.Done) done).user()))
                .orElse(facts);
    }

    private Commit admit(ImmediateAdmission offered) {
        Change change = new Change.AdmitOnALine(
                faulty(offered.admission()),
                has(Fault.A_LOOK_THAT_ADMITS_FORGETS_THE_RECORD) ? Optional.empty() : offered.claim());
        return keep(change, make(change));
    }

    /** The admission that the question brings, if nobody is there. */
    private Optional<ImmediateAdmission> offered(Question question, Facts facts) {
        return question.ifNobody()
                .filter(offered -> admitsAtOnce()
                        && facts.holders().isEmpty()
                        && facts.former().isEmpty()
                        && (facts.remembered().isEmpty() || has(Fault.A_LOOK_ADMITS_UNDER_ANY_KEY)));
    }

    private SharedAdmission faulty(SharedAdmission admission) {
        return new SharedAdmission(
                admission.candidate(),
                admission.at(),
                admission.revived(),
                admission.lastHolder(),
                has(Fault.THE_LIMIT_IS_NO_PART_OF_THE_STEP) || has(Fault.MANY_LOOKS_FORGET_THE_LIMIT)
                        ? OptionalInt.empty()
                        : admission.limit(),
                has(Fault.A_LOOK_THAT_ADMITS_FORGETS_THE_WISH) ? LineWish.NONE : admission.wish(),
                admission.tellsValues() && !has(Fault.A_LOOK_THAT_ADMITS_FORGETS_THE_VALUES));
    }

    private Facts facts(Question question) {
        Map<Key, User> active = new HashMap<>();
        Map<Key, DeactivatedUser> last = new HashMap<>();
        for (Key key : question.keys()) {
            Optional.ofNullable(holders.get(claim(key, question.tenant())))
                    .or(() -> has(Fault.FORMER_PAIRS_ARE_NOT_LOOKED_AT) ? Optional.empty() : formerHolder(key))
                    .flatMap(this::active)
                    .ifPresent(user -> active.put(key, user));
            if (question.recallsFormer()) {
                lastHolder(key).ifPresent(user -> last.put(key, user));
            }
        }
        return new Facts(
                active,
                question.countsSharedUsers() ? sharedUsers(question.tenant()) : 0,
                last,
                question.id().flatMap(id -> inAnyState(question.tenant(), id)),
                question.requestKey().flatMap(key -> record(question.tenant(), key)),
                question.lineFor().isEmpty()
                        ? Optional.empty()
                        : choose(
                                question.lineFor(),
                                has(Fault.LOOKING_FOR_A_LINE_FORGETS_THE_WISH) ? LineWish.NONE : question.lineWish(),
                                question.id().map(id -> new Identity(question.tenant(), id))),
                Optional.empty());
    }

    private Optional<DeactivatedUser> lastHolder(Key key) {
        if (has(Fault.AN_ERASURE_KEEPS_THE_LAST_HOLDER)) {
            return Optional.ofNullable(copies.get(key));
        }
        if (has(Fault.LAST_HOLDERS_ARE_FORGOTTEN)) {
            return Optional.empty();
        }
        return Optional.ofNullable(former.get(key))
                .map(rows::get)
                .filter(DeactivatedUser.class::isInstance)
                .map(DeactivatedUser.class::cast);
    }

    private Optional<IdempotencyRecord> record(TenantId tenant, RequestKey key) {
        Optional<IdempotencyRecord> found = Optional.ofNullable(records.get(slot(tenant, key)));
        if (has(Fault.RECORDS_TELL_THE_USER_AS_IT_IS_NOW)) {
            return found.map(record -> active(
                            new Identity(tenant, record.outcome().user().id()))
                    .map(user -> with(record, new Outcome.Created<>(user)))
                    .orElse(record));
        }
        return has(Fault.OUTCOMES_ARE_ALL_CREATED)
                ? found.map(record ->
                        with(record, new Outcome.Created<>(record.outcome().user())))
                : found;
    }

    private static IdempotencyRecord with(IdempotencyRecord record, Outcome<? extends AnyUser> outcome) {
        return new IdempotencyRecord(record.tenant(), record.key(), record.fingerprint(), record.firstUse(), outcome);
    }

    private Slot slot(TenantId tenant, RequestKey key) {
        return new Slot(has(Fault.RECORDS_FORGET_THEIR_TENANT) ? "" : tenant, key);
    }

    private int sharedUsers(TenantId tenant) {
        if (has(Fault.THE_QUOTA_IS_NOT_COUNTED)) {
            return 0;
        }
        long active = activeUsers()
                .filter(user -> has(Fault.THE_QUOTA_COUNTS_EVERY_KIND) || user.kind() == UserKind.SHARED)
                .filter(user -> has(Fault.THE_QUOTA_COUNTS_EVERY_TENANT)
                        || user.tenant().equals(tenant))
                .count();
        return (int) active + leftSlots.getOrDefault(tenant, 0);
    }

    private Stream<User> activeUsers() {
        return rows.values().stream().filter(User.class::isInstance).map(User.class::cast);
    }

    private Optional<AnyUser> inAnyState(TenantId tenant, UserId id) {
        return has(Fault.IDS_ARE_TAKEN_ACROSS_TENANTS)
                ? anyWith(id)
                : Optional.ofNullable(rows.get(new Identity(tenant, id)));
    }

    private Optional<AnyUser> anyWith(UserId id) {
        return rows.values().stream().filter(user -> user.id().equals(id)).findAny();
    }

    private Optional<User> active(Identity identity) {
        return Optional.ofNullable(rows.get(identity))
                .filter(User.class::isInstance)
                .map(User.class::cast);
    }

    /** What stands in the index for the key. */
    private Object claim(Key key, TenantId tenant) {
        if (key instanceof Key.PhoneOnLine && has(Fault.PHONES_ON_LINES_ARE_KEYS_OF_THE_TENANT)) {
            return List.of(key, tenant);
        }
        if (has(Fault.KEYS_FORGET_THEIR_TENANT)) {
            if (key instanceof Key.SharedPhone shared) {
                return List.of("shared", shared.phone());
            }
            if (key instanceof Key.CustomerEmail customer) {
                return List.of("customer", customer.email());
            }
            if (key instanceof Key.AppExternalId app) {
                return List.of("app", app.externalId());
            }
        }
        return key;
    }

    private List<Object> claims(User user) {
        return claims(user.tenant(), user.keys());
    }

    private List<Object> claims(TenantId tenant, List<Key> keys) {
        return keys.stream()
                .limit(has(Fault.ONLY_THE_FIRST_KEY_IS_CLAIMED) ? 1 : keys.size())
                .filter(key -> !isNone(key))
                .map(key -> claim(key, tenant))
                .toList();
    }

    private boolean isNone(Key key) {
        return switch (fault) {
            case EMAILS_OF_SHARED_USERS_ARE_NO_KEYS -> key instanceof Key.SharedEmail;
            case PAIRS_OF_DEDICATED_USERS_ARE_NO_KEYS -> key instanceof Key.DedicatedPair;
            case PHONES_ON_LINES_ARE_NO_KEYS -> key instanceof Key.PhoneOnLine;
            default -> false;
        };
    }

    // ------------------------------------------------------------------------------------------------------ changing

    @Override
    public Commit commit(Change change) {
        requireOurPlan();
        if (has(Fault.KEYS_ARE_CLAIMED_ONE_BY_ONE) && change instanceof Change.Admit admit) {
            for (Object claim : claims(admit.user())) {
                if (locked(() -> holders.putIfAbsent(claim, Identity.of(admit.user())) != null)) {
                    return new Commit.Outdated();
                }
                meanwhile.run();
            }
        }
        if (has(Fault.OLD_KEYS_ARE_GIVEN_UP_FIRST) && change instanceof Change.Replace replace) {
            locked(() -> holders.keySet().removeAll(claims(replace.before())));
            meanwhile.run();
        }
        if (has(Fault.THE_RECORD_IS_WRITTEN_AFTERWARDS)) {
            if (!locked(() -> isFree(change))) {
                return new Commit.Outdated();
            }
            Commit commit = locked(() -> make(change));
            meanwhile.run();
            return locked(() -> keep(change, commit));
        }
        if (has(Fault.FORMER_PAIRS_ARE_FREE_FOR_A_MOMENT) && change instanceof Change.Replace replace) {
            Commit commit = locked(() -> carryOut(change, checks(change)));
            meanwhile.run();
            return locked(() -> {
                leave(replace.before(), replace.after(), replace.at(), replace.formerUntil());
                return commit;
            });
        }
        if (!looksEarly()) {
            return locked(() -> carryOut(change, checks(change)));
        }
        Checks early = locked(() -> checks(change));
        meanwhile.run();
        return locked(() -> carryOut(change, checks(change).withEarly(fault, early)));
    }

    @Override
    public List<Commit> commitAll(List<Change> changes) {
        return switch (fault) {
            case A_BATCH_IS_MADE_WHOLE_OR_NOT_AT_ALL ->
                locked(() -> changes.stream().allMatch(change -> mayBeMade(change, checks(change))))
                        ? eachAlone(changes)
                        : unlessOneIs(changes, change -> true);
            case A_BATCH_ENDS_WITH_WHAT_IS_OUTDATED -> untilOneIs(new Commit.Outdated(), changes);
            case A_BATCH_ENDS_WITH_WHAT_FINDS_NO_LINE -> untilOneIs(new Commit.NoLine(), changes);
            case A_BATCH_IS_MADE_FROM_ITS_END -> reversed(eachAlone(reversed(changes)));
            case A_BATCH_IS_ANSWERED_IN_ANOTHER_ORDER -> reversed(eachAlone(changes));
            case A_BATCH_FINDS_ITS_KEYS_FREE_ALL_AT_ONCE,
                    A_BATCH_COUNTS_THE_QUOTA_ONCE,
                    A_BATCH_CHOOSES_ITS_LINES_ALL_AT_ONCE ->
                locked(() -> {
                    List<Checks> early = changes.stream().map(this::checks).toList();
                    return inSteps(changes, place -> checks(changes.get(place)).withEarly(fault, early.get(place)));
                });
            case A_BATCH_LOOKS_BEFORE_ITS_STEPS ->
                inSteps(changes, place -> {
                    Checks early = locked(() -> checks(changes.get(place)));
                    meanwhile.run();
                    return early;
                });
            case A_BATCH_IS_WRITTEN_UNDER_ANY_PLAN -> inSteps(changes, place -> checks(changes.get(place)));
            case A_BATCH_CHANGES_A_USER_ONCE -> {
                Set<Identity> changed = new HashSet<>();
                yield unlessOneIs(changes, change -> !changed.add(Identity.of(change.version())));
            }
            case A_BATCH_IS_OF_ONE_TENANT ->
                unlessOneIs(
                        changes,
                        change -> !change.version()
                                .tenant()
                                .equals(changes.get(0).version().tenant()));
            case A_BATCH_LOCKS_ITS_USERS_ONE_BY_ONE -> lockingOneByOne(changes);
            case AN_EMPTY_BATCH_IS_ANSWERED -> changes.isEmpty() ? List.of(new Commit.Outdated()) : eachAlone(changes);
            default -> eachAlone(changes);
        };
    }

    private List<Commit> eachAlone(List<Change> changes) {
        return locked(() -> {
            inABatch = true;
            try {
                return UserStore.super.commitAll(changes);
            } finally {
                inABatch = false;
            }
        });
    }

    private List<Commit> inSteps(List<Change> changes, IntFunction<Checks> checks) {
        return IntStream.range(0, changes.size())
                .mapToObj(place -> {
                    Checks looked = checks.apply(place);
                    return locked(() -> carryOut(changes.get(place), looked));
                })
                .toList();
    }

    private List<Commit> unlessOneIs(List<Change> changes, Predicate<Change> wrong) {
        return changes.stream()
                .map(change -> wrong.test(change) ? new Commit.Outdated() : commit(change))
                .toList();
    }

    private List<Commit> untilOneIs(Commit end, List<Change> changes) {
        List<Commit> commits = new ArrayList<>();
        for (Change change : changes) {
            commits.add(commits.contains(end) ? new Commit.Outdated() : commit(change));
        }
        return commits;
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    /** As a database that ends one of those who wait for each other. */
    private List<Commit> lockingOneByOne(List<Change> changes) {
        List<ReentrantLock> held = new ArrayList<>();
        try {
            List<Commit> commits = new ArrayList<>();
            for (Change change : changes) {
                ReentrantLock user =
                        userLocks.computeIfAbsent(Identity.of(change.version()), one -> new ReentrantLock());
                if (!user.tryLock(50, TimeUnit.MILLISECONDS)) {
                    throw new UnavailableException("deadlock", UnavailableException.Effect.UNKNOWN, null);
                }
                held.add(user);
                commits.add(commit(change));
                meanwhile.run();
            }
            return commits;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            held.forEach(ReentrantLock::unlock);
        }
    }

    private boolean looksEarly() {
        return fault.name().endsWith("BEFORE_THE_STEP");
    }

    /** The change and its record. */
    private Commit carryOut(Change change, Checks checks) {
        if (has(Fault.A_TAKEN_RECORD_IS_NOTICED_AFTERWARDS)) {
            Commit commit = make(change, checks);
            return isFree(change) ? keep(change, commit) : new Commit.Outdated();
        }
        if (!isFree(change)) {
            return new Commit.Outdated();
        }
        if (has(Fault.THE_RECORD_IS_WRITTEN_FIRST) && change instanceof Change.Admit admit) {
            keep(change, new Commit.Done(admit.user()));
        }
        return keep(change, make(change, checks));
    }

    /** Whether nothing stands in the way of the change's record. */
    private boolean isFree(Change change) {
        return change.claim()
                .filter(claim -> !isFree(claim, Optional.ofNullable(records.get(slot(claim.tenant(), claim.key())))))
                .isEmpty();
    }

    private static boolean isFree(IdempotencyClaim claim, Optional<IdempotencyRecord> standing) {
        return standing.isEmpty() || standing.equals(claim.forgotten());
    }

    private Commit keep(Change change, Commit commit) {
        if (commit instanceof Commit.Done done
                && !hasInABatch(Fault.A_BATCH_FORGETS_THE_RECORDS)
                && !(has(Fault.CLAIMS_ARE_DROPPED_WITH_THE_LINE) && change instanceof Change.AdmitOnALine)) {
            change.recorded(done.user())
                    .ifPresent(record -> records.put(slot(record.tenant(), record.key()), asKept(record)));
        }
        return commit;
    }

    private IdempotencyRecord asKept(IdempotencyRecord record) {
        return has(Fault.RECORDS_TELL_AN_EARLIER_FIRST_USE)
                ? new IdempotencyRecord(
                        record.tenant(),
                        record.key(),
                        record.fingerprint(),
                        record.firstUse().minusSeconds(1),
                        record.outcome())
                : record;
    }

    private Checks checks(Change change) {
        return new Checks(
                change.fold(
                        admit -> (has(Fault.KEYS_ARE_CLAIMED_ONE_BY_ONE) || areFree(claims(admit.user())))
                                && areLeft(admit.user()),
                        onALine -> areFree(claims(
                                onALine.admission().candidate().project(),
                                onALine.admission().candidate().keys())),
                        replace -> claims(replace.after()).stream().allMatch(claim -> isHeldBy(claim, replace.after()))
                                && areLeft(replace.after()),
                        move -> claims(move.after().project(), move.after().keys()).stream()
                                .allMatch(claim -> isHeldBy(claim, move.before())),
                        deactivate -> true,
                        erase -> true,
                        confirm -> true),
                change.fold(
                        admit -> hasRoom(admit.user().tenant(), admit.sharedUserLimit()),
                        onALine -> hasRoom(
                                onALine.admission().candidate().project(),
                                onALine.admission().limit()),
                        replace -> true,
                        move -> true,
                        deactivate -> true,
                        erase -> true,
                        confirm -> true),
                !(change instanceof Change.Confirm confirm) || isUnheld(confirm),
                change.fold(
                        admit -> true,
                        onALine -> true,
                        replace -> mustLeave(replace.avoided(), replace.before()),
                        move -> mustLeave(move.avoided(), move.before()),
                        deactivate -> true,
                        erase -> true,
                        confirm -> true),
                !settled.contains(fence(change.version())) || hasInABatch(Fault.A_BATCH_FORGETS_WHAT_IS_SETTLED),
                line(change));
    }

    private Optional<Line> line(Change change) {
        if (change instanceof Change.Move move) {
            return choose(
                    forms(move.after()),
                    has(Fault.MOVES_FORGET_THE_WISH) ? LineWish.NONE : move.wish(),
                    Optional.of(Identity.of(move.before())));
        }
        return change instanceof Change.AdmitOnALine onALine ? chosen(onALine.admission()) : Optional.empty();
    }

    private boolean areFree(List<Object> claims) {
        return claims.stream().noneMatch(holders::containsKey);
    }

    /** R5: of the user's keys, none leads to another user that had it. */
    private boolean areLeft(User user) {
        boolean isThere = rows.containsKey(Identity.of(user));
        if (has(Fault.FORMER_PAIRS_ARE_FREE)
                || (isThere && has(Fault.FORMER_PAIRS_ARE_FREE_FOR_WHO_IS_THERE_ALREADY))) {
            return true;
        }
        return user.keys().stream()
                .allMatch(key -> formerHolder(key)
                        .filter(former ->
                                !former.equals(Identity.of(user)) || has(Fault.FORMER_PAIRS_KEEP_THEIR_OWN_USER_OUT))
                        .filter(former -> former.tenant().equals(user.tenant())
                                || !has(Fault.FORMER_PAIRS_ARE_FREE_IN_OTHER_TENANTS))
                        .isEmpty());
    }

    private Optional<Identity> formerHolder(Key key) {
        return key instanceof Key.PhoneOnLine pair
                ? Optional.ofNullable(formerPairs.get(pair)).map(Identity::of)
                : Optional.empty();
    }

    private boolean isHeldBy(Object claim, User user) {
        return Identity.of(user).equals(holders.getOrDefault(claim, Identity.of(user)));
    }

    /** K2: whether one of the keys for which the user leaves its line is somebody else's. */
    private boolean mustLeave(List<Key> avoided, User user) {
        return avoided.isEmpty()
                || has(Fault.A_LINE_IS_LEFT_THOUGH_ITS_USER_MAY_STAY)
                || avoided.stream().anyMatch(key -> isAnothers(key, user));
    }

    private boolean isAnothers(Key key, User user) {
        return !isHeldBy(claim(key, user.tenant()), user)
                || (!has(Fault.A_LINE_IS_LEFT_FOR_NO_FORMER_PAIR)
                        && formerHolder(key)
                                .filter(former -> !former.equals(Identity.of(user)))
                                .isPresent());
    }

    private boolean hasRoom(TenantId tenant, OptionalInt limit) {
        return limit.isEmpty() || sharedUsers(tenant) < limit.getAsInt();
    }

    private boolean isUnheld(Change.Confirm change) {
        return has(Fault.A_KEY_TO_BE_UNHELD_IS_NOT_LOOKED_AT)
                || change.unheld()
                        .map(phone -> claim(phone, phone.project()))
                        .filter(holders::containsKey)
                        .isEmpty();
    }

    private Commit make(Change change) {
        return make(change, checks(change));
    }

    private Commit make(Change change, Checks checks) {
        boolean mayBeMade = mayBeMade(change, checks);
        if (change instanceof Change.AdmitOnALine onALine) {
            return admit(onALine, mayBeMade, checks.line());
        }
        if (change instanceof Change.Move && mayBeMade && checks.line().isEmpty()) {
            return new Commit.NoLine();
        }
        if (change instanceof Change.Deactivate deactivate
                && (mayBeMade || has(Fault.A_LINE_IS_GIVEN_BACK_BY_WHAT_IS_OUTDATED))
                && !has(Fault.A_LINE_IS_NOT_GIVEN_BACK)) {
            giveLineBack(deactivate.user());
        }
        if (!mayBeMade) {
            if (has(Fault.FORMER_PAIRS_ARE_LEFT_BY_WHAT_IS_OUTDATED) && change instanceof Change.Replace replace) {
                leave(replace.before(), replace.after(), replace.at(), replace.formerUntil());
            }
            if (has(Fault.A_CHANGE_THAT_IS_OUTDATED_LEAVES_AN_EVENT) && change instanceof Change.Admit admit) {
                event(change, admit.user());
            }
            return new Commit.Outdated();
        }
        return new Commit.Done(event(
                change,
                change.<AnyUser>fold(
                        this::enter,
                        onALine -> {
                            throw new IllegalStateException("admitted above");
                        },
                        this::replace,
                        move -> move(move, checks.line().orElseThrow()),
                        this::deactivate,
                        this::erase,
                        this::confirm)));
    }

    private boolean mayBeMade(Change change, Checks checks) {
        return checks.areKeysFree()
                && checks.hasRoom()
                && checks.isUnheld()
                && checks.mustLeave()
                && checks.isOpen()
                && isDecidedOnWhatIs(change);
    }

    /** Whether it makes the next version, and its user is there as it must be. */
    private boolean isDecidedOnWhatIs(Change change) {
        return change.fold(
                admit -> isOneToAdmit(admit.version(), admit.revived().isPresent()) && isAfter(admit.lastHolder()),
                onALine -> isOneToAdmit(
                                onALine.version(), onALine.admission().revived().isPresent())
                        && isAfter(onALine.admission().lastHolder()),
                replace -> isActive(replace.before())
                        && (has(Fault.THE_LAST_REPLACEMENT_WINS) || isNext(replace.version())),
                move -> isActive(move.before()) && isNext(move.version()),
                deactivate -> isActive(deactivate.user())
                        && (has(Fault.ANY_DEACTIVATION_WILL_DO) || isNext(deactivate.version())),
                erase -> (has(Fault.ANY_USER_IS_ERASED)
                                || rows.get(Identity.of(erase.user())) instanceof DeactivatedUser)
                        && isNext(erase.version()),
                confirm -> inItsState(confirm.user())
                        && (has(Fault.ANY_VERSION_IS_CONFIRMED)
                                || last(Identity.of(confirm.user()))
                                        == confirm.version().number()));
    }

    private boolean isNext(Version version) {
        long last = last(Identity.of(version));
        return has(Fault.VERSIONS_MAY_BE_SKIPPED) ? last < version.number() : last == version.number() - 1;
    }

    /** The last version that somebody made; 0 if nobody made any. */
    private long last(Identity identity) {
        NavigableMap<Long, ChangeId> made = madeOf(identity);
        return made.isEmpty() ? 0 : made.lastKey();
    }

    private NavigableMap<Long, ChangeId> madeOf(Identity identity) {
        return made.getOrDefault(identity, new TreeMap<>());
    }

    private boolean isOneToAdmit(Version version, boolean revived) {
        if (!revived) {
            return isNext(version)
                    && inAnyState(version.tenant(), version.user()).isEmpty();
        }
        return Optional.ofNullable(rows.get(Identity.of(version)))
                .filter(row -> has(Fault.REVIVES_WHOEVER_HAS_THE_ID)
                        || (isNext(version)
                                && (row instanceof DeactivatedUser
                                        || (has(Fault.WHO_IS_ERASED_COMES_BACK) && row instanceof ErasedUser))))
                .isPresent();
    }

    private boolean inItsState(AnyUser expected) {
        AnyUser present = rows.get(Identity.of(expected));
        return expected instanceof User user
                ? isActive(user)
                : present != null && present.getClass() == expected.getClass();
    }

    private boolean isActive(User expected) {
        return active(Identity.of(expected))
                .filter(user -> !has(Fault.VALUES_ARE_COMPARED) || user.equals(expected))
                .isPresent();
    }

    private boolean isAfter(Optional<LastHolder> expected) {
        return has(Fault.THE_LAST_HOLDER_IS_NOT_COMPARED)
                || expected.filter(last -> !last.user()
                                .map(PlainStore::name)
                                .equals(lastHolder(last.key()).map(PlainStore::name)))
                        .isEmpty();
    }

    private static List<Object> name(DeactivatedUser user) {
        return List.of(user.user().id(), user.version());
    }

    private void makes(Version version) {
        made.computeIfAbsent(Identity.of(version), nobody -> new TreeMap<>()).put(version.number(), version.by());
    }

    /** A version of the same user that nobody has asked for. */
    private static Version afterThat(long number, Version version) {
        return new Version(version.tenant(), version.user(), number + 1, ChangeId.of(version.user()));
    }

    private User enter(Change.Admit change) {
        if (has(Fault.WHO_IS_ADMITTED_WITHOUT_A_LIMIT_IS_NOT_COUNTED)
                && change.sharedUserLimit().isEmpty()) {
            uncounted.add(Identity.of(change.user()));
        }
        return enter(
                change.version(),
                has(Fault.A_REVIVAL_KEEPS_THE_VERSION) && change.revived().isPresent()
                        ? atTheVersionBefore(change.user())
                        : change.user());
    }

    private static User atTheVersionBefore(User user) {
        return Versions.at(user.version() - 1, user);
    }

    private User enter(Version version, User user) {
        makes(version);
        claims(user).forEach(claim -> holders.put(claim, Identity.of(user)));
        if (!has(Fault.WHO_COMES_BACK_KEEPS_THE_FORMER_PAIR)) {
            user.keys().forEach(formerPairs::remove);
        }
        rows.put(Identity.of(user), user);
        if (user instanceof LineUser onALine) {
            firstUsers.putIfAbsent(Identity.of(user), onALine);
        }
        return user;
    }

    private User replace(Change.Replace change) {
        if (has(Fault.A_REPLACEMENT_IS_LOST)) {
            return change.after();
        }
        if (!has(Fault.A_REPLACEMENT_KEEPS_THE_OLD_KEYS)) {
            claims(change.before()).forEach(holders::remove);
        }
        if (!has(Fault.WHO_KEEPS_A_PAIR_LEAVES_IT) && !has(Fault.FORMER_PAIRS_ARE_FREE_FOR_A_MOMENT)) {
            leave(change.before(), change.after(), change.at(), change.formerUntil());
        }
        User after = enter(
                change.version(),
                has(Fault.A_REPLACEMENT_KEEPS_THE_VERSION) ? atTheVersionBefore(change.after()) : change.after());
        if (has(Fault.WHO_KEEPS_A_PAIR_LEAVES_IT)) {
            leave(change.before(), change.after(), change.at(), change.formerUntil());
        }
        return after;
    }

    /** R5: whoever has a pair of those in the next version, too, has it again once it is entered. */
    private void leave(User before, User after, Instant now, Instant until) {
        boolean ends = !until.isAfter(now) && !has(Fault.FORMER_PAIRS_THAT_END_AT_ONCE_ARE_LEFT);
        if (ends || has(Fault.NO_FORMER_PAIR_IS_LEFT) || !(before instanceof LineUser onALine)) {
            return;
        }
        if (has(Fault.ONLY_WHO_LEAVES_A_LINE_LEAVES_A_FORMER_PAIR)
                && onALine.line().equals(((LineUser) after).line())) {
            return;
        }
        for (Key key : before.keys()) {
            if (key instanceof Key.PhoneOnLine pair
                    && (pair.phone().equals(onALine.phone()) || !has(Fault.FORMER_PAIRS_FORGET_OTHER_FORMS))) {
                Instant end = has(Fault.FORMER_PAIRS_END_WHEN_THEY_FIRST_WERE_TO)
                        ? firstEnds.computeIfAbsent(pair, first -> until)
                        : until;
                formerPairs.put(pair, new FormerPair(pair.phone(), pair.line(), onALine.project(), before.id(), end));
            }
        }
    }

    private AnyUser event(Change change, AnyUser made) {
        if (change instanceof Change.Effective effect) {
            remember(effect);
        }
        if (change instanceof Change.Effective effect
                && !(change instanceof Change.Erase && has(Fault.AN_ERASURE_LEAVES_NO_EVENT))
                && !(effect.version().number() > 1 && hasInABatch(Fault.A_BATCH_LEAVES_THE_FIRST_EVENT_OF_A_USER))) {
            events.add(hasInABatch(Fault.A_BATCH_FORGETS_THE_VALUES) ? silent(effect) : effect, made);
        }
        return made;
    }

    /** The same change, whose event carries no values. */
    private static Change.Effective silent(Change.Effective change) {
        return change instanceof Change.Admit admit
                ? new Change.Admit(
                        admit.id(),
                        admit.user(),
                        admit.at(),
                        admit.revived(),
                        admit.lastHolder(),
                        admit.sharedUserLimit(),
                        admit.claim())
                : change;
    }

    private void remember(Change.Effective effect) {
        Identity identity = Identity.of(effect.version());
        AnyUser user = rows.get(identity);
        if (user == null
                || user.version() == 1
                || (effect instanceof Change.Deactivate && has(Fault.A_DEACTIVATION_IS_NO_CHANGE))
                || (effect instanceof Change.Replace && has(Fault.A_REPLACEMENT_IS_NO_CHANGE))) {
            return;
        }
        Instant last = lastChange(user);
        changedAt.put(
                identity, effect.at().isAfter(last) || has(Fault.A_CHANGE_MOVES_ITS_USER_BACK) ? effect.at() : last);
    }

    private Instant lastChange(AnyUser user) {
        return changedAt.getOrDefault(Identity.of(user), user.createdAt());
    }

    private User move(Change.Move change, Line line) {
        boolean keepsItsPlace = has(Fault.A_MOVE_KEEPS_THE_PLACE_IT_LEAVES)
                || (has(Fault.FORMER_PAIRS_TAKE_UP_A_PLACE)
                        && change.formerUntil().isAfter(change.at()));
        if (!keepsItsPlace) {
            giveLineBack(change.before());
        }
        loads.merge(line, 1, Integer::sum);
        if (!has(Fault.A_MOVE_KEEPS_THE_OLD_KEYS)) {
            claims(change.before()).forEach(holders::remove);
        }
        SharedUser there = change.after().on(line);
        leave(change.before(), there, change.at(), change.formerUntil());
        return enter(change.version(), there);
    }

    private ErasedUser erase(Change.Erase change) {
        ErasedUser erased = change.user().erased(change.at());
        if (has(Fault.AN_ERASURE_IS_LOST)) {
            return erased;
        }
        makes(change.version());
        former.values().removeIf(Identity.of(erased)::equals);
        if (!has(Fault.AN_ERASURE_KEEPS_THE_RECORDS)) {
            records.replaceAll((slot, record) -> tells(record, erased) ? record.erased(erased) : record);
        }
        rows.put(Identity.of(erased), erased);
        return erased;
    }

    private static boolean tells(IdempotencyRecord record, AnyUser user) {
        return Identity.of(record.outcome().user()).equals(Identity.of(user));
    }

    private AnyUser confirm(Change.Confirm change) {
        if (has(Fault.CONFIRMING_MAKES_A_VERSION)) {
            makes(afterThat(change.version().number(), change.version()));
        }
        return change.user();
    }

    private DeactivatedUser deactivate(Change.Deactivate change) {
        User user = change.user();
        DeactivatedUser gone = new DeactivatedUser(user, change.at());
        makes(change.version());
        List<Object> claims = new ArrayList<>(claims(user));
        if (has(Fault.A_DEACTIVATION_KEEPS_A_KEY)) {
            claims.remove(claims.size() - 1);
        }
        claims.forEach(holders::remove);
        if (!has(Fault.A_DEACTIVATION_KEEPS_FORMER_PAIRS)) {
            formerPairs.values().removeIf(pair -> Identity.of(pair).equals(Identity.of(user)));
        }
        if (has(Fault.A_DEACTIVATION_FORGETS_THE_USER)) {
            rows.remove(Identity.of(user));
            return gone;
        }
        if (has(Fault.A_DEACTIVATION_KEEPS_THE_SLOT) && user.kind() == UserKind.SHARED) {
            leftSlots.merge(user.tenant(), 1, Integer::sum);
        }
        if (user instanceof LineUser onALine) {
            onALine.identity().stream()
                    .limit(has(Fault.ONLY_THE_FIRST_KEY_IS_REMEMBERED) ? 1 : Long.MAX_VALUE)
                    .forEach(key -> {
                        former.put(key, Identity.of(user));
                        copies.put(key, gone);
                    });
        }
        rows.put(Identity.of(user), gone);
        return gone;
    }

    // -------------------------------------------------------------------------------------------------------- lines

    private Commit admit(Change.AdmitOnALine change, boolean mayBeMade, Optional<Line> chosen) {
        if (!mayBeMade && (chosen.isPresent() || !has(Fault.THE_LINE_COMES_BEFORE_EVERYTHING_ELSE))) {
            if (has(Fault.A_LINE_IS_LOST_WITH_WHAT_IS_OUTDATED)) {
                chosen.ifPresent(line -> loads.merge(line, 1, Integer::sum));
            }
            return new Commit.Outdated();
        }
        return chosen.<Commit>map(line -> {
                    loads.merge(line, 1, Integer::sum);
                    return new Commit.Done(event(
                            change,
                            enter(
                                    change.version(),
                                    change.admission().candidate().on(line))));
                })
                .orElseGet(Commit.NoLine::new);
    }

    private Optional<Line> chosen(SharedAdmission admission) {
        Optional<Line> chosen = choose(
                forms(admission.candidate()),
                admission.wish(),
                Optional.of(new Identity(
                        admission.candidate().project(), admission.candidate().id())));
        return has(Fault.A_LINE_IS_GIVEN_IN_THE_STEP_THAT_IS_FULL) ? chosen.or(lines::any) : chosen;
    }

    private static List<PhoneNumber> forms(SharedUserCandidate candidate) {
        return candidate.claims().everywhere(candidate.phone());
    }

    /** A line for this user, on which nobody else has one of the forms or had it last. */
    private Optional<Line> choose(List<PhoneNumber> forms, LineWish wish, Optional<Identity> user) {
        Set<Line> taken = new HashSet<>();
        if (!has(Fault.TAKEN_LINES_ARE_OFFERED)) {
            forms.stream().flatMap(this::with).map(LineUser::line).forEach(taken::add);
        }
        forms.stream()
                .filter(form -> !has(Fault.LINES_OF_FORMER_PAIRS_ARE_OFFERED))
                .flatMap(this::formerWith)
                .filter(pair -> !user.equals(Optional.of(Identity.of(pair)))
                        || has(Fault.LINES_OF_FORMER_PAIRS_ARE_OFFERED_TO_NOBODY))
                .map(FormerPair::line)
                .forEach(taken::add);
        return lines.best(taken, wish);
    }

    private void giveLineBack(User user) {
        if (user instanceof SharedUser shared) {
            loads.merge(shared.line(), -1, Integer::sum);
        }
    }

    private static Line nobodysLine() {
        return Line.of("+16289999999").get();
    }

    // ------------------------------------------------------------------------------------------------------ settling

    @Override
    public Optional<AnyUser> settle(Version version) {
        return locked(() -> {
            requireOurPlan();
            Identity identity = Identity.of(version);
            if (wasMade(version)) {
                return Optional.ofNullable(rows.get(identity))
                        .filter(row ->
                                !has(Fault.CHANGES_ARE_SETTLED_WHILE_THEIR_USER_IS_ACTIVE) || row instanceof User);
            }
            if (!has(Fault.WHAT_IS_SETTLED_MAY_STILL_BE_MADE)) {
                settled.add(fence(version));
            }
            if (has(Fault.SETTLING_MAKES_A_VERSION) && rows.containsKey(identity)) {
                makes(afterThat(last(identity), version));
            }
            return Optional.empty();
        });
    }

    private boolean wasMade(Version version) {
        NavigableMap<Long, ChangeId> made = madeOf(Identity.of(version));
        if (has(Fault.WHO_FORGETS_AN_EVENT_FORGETS_ITS_CHANGE)
                && events.of(version.tenant(), version.user()).stream()
                        .noneMatch(event -> event.version() == version.number())) {
            return false;
        }
        if (has(Fault.EVERY_CHANGE_IS_SETTLED_AS_MADE)) {
            return !made.isEmpty();
        }
        if (has(Fault.CHANGES_ARE_SETTLED_BY_THEIR_NUMBER)) {
            return made.containsKey(version.number());
        }
        return version.by().equals(made.get(version.number()))
                && (!has(Fault.ONLY_THE_LAST_CHANGE_IS_SETTLED_AS_MADE) || made.lastKey() == version.number());
    }

    /** What a change that was settled as not made is known by. */
    private Object fence(Version version) {
        if (has(Fault.A_SETTLED_VERSION_IS_TAKEN_FROM_EVERYBODY)) {
            return List.of(Identity.of(version), version.number());
        }
        return has(Fault.SETTLING_FORGETS_THE_TENANT) ? version.by() : version;
    }

    @Override
    public int plan() {
        return locked(() -> plan);
    }

    @Override
    public void adoptPlan(int other) {
        locked(() -> plan = has(Fault.THE_PLAN_IS_NOT_KEPT) ? plan : other);
    }

    private void requireOurPlan() {
        if (plan() != NumberingPlan.NUMBER && !has(Fault.ANY_PLAN_IS_WRITTEN)) {
            throw UnavailableException.ofAnotherPlan(plan());
        }
    }

    @Override
    public int sweep(Instant now) {
        Duration memory =
                has(Fault.RECORDS_ARE_DROPPED_AFTER_TWELVE_HOURS) ? Duration.ofHours(12) : IdempotencyRules.MEMORY;
        return locked(() -> {
            int before = records.size() + formerPairs.size();
            formerPairs
                    .values()
                    .removeIf(pair -> has(Fault.A_SWEEP_ENDS_EVERY_FORMER_PAIR)
                            || (!has(Fault.A_SWEEP_ENDS_NO_FORMER_PAIR)
                                    && !pair.until().isAfter(now)));
            records.values()
                    .removeIf(record -> has(Fault.A_SWEEP_DROPS_EVERY_RECORD)
                            || (!has(Fault.A_SWEEP_DROPS_NOTHING)
                                    && !now.isBefore(record.firstUse().plus(memory))));
            return before - records.size() - formerPairs.size();
        });
    }

    // ------------------------------------------------------------------------------------------------------ finding

    @Override
    public Optional<AnyUser> find(TenantId tenant, UserId id) {
        return locked(() -> has(Fault.IDS_ARE_FOUND_ACROSS_TENANTS)
                ? anyWith(id)
                : Optional.ofNullable(rows.get(new Identity(tenant, id))).map(this::read));
    }

    private AnyUser read(AnyUser user) {
        if (user instanceof DeactivatedUser gone && has(Fault.DEACTIVATED_USERS_ARE_FOUND_AS_ACTIVE)) {
            return gone.user();
        }
        return user instanceof User active ? read(active) : user;
    }

    /** The user as it would be made of columns. */
    private User read(User user) {
        if (has(Fault.TIMES_ARE_CUT_TO_MILLISECONDS) && user instanceof AppUser app) {
            return new AppUser(
                    app.id(),
                    app.version(),
                    app.app(),
                    app.identifiers(),
                    app.externalId(),
                    app.profile(),
                    app.createdAt().truncatedTo(ChronoUnit.MILLIS));
        }
        if (has(Fault.CLAIMS_ARE_MADE_ANEW) && user instanceof DedicatedUser dedicated) {
            return new DedicatedUser(
                    dedicated.id(),
                    dedicated.version(),
                    dedicated.project(),
                    dedicated.phone(),
                    dedicated.line(),
                    dedicated.profile(),
                    dedicated.createdAt(),
                    PhoneClaims.of(dedicated.phone(), PhoneIdentity.CANONICAL));
        }
        return user;
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return locked(() -> with(phone)
                .filter(user -> user.line().equals(line) || has(Fault.MOVED_USERS_ARE_FOUND_WHERE_THEY_WERE))
                .<User>map(user -> user)
                .findAny());
    }

    @Override
    public Set<LineUser> usersOf(PhoneNumber phone) {
        return locked(() -> with(phone).collect(Collectors.toSet()));
    }

    @Override
    public Set<FormerPair> formerPairs(PhoneNumber phone) {
        return locked(() -> formerWith(phone).collect(Collectors.toSet()));
    }

    private Stream<FormerPair> formerWith(PhoneNumber phone) {
        return formerPairs.values().stream().filter(pair -> pair.phone().equals(phone));
    }

    @Override
    public List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
        return locked(() -> {
            if (after.isPresent()
                    && has(Fault.A_PAGE_OF_A_LINE_NEEDS_THE_LAST_USER)
                    && active(new Identity(after.get().project(), after.get().id()))
                            .isEmpty()) {
                return List.of();
            }
            Comparator<LineUser> order = has(Fault.USERS_OF_A_LINE_STAND_IN_THE_ORDER_OF_THEIR_CREATION)
                    ? Comparator.comparing(LineUser::createdAt)
                    : Comparator.comparing(LinePosition::of);
            return activeUsers()
                    .filter(LineUser.class::isInstance)
                    .map(LineUser.class::cast)
                    .filter(user -> user instanceof SharedUser || !has(Fault.ONLY_SHARED_USERS_OF_A_LINE_ARE_TOLD))
                    .filter(user -> user.line().equals(line) || wasOn(line, user))
                    .filter(user -> after.isEmpty() || isBehind(user, after.get()))
                    .sorted(order)
                    .map(user -> has(Fault.USERS_OF_A_LINE_ARE_TOLD_AS_THEY_WERE)
                            ? firstUsers.getOrDefault(Identity.of(user), user)
                            : user)
                    .limit(most)
                    .toList();
        });
    }

    private boolean wasOn(Line line, LineUser user) {
        return has(Fault.FORMER_PAIRS_ARE_USES_OF_THEIR_LINES)
                && formerPairs.values().stream()
                        .anyMatch(pair ->
                                pair.line().equals(line) && Identity.of(pair).equals(Identity.of(user)));
    }

    private boolean isBehind(LineUser user, LinePosition last) {
        return LinePosition.of(user).compareTo(last) > 0
                && !(has(Fault.USERS_OF_A_LINE_AND_ONE_INSTANT_ARE_SKIPPED)
                        && user.createdAt().equals(last.createdAt()));
    }

    @Override
    public Lines lines() {
        return new GatedLines(lines, new Gate() {
            @Override
            public <T> T pass(Supplier<T> call) {
                return locked(call);
            }
        });
    }

    /** The active users with the phone. */
    private Stream<LineUser> with(PhoneNumber phone) {
        return activeUsers()
                .filter(LineUser.class::isInstance)
                .map(LineUser.class::cast)
                .filter(user -> has(Fault.ONLY_THE_PHONE_ITSELF_IS_FOUND_ON_A_LINE)
                        ? user.phone().equals(phone)
                        : user.isReachedBy(phone));
    }

    @Override
    public Page list(Listing listing) {
        if (listing.span().time() == Span.Time.CHANGE && has(Fault.A_PAGE_BY_CHANGE_PASSES_OVER_WHO_IS_JUST_CHANGED)) {
            Set<AnyUser> before = locked(() -> Set.copyOf(rows.values()));
            meanwhile.run();
            return page(listing, before::contains);
        }
        return page(listing, row -> true);
    }

    private Page page(Listing listing, Predicate<AnyUser> isSeen) {
        return locked(() -> {
            Comparator<AnyUser> order = has(Fault.IDS_ARE_ORDERED_AS_JAVA_ORDERS_UUIDS)
                    ? Comparator.comparing(AnyUser::createdAt)
                            .thenComparing(row -> row.id().value())
                    : Comparator.comparing(row -> position(listing, row));
            List<AnyUser> all = rows.values().stream()
                    .filter(isSeen)
                    .filter(row -> row.tenant().equals(listing.tenant()))
                    .filter(row -> listing.kinds().contains(row.kind())
                            || (listing.line().isPresent() && has(Fault.LISTINGS_OF_A_LINE_FORGET_THE_KIND)))
                    .filter(row -> listing.states().contains(stateTold(row))
                            || (row instanceof DeactivatedUser && has(Fault.DEACTIVATED_USERS_ARE_LISTED_UNASKED)))
                    .filter(row -> listing.line().isEmpty()
                            || has(Fault.LISTINGS_FORGET_THE_LINE)
                            || (row instanceof LineUser user
                                    && listing.line().get().equals(user.line())))
                    .filter(row -> isIn(listing.span(), position(listing, row).at()))
                    .sorted(order)
                    .toList();
            List<AnyUser> from = listing.after()
                    .map(position -> all.subList(begin(listing, all, position), all.size()))
                    .orElse(all);
            List<AnyUser> page = from.subList(0, Math.min(listing.limit(), from.size()));
            return new Page(
                    page,
                    from.size() > page.size()
                            ? Optional.of(
                                    has(Fault.PAGES_ARE_COUNTED)
                                            ? counted(all.size() - from.size() + page.size())
                                            : position(listing, page.get(page.size() - 1)))
                            : Optional.empty());
        });
    }

    private boolean isIn(Span span, Instant at) {
        return span.has(at)
                || (has(Fault.THE_END_OF_A_SPAN_IS_LISTED) && span.before().equals(Optional.of(at)));
    }

    private ListPosition position(Listing listing, AnyUser user) {
        boolean isByCreation = listing.span().time() == Span.Time.CREATION || has(Fault.EVERY_SPAN_IS_OF_CREATION);
        return isByCreation ? ListPosition.of(user) : new ListPosition(lastChange(user), user.id());
    }

    private Listing.State stateTold(AnyUser user) {
        return has(Fault.ERASED_USERS_ARE_LISTED_AS_DEACTIVATED) && user instanceof ErasedUser
                ? Listing.State.DEACTIVATED
                : state(user);
    }

    private static Listing.State state(AnyUser user) {
        return AnyUser.fold(
                user,
                active -> Listing.State.ACTIVE,
                former -> Listing.State.DEACTIVATED,
                erased -> Listing.State.ERASED);
    }

    @Override
    public List<DeactivatedUser> deactivatedBefore(TenantId tenant, Instant end, int most) {
        return locked(() -> rows.values().stream()
                .filter(DeactivatedUser.class::isInstance)
                .map(DeactivatedUser.class::cast)
                .filter(user ->
                        user.tenant().equals(tenant) && user.deactivatedAt().isBefore(end))
                .sorted(
                        has(Fault.THOSE_TO_BE_ERASED_STAND_IN_ANY_ORDER)
                                ? Comparator.comparing(DeactivatedUser::hashCode)
                                : Comparator.comparing(DeactivatedUser::deactivatedAt))
                .limit(most)
                .toList());
    }

    @Override
    public Map<UserKind, Integer> activeUsers(TenantId tenant) {
        return locked(() -> activeUsers()
                .filter(user -> user.tenant().equals(tenant))
                .filter(user -> !uncounted.contains(Identity.of(user)))
                .collect(Collectors.groupingBy(
                        user -> has(Fault.EVERY_KIND_IS_COUNTED_AS_ONE) ? UserKind.SHARED : user.kind(),
                        Collectors.summingInt(user -> 1))));
    }

    @Override
    public Events events() {
        return events;
    }

    /** A position that is a number of rows. */
    private static ListPosition counted(int rows) {
        return new ListPosition(Instant.ofEpochSecond(rows), new UserId(new UUID(0, 0)));
    }

    private int begin(Listing listing, List<AnyUser> all, ListPosition position) {
        if (has(Fault.PAGES_ARE_COUNTED)) {
            return Math.min((int) position.at().getEpochSecond(), all.size());
        }
        int begin = 0;
        while (begin < all.size() && !isBehind(listing, all.get(begin), position)) {
            begin++;
        }
        return begin;
    }

    private boolean isBehind(Listing listing, AnyUser user, ListPosition position) {
        ListPosition own = has(Fault.A_PAGE_BY_CHANGE_GOES_ON_BEHIND_THE_CREATION)
                ? ListPosition.of(user)
                : position(listing, user);
        if (has(Fault.USERS_OF_ONE_INSTANT_ARE_SKIPPED)) {
            return own.at().isAfter(position.at());
        }
        if (has(Fault.IDS_ARE_ORDERED_AS_JAVA_ORDERS_UUIDS) && own.at().equals(position.at())) {
            return user.id().value().compareTo(position.id().value()) > 0;
        }
        return own.compareTo(position) > 0;
    }
}
