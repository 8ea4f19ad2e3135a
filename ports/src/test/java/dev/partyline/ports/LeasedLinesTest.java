package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.PhonePool.LeaseRequest;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A store and a pool as one: in which order they are told what, and what is told of them together. */
class LeasedLinesTest {
    private static final SharedAdmission ADMISSION = Samples.ADMISSION;
    private static final Key IDENTITY = Samples.LAST_HOLDER.key();
    private static final Change.AdmitOnALine CHANGE = new Change.AdmitOnALine(ADMISSION, Optional.of(Samples.CLAIM));
    private static final Line OTHER_LINE = Line.of("+12025550198").get();
    private static final Line THIRD_LINE = Line.of("+12025550197").get();
    private static final Change.Move MOVE = new Change.Move(
            Samples.SHARED_USER, Samples.MOVED, Samples.NOW, Set.of(Field.PHONE_NUMBER), Optional.of(Samples.CLAIM));
    private static final PhoneNumber ANOTHER_PHONE =
            PhoneNumber.of("+12025550142").get();
    private static final UserId OTHER_ID = new UserId(new UUID(7, 7));
    private static final ChangeId ATTEMPT = new ChangeId(new UUID(3, 3));

    /** What was done, in its order: of the store, and of the pool. */
    private final List<String> steps = new ArrayList<>();

    private final Store store = new Store();
    private final Pool pool = new Pool();
    private final LeasedLines both = new LeasedLines(store, pool);

    private final class Store extends QuietStore {
        private final List<Change> commits = new ArrayList<>();
        private final List<Question> looks = new ArrayList<>();
        private final List<Version> settled = new ArrayList<>();

        /** What is told by one look after the other, the last one again and again. */
        private List<Facts> facts = List.of(wouldAdmit());

        private List<Set<LineUser>> users = List.of(Set.of());
        private Set<FormerPair> formerPairs = Set.of();
        private int counted;
        private Commit answer = new Commit.Done(ADMISSION.candidate().on(Samples.LINE));
        private Optional<AnyUser> made = Optional.of(Samples.SHARED_USER);
        private Optional<AnyUser> found = Optional.of(Samples.SHARED_USER);

        @Override
        public Facts look(Question question) {
            looks.add(question);
            return facts.get(Math.min(looks.size(), facts.size()) - 1);
        }

        @Override
        public Set<FormerPair> formerPairs(PhoneNumber phone) {
            return formerPairs;
        }

        @Override
        public Set<LineUser> usersOf(PhoneNumber phone) {
            assertThat(phone).isEqualTo(Samples.PHONE_NUMBER);
            counted++;
            return users.get(Math.min(counted, users.size()) - 1);
        }

        @Override
        public Commit commit(Change change) {
            steps.add("commit");
            commits.add(change);
            return answer;
        }

        @Override
        public Optional<AnyUser> settle(Version version) {
            steps.add("settle");
            settled.add(version);
            return made;
        }

        @Override
        public Optional<AnyUser> find(TenantId tenant, UserId id) {
            return found;
        }

        @Override
        public int sweep(Instant now) {
            steps.add("sweep");
            return 7;
        }
    }

    private final class Pool extends QuietPool {

        /** What is told by one lease after the other, the last one again and again. */
        private List<Lease> answers = List.of(new Lease.Granted(Samples.LINE));

        private final List<LeaseRequest> requests = new ArrayList<>();
        private final List<Set<Line>> taken = new ArrayList<>();
        private boolean hasLine = true;
        private List<List<Version>> lapsed = List.of(List.of());
        private int swept;

        @Override
        public Lease lease(LeaseRequest request) {
            steps.add("lease");
            requests.add(request);
            return answers.get(Math.min(requests.size(), answers.size()) - 1);
        }

        @Override
        public void confirm(ChangeId place) {
            steps.add("confirm");
            super.confirm(place);
        }

        @Override
        public void reopen(ChangeId place) {
            assertThat(place).isEqualTo(Samples.PLACE);
            steps.add("reopen");
        }

        @Override
        public void release(ChangeId place) {
            steps.add("release");
            super.release(place);
        }

        @Override
        public Optional<Line> choose(Set<Line> lines, LineWish wish) {
            taken.add(lines);
            return hasLine ? Optional.of(OTHER_LINE) : Optional.empty();
        }

        @Override
        public List<Version> lapsed(int limit) {
            swept++;
            return lapsed.get(Math.min(swept, lapsed.size()) - 1);
        }
    }

    /** Facts over which the store would make the change. */
    private static Facts wouldAdmit() {
        return facts(Map.of(), 0, Map.of(IDENTITY, Samples.DEACTIVATED_USER), Optional.empty());
    }

    private static Facts facts(
            Map<Key, User> holders,
            int sharedUsers,
            Map<Key, DeactivatedUser> former,
            Optional<IdempotencyRecord> remembered) {
        return new Facts(
                holders, sharedUsers, former, Optional.empty(), remembered, Optional.empty(), Optional.empty());
    }

    private static SharedUser on(Line line) {
        return Samples.CANDIDATE.on(line);
    }

    // admissions

    @Test
    void P2_aPlaceIsLeasedOnALineThatThePhoneIsNotOn() {
        store.users = List.of(Set.of(on(OTHER_LINE)));

        both.commit(CHANGE);

        assertThat(pool.requests)
                .containsExactly(new LeaseRequest(CHANGE.version(), Set.of(OTHER_LINE), ADMISSION.wish()));
        assertThat(pool.requests.get(0).place()).isEqualTo(Samples.PLACE);
    }

    @Test
    void P1_theUserIsAdmittedWholeOnTheLineThatWasLeasedAndThePlaceIsConfirmed() {
        assertThat(both.commit(CHANGE)).isEqualTo(store.answer);

        assertThat(steps).containsExactly("lease", "commit", "confirm");
        assertThat(store.commits)
                .containsExactly(new Change.Admit(
                        Samples.PLACE,
                        ADMISSION.candidate().on(Samples.LINE),
                        ADMISSION.at(),
                        ADMISSION.revived(),
                        ADMISSION.lastHolder(),
                        ADMISSION.limit(),
                        Optional.of(ADMISSION.wish()),
                        ADMISSION.tellsValues(),
                        Optional.of(Samples.CLAIM)));
        assertThat(store.commits).extracting(Change::version).containsExactly(CHANGE.version());
        assertThat(pool.confirmed).containsExactly(Samples.PLACE);
    }

    @Test
    void P5_thePlaceOfAnOutdatedAdmissionIsReleased() {
        store.answer = new Commit.Outdated();

        assertThat(both.commit(CHANGE)).isEqualTo(new Commit.Outdated());
        assertThat(steps).containsExactly("lease", "commit", "release");
        assertThat(pool.released).containsExactly(Samples.PLACE);
    }

    /** Whoever holds the lease may be dead. */
    @Test
    void P5_whoFindsOnlyLeasesSweepsAndDecidesAgain() {
        pool.answers = List.of(new Lease.Contended());
        pool.lapsed = List.of(List.of(CHANGE.version()));
        store.made = Optional.empty();

        assertThat(both.commit(CHANGE)).isEqualTo(new Commit.Outdated());
        assertThat(steps).containsExactly("lease", "settle", "release");
    }

    @Test
    void S6_anExhaustedPoolHasNoLineIfTheStoreWouldMakeTheChange() {
        pool.answers = List.of(new Lease.Exhausted());

        assertThat(both.commit(CHANGE)).isEqualTo(new Commit.NoLine());
        assertThat(store.looks)
                .containsOnly(
                        Question.of(Samples.PROJECT.id(), ADMISSION.candidate().keys())
                                .withSharedUsersCounted(true)
                                .withFormerRecalled(true)
                                .withRequestKey(Optional.of(Samples.CLAIM.key())));
        assertThat(store.commits).isEmpty();
    }

    /** So that the pool's answer is about lines that the phone was not on when it was given. */
    @Test
    void S6_anExhaustedPoolIsAskedOnceMoreOutsideTheLinesOfThePhone() {
        pool.answers = List.of(new Lease.Exhausted());
        store.users = List.of(Set.of(on(Samples.LINE), on(OTHER_LINE)), Set.of(on(OTHER_LINE)));

        assertThat(both.commit(CHANGE)).isEqualTo(new Commit.NoLine());
        assertThat(pool.requests)
                .extracting(LeaseRequest::taken)
                .containsExactly(Set.of(Samples.LINE, OTHER_LINE), Set.of(OTHER_LINE));
    }

    @Test
    void S6_aLineThatIsToBeHadAgainIsTaken() {
        pool.answers = List.of(new Lease.Exhausted(), new Lease.Granted(Samples.LINE));

        assertThat(both.commit(CHANGE)).isEqualTo(store.answer);
        assertThat(steps).containsExactly("lease", "lease", "commit", "confirm");
    }

    @Test
    void S6_aLeaseThatMayComeBackIsWaitedFor() {
        pool.answers = List.of(new Lease.Exhausted(), new Lease.Contended());
        pool.lapsed = List.of(List.of(CHANGE.version()));

        assertThat(both.commit(CHANGE)).isEqualTo(new Commit.Outdated());
        assertThat(steps).containsExactly("lease", "lease", "settle", "confirm");
    }

    @Test
    void S6_whoLeavesALineMeanwhileMakesTheAnswerOutdated() {
        pool.answers = List.of(new Lease.Exhausted());
        Set<LineUser> atFirst = Set.of(on(Samples.LINE), on(OTHER_LINE));
        Set<LineUser> cameBack = Set.of(on(Samples.LINE), on(OTHER_LINE).with(Profile.EMPTY, SharedIdentity.PHONE));

        for (Set<LineUser> afterwards : List.of(Set.<LineUser>of(on(Samples.LINE)), cameBack)) {
            store.counted = 0;
            store.users = List.of(atFirst, atFirst, afterwards);
            assertThat(both.commit(CHANGE)).isEqualTo(new Commit.Outdated());
        }
    }

    @Test
    void S6_whoComesToALineMeanwhileTakesNoneThatWasToBeHad() {
        pool.answers = List.of(new Lease.Exhausted());
        store.users = List.of(Set.of(), Set.of(), Set.of(on(OTHER_LINE)));

        assertThat(both.commit(CHANGE)).isEqualTo(new Commit.NoLine());
    }

    @Test
    void S5_whoComesAndGoesMeanwhileMakesTheAnswerOutdated() {
        pool.answers = List.of(new Lease.Exhausted());
        Change forgetful = new Change.AdmitOnALine(
                new SharedAdmission(
                        Samples.CANDIDATE,
                        Samples.NOW,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.of(1),
                        ADMISSION.wish()),
                Optional.empty());
        Facts nobody = facts(Map.of(), 0, Map.of(), Optional.empty());
        Facts holding = facts(Map.of(IDENTITY, Samples.SHARED_USER), 0, Map.of(), Optional.empty());

        for (Facts before : List.of(holding, wouldAdmit())) {
            store.looks.clear();
            store.facts = List.of(before, nobody);
            assertThat(both.commit(forgetful)).isEqualTo(new Commit.Outdated());
        }
    }

    static Stream<Facts> overWhichTheChangeIsOutdated() {
        Map<Key, DeactivatedUser> last = Map.of(IDENTITY, Samples.DEACTIVATED_USER);
        Map<Key, DeactivatedUser> another = Map.of(
                IDENTITY,
                new DeactivatedUser(Samples.SHARED_USER.with(Profile.EMPTY, SharedIdentity.PHONE), Samples.NOW));
        Optional<IdempotencyRecord> answered =
                Optional.of(Samples.CLAIM.answeredBy(new Outcome.Created<>(Samples.SHARED_USER)));
        return Stream.of(
                facts(Map.of(IDENTITY, Samples.SHARED_USER), 0, last, Optional.empty()),
                facts(Map.of(), 1, last, Optional.empty()),
                facts(Map.of(), 0, Map.of(), Optional.empty()),
                facts(Map.of(), 0, another, Optional.empty()),
                facts(Map.of(), 0, last, answered));
    }

    /** A user that is there, a full quota, another last holder and an answer all come before the pool. */
    @ParameterizedTest
    @MethodSource("overWhichTheChangeIsOutdated")
    void S5_anExhaustedPoolRefusesOnlyIfNothingElseComesFirst(Facts facts) {
        pool.answers = List.of(new Lease.Exhausted());
        store.facts = List.of(facts);

        assertThat(both.commit(CHANGE)).isEqualTo(new Commit.Outdated());
    }

    @Test
    void I3_aForgottenAnswerDoesNotComeBeforeThePool() {
        IdempotencyRecord forgotten = Samples.CLAIM.answeredBy(new Outcome.Created<>(Samples.SHARED_USER));
        pool.answers = List.of(new Lease.Exhausted());
        store.facts = List.of(facts(Map.of(), 0, Map.of(IDENTITY, Samples.DEACTIVATED_USER), Optional.of(forgotten)));
        Change claiming = new Change.AdmitOnALine(ADMISSION, Optional.of(claimAfter(forgotten)));

        assertThat(both.commit(claiming)).isEqualTo(new Commit.NoLine());
    }

    @Test
    void S4_aProjectWithNoLimitIsNotCounted() {
        pool.answers = List.of(new Lease.Exhausted());
        store.facts = List.of(facts(Map.of(), 99, Map.of(), Optional.empty()));
        SharedAdmission unlimited = new SharedAdmission(
                Samples.CANDIDATE,
                Samples.NOW,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                ADMISSION.wish());

        assertThat(both.commit(new Change.AdmitOnALine(unlimited, Optional.empty())))
                .isEqualTo(new Commit.NoLine());
        assertThat(store.looks).extracting(Question::countsSharedUsers).containsOnly(false);
    }

    // looks

    @Test
    void aLookThatAsksForNoLineIsTheStoresAlone() {
        Question question = Question.of(Samples.PROJECT.id(), List.of(IDENTITY));

        assertThat(both.look(question)).isEqualTo(wouldAdmit());
        assertThat(store.looks).containsExactly(question);
        assertThat(pool.taken).isEmpty();
    }

    @Test
    void E5_aLookThatAsksForALineIsToldWhetherThereIsOneThatThePhoneIsNotOn() {
        Question question = Question.of(Samples.PROJECT.id(), List.of(IDENTITY))
                .withLineFor(List.of(Samples.PHONE_NUMBER), LineWish.NONE);
        store.users = List.of(Set.of(on(OTHER_LINE)));

        assertThat(both.look(question)).isEqualTo(wouldAdmit().withLineToBeHad(Optional.of(OTHER_LINE)));
        pool.hasLine = false;
        assertThat(both.look(question)).isEqualTo(wouldAdmit().withLineToBeHad(Optional.empty()));
        assertThat(pool.taken).containsExactly(Set.of(OTHER_LINE), Set.of(OTHER_LINE));
    }

    @Test
    void E5_whatTheStoreAndThePoolSayIsOfOneInstant() {
        Question question = Question.of(Samples.PROJECT.id(), List.of(IDENTITY))
                .withLineFor(List.of(Samples.PHONE_NUMBER), LineWish.NONE);
        Facts holding = facts(
                Map.of(IDENTITY, Samples.SHARED_USER), 0, Map.of(IDENTITY, Samples.DEACTIVATED_USER), Optional.empty());
        Facts forgotten = facts(Map.of(IDENTITY, Samples.SHARED_USER), 0, Map.of(), Optional.empty());

        // The first pair differs in its holders, the second in its last holders.
        store.facts = List.of(wouldAdmit(), holding, holding, forgotten, forgotten);
        assertThat(both.look(question)).isEqualTo(forgotten.withLineToBeHad(Optional.of(OTHER_LINE)));
        assertThat(pool.taken).hasSize(3);
    }

    @Test
    void S5_aQuotaThatWasFullBeforeOrAfterThePoolWasAskedIsToldAsFull() {
        Question question = Question.of(Samples.PROJECT.id(), List.of(IDENTITY))
                .withLineFor(List.of(Samples.PHONE_NUMBER), LineWish.NONE);
        Facts free = facts(Map.of(), 1, Map.of(), Optional.empty());
        Facts full = facts(Map.of(), 2, Map.of(), Optional.empty());

        store.facts = List.of(full, free, free, full);
        assertThat(both.look(question).sharedUsers()).isEqualTo(2);
        assertThat(both.look(question).sharedUsers()).isEqualTo(2);
    }

    @Test
    void E5_aPhoneThatComesToALineMeanwhileIsAskedForAgain() {
        Question question = Question.of(Samples.PROJECT.id(), List.of(IDENTITY))
                .withLineFor(List.of(Samples.PHONE_NUMBER), LineWish.NONE);
        store.users = List.of(Set.of(), Set.of(on(OTHER_LINE)));

        both.look(question);

        assertThat(pool.taken).containsExactly(Set.of(), Set.of(OTHER_LINE));
    }

    @Test
    void E4_aLookThatIsAlwaysOvertakenHasNoEffect() {
        Question question = Question.of(Samples.PROJECT.id(), List.of(IDENTITY))
                .withLineFor(List.of(Samples.PHONE_NUMBER), LineWish.NONE);
        store.users = IntStream.range(0, 1_000)
                .mapToObj(i -> Set.<LineUser>of(on(i % 2 == 0 ? Samples.LINE : OTHER_LINE)))
                .toList();

        UnavailableException thrown = catchThrowableOfType(UnavailableException.class, () -> both.look(question));

        assertThat(thrown.effect()).isEqualTo(Effect.NONE);
    }

    // moves

    @Test
    void K2_aUserMovesToALineThatIsNotItsOwnAndThatItsPhoneIsNotOn() {
        store.users = List.of(Set.of(on(OTHER_LINE)));
        pool.answers = List.of(new Lease.Granted(THIRD_LINE));

        assertThat(both.commit(MOVE)).isEqualTo(store.answer);

        assertThat(pool.requests)
                .containsExactly(new LeaseRequest(MOVE.version(), Set.of(Samples.LINE, OTHER_LINE), LineWish.NONE));
        assertThat(steps).containsExactly("lease", "reopen", "commit", "confirm", "release");
        assertThat(store.commits)
                .containsExactly(new Change.Replace(
                        Samples.NEXT_PLACE,
                        MOVE.before(),
                        Samples.MOVED.on(THIRD_LINE),
                        MOVE.at(),
                        MOVE.fields(),
                        MOVE.claim()));
        assertThat(pool.confirmed).containsExactly(Samples.NEXT_PLACE);
        assertThat(pool.released).containsExactly(Samples.PLACE);
    }

    @Test
    void R5_aLineThatAnotherUserWasMovedAwayFromIsTakenAndOnesOwnIsNot() {
        FormerPair others =
                new FormerPair(Samples.PHONE_NUMBER, OTHER_LINE, Samples.PROJECT.id(), OTHER_ID, Samples.LATER);
        FormerPair own =
                new FormerPair(Samples.PHONE_NUMBER, THIRD_LINE, Samples.PROJECT.id(), Samples.ID, Samples.LATER);
        store.formerPairs = Set.of(others, own);
        store.users = List.of(Set.of());

        both.commit(CHANGE);
        both.commit(MOVE);

        assertThat(pool.requests)
                .extracting(LeaseRequest::taken)
                .containsExactly(Set.of(OTHER_LINE), Set.of(Samples.LINE, OTHER_LINE));
    }

    @Test
    void P7_aMoveTellsThePoolWhatIsWishedOfTheLine() {
        LineWish wish = LineWish.preferring(THIRD_LINE);
        both.commit(new Change.Move(
                MOVE.before(), MOVE.after(), wish, MOVE.at(), Samples.LATER, MOVE.fields(), true, Optional.empty()));
        assertThat(pool.requests).extracting(LeaseRequest::wish).containsExactly(wish);
        Change.Replace replaced = (Change.Replace) store.commits.get(0);
        assertThat(replaced.formerUntil()).isEqualTo(Samples.LATER);
        assertThat(replaced.tellsValues()).isTrue();
    }

    @Test
    void K2_aLineThatTheUserHasIsNotToBeHadBetweenTwoLooksEither() {
        pool.answers = List.of(new Lease.Exhausted());
        store.users = List.of(Set.of(), Set.of(on(OTHER_LINE)));

        assertThat(both.commit(MOVE)).isEqualTo(new Commit.Outdated());
        assertThat(pool.requests)
                .extracting(LeaseRequest::taken)
                .containsExactly(Set.of(Samples.LINE), Set.of(Samples.LINE, OTHER_LINE));
    }

    @Test
    void S6_anExhaustedPoolHasNoLineForAUserThatIsAsItWas() {
        pool.answers = List.of(new Lease.Exhausted());
        store.users = List.of(Set.of(on(Samples.LINE)));
        store.facts = List.of(beforeAMoveOf(MOVE.before(), Optional.empty()));

        assertThat(both.commit(MOVE)).isEqualTo(new Commit.NoLine());
        assertThat(store.looks)
                .containsExactly(Question.of(Samples.PROJECT.id(), Samples.MOVED.keys())
                        .withId(Optional.of(Samples.ID))
                        .withRequestKey(Optional.of(Samples.REQUEST_KEY)));
    }

    /** Whoever has the new phone on the line is somebody else, or somebody else's former pair is in the way. */
    @Test
    void K2_whoMayStayOnItsLineIsNotRefusedForWantOfAnother() {
        SharedUser before =
                Samples.SHARED_USER.withPhone(ANOTHER_PHONE, PhoneClaims.of(ANOTHER_PHONE, PhoneIdentity.CANONICAL));
        Change.Move move =
                new Change.Move(before, Samples.MOVED, Samples.NOW, Set.of(Field.PHONE_NUMBER), Optional.empty());
        pool.answers = List.of(new Lease.Exhausted());
        store.facts = List.of(beforeAMoveOf(before, Optional.empty()));

        assertThat(both.commit(move)).isEqualTo(new Commit.Outdated());
        store.users = List.of(Set.of(MOVE.before(), other(OTHER_LINE)));
        assertThat(both.commit(move)).isEqualTo(new Commit.Outdated());
        store.formerPairs = Set.of(former(Samples.ID, Samples.LINE), former(OTHER_ID, OTHER_LINE));
        assertThat(both.commit(move)).isEqualTo(new Commit.Outdated());
        store.formerPairs = Set.of(former(OTHER_ID, Samples.LINE));
        assertThat(both.commit(move)).isEqualTo(new Commit.NoLine());
        store.formerPairs = Set.of();
        store.users = List.of(Set.of(other(Samples.LINE)));
        assertThat(both.commit(move)).isEqualTo(new Commit.NoLine());
    }

    private static DedicatedUser other(Line line) {
        return new DedicatedUser(
                OTHER_ID,
                1,
                Samples.PROJECT.id(),
                Samples.PHONE_NUMBER,
                line,
                Profile.EMPTY,
                Samples.NOW,
                PhoneClaims.of(Samples.PHONE_NUMBER, PhoneIdentity.CANONICAL));
    }

    private static FormerPair former(UserId user, Line line) {
        return new FormerPair(Samples.PHONE_NUMBER, line, Samples.PROJECT.id(), user, Samples.LATER);
    }

    @Test
    void I1_anAnswerUnderTheKeyOfAMoveComesBeforeThePool() {
        IdempotencyRecord answered = Samples.CLAIM.answeredBy(new Outcome.Returned<>(Samples.SHARED_USER));
        pool.answers = List.of(new Lease.Exhausted());
        store.users = List.of(Set.of(on(Samples.LINE)));
        store.facts = List.of(beforeAMoveOf(MOVE.before(), Optional.of(answered)));

        assertThat(both.commit(MOVE)).isEqualTo(new Commit.Outdated());
        assertThat(both.commit(new Change.Move(
                        MOVE.before(), MOVE.after(), MOVE.at(), MOVE.fields(), Optional.of(claimAfter(answered)))))
                .isEqualTo(new Commit.NoLine());
    }

    private static Facts beforeAMoveOf(SharedUser user, Optional<IdempotencyRecord> remembered) {
        return new Facts(Map.of(), 0, Map.of(), Optional.of(user), remembered, Optional.empty(), Optional.empty());
    }

    private static IdempotencyClaim claimAfter(IdempotencyRecord forgotten) {
        return new IdempotencyClaim(
                Samples.PROJECT.id(),
                Samples.CLAIM.key(),
                Samples.CLAIM.fingerprint(),
                Samples.NOW,
                Optional.of(forgotten));
    }

    // deactivations and other changes

    @Test
    void P5_aPlaceIsALeaseBeforeItsUserIsDeactivatedAndIsReleasedAfterwards() {
        Change change = new Change.Deactivate(ATTEMPT, Samples.SHARED_USER, Samples.NOW, Optional.empty());

        assertThat(both.commit(change)).isEqualTo(store.answer);
        assertThat(steps).containsExactly("reopen", "commit", "release");
        assertThat(store.commits).containsExactly(change);
        assertThat(pool.released).containsExactly(Samples.PLACE);
    }

    @Test
    void P5_thePlaceOfAUserThatWasNotDeactivatedIsNotReleased() {
        store.answer = new Commit.Outdated();

        both.commit(new Change.Deactivate(ATTEMPT, Samples.SHARED_USER, Samples.NOW, Optional.empty()));

        assertThat(steps).containsExactly("reopen", "commit");
    }

    static Stream<Change> changesThatUseNoLine() {
        return Stream.of(
                new Change.Deactivate(ATTEMPT, Samples.DEDICATED_USER, Samples.NOW, Optional.empty()),
                new Change.Admit(
                        ATTEMPT,
                        Samples.DEDICATED_USER,
                        Samples.NOW,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty()),
                new Change.Replace(
                        ATTEMPT, Samples.SHARED_USER, Samples.SHARED_USER, Samples.NOW, Set.of(), Optional.empty()),
                new Change.Confirm(Samples.SHARED_USER, Optional.empty(), Samples.CLAIM));
    }

    @ParameterizedTest
    @MethodSource("changesThatUseNoLine")
    void D4_whatUsesNoLineOfThePoolIsTheStoresAlone(Change change) {
        assertThat(both.commit(change)).isEqualTo(store.answer);
        assertThat(store.commits).containsExactly(change);
        assertThat(steps).containsExactly("commit");
    }

    // settlement and sweeping

    @Test
    void P5_thePlaceOfAnAdmissionThatNeverWillBeIsReleased() {
        store.made = Optional.empty();

        assertThat(both.settle(CHANGE.version())).isEmpty();
        assertThat(store.settled).containsExactly(CHANGE.version());
        assertThat(pool.released).containsExactly(Samples.PLACE);
    }

    @Test
    void E6_anAdmissionThatWasMadeKeepsItsPlace() {
        assertThat(both.settle(CHANGE.version())).contains(Samples.SHARED_USER);
        assertThat(steps).containsExactly("settle", "confirm");
    }

    @Test
    void P5_thePlaceOfAUserThatIsOnItIsConfirmedAndEverythingDueIsCounted() {
        pool.lapsed = List.of(List.of(CHANGE.version()));

        assertThat(both.sweep(Samples.NOW)).isEqualTo(8);
        assertThat(steps).containsExactly("settle", "confirm", "sweep");
        assertThat(store.settled).containsExactly(CHANGE.version());
        assertThat(pool.confirmed).containsExactly(Samples.PLACE);
    }

    @Test
    void P5_thePlaceOfAUserThatIsNotOnItIsReleased() {
        SharedUser elsewhere = new SharedUser(
                Samples.ID,
                5,
                Samples.PROJECT.id(),
                Samples.PHONE_NUMBER,
                OTHER_LINE,
                ATTEMPT,
                Profile.EMPTY,
                Samples.NOW,
                SharedIdentity.PHONE,
                PhoneClaims.of(Samples.PHONE_NUMBER, PhoneIdentity.CANONICAL));
        pool.lapsed = List.of(List.of(CHANGE.version()));

        for (Optional<AnyUser> found : List.of(
                Optional.<AnyUser>empty(),
                Optional.<AnyUser>of(elsewhere),
                Optional.<AnyUser>of(Samples.DEDICATED_USER))) {
            store.found = found;
            assertThat(both.sweep(Samples.NOW)).isEqualTo(8);
        }
        assertThat(pool.released).hasSize(3).containsOnly(Samples.PLACE);
        assertThat(pool.confirmed).isEmpty();
    }

    /** However slow its creator is: the admission is taken from it first. */
    @Test
    void P5_thePlaceOfAnAdmissionThatWasNotMadeIsReleasedOnceItNeverWillBe() {
        pool.lapsed = List.of(List.of(CHANGE.version()));
        store.made = Optional.empty();

        both.sweep(Samples.NOW);

        assertThat(steps).containsExactly("settle", "release", "sweep");
    }

    @Test
    void P5_aSweepIsBoundedAndTheNextOneGoesOn() {
        List<Version> many = IntStream.range(0, 100)
                .mapToObj(i -> new Version(Samples.PROJECT.id(), Samples.ID, 1, new ChangeId(new UUID(9, i))))
                .toList();
        pool.lapsed = List.of(many, many, List.of(CHANGE.version()));

        assertThat(both.sweep(Samples.NOW)).isEqualTo(100 + 7);
        assertThat(both.sweep(Samples.NOW)).isEqualTo(100 + 7);
        assertThat(both.sweep(Samples.NOW)).isEqualTo(1 + 7);
    }

    @Test
    void E4_aSweepThatFailsHalfwaySaysThatItMayHaveDoneSomething() {
        UnavailableException down = new UnavailableException("down", Effect.NONE, null);
        Version second = new Version(Samples.PROJECT.id(), Samples.ID, 1, ATTEMPT);
        pool.lapsed = List.of(List.of(CHANGE.version(), second));
        LeasedLines failingAtTheSecond = new LeasedLines(
                new QuietStore() {
                    @Override
                    public Optional<AnyUser> settle(Version version) {
                        if (version.equals(second)) {
                            throw down;
                        }
                        return super.settle(version);
                    }
                },
                pool);
        LeasedLines failingAfterLeases = new LeasedLines(
                new QuietStore() {
                    @Override
                    public int sweep(Instant now) {
                        throw down;
                    }
                },
                new QuietPool());

        for (LeasedLines failing : List.of(failingAtTheSecond, failingAfterLeases)) {
            UnavailableException thrown =
                    catchThrowableOfType(UnavailableException.class, () -> failing.sweep(Samples.NOW));
            assertThat(thrown).hasCause(down);
            assertThat(thrown.effect()).isEqualTo(Effect.UNKNOWN);
        }
    }

    @Test
    void E4_aSweepThatFailsAtOnceSaysWhatThePortSaid() {
        UnavailableException down = new UnavailableException("down", Effect.NONE, null);
        QuietStore failing = new QuietStore() {
            @Override
            public int sweep(Instant now) {
                throw down;
            }
        };

        assertThat(catchThrowable(() -> new LeasedLines(failing, pool).sweep(Samples.NOW)))
                .isSameAs(down);
    }

    // the rest

    @Test
    void whatNeedsNoPoolIsAskedOfTheStore() {
        assertThat(both.find(Samples.PROJECT.id(), Samples.ID)).isEqualTo(store.found);
        assertThat(both.find(Samples.PHONE_NUMBER, Samples.LINE)).contains(Samples.SHARED_USER);
        store.users = List.of(Set.of(on(OTHER_LINE)));
        assertThat(both.usersOf(Samples.PHONE_NUMBER)).containsExactly(on(OTHER_LINE));
        assertThat(both.list(Listing.of(Samples.PROJECT.id(), 1)).rows()).isEmpty();
        assertThat(both.admitsAtOnce()).isFalse();
        assertThat(steps).isEmpty();
    }
}
