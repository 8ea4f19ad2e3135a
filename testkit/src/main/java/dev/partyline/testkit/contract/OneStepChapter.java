package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.claim;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static dev.partyline.testkit.contract.StoreUnderTest.phoneOf;
import static dev.partyline.testkit.contract.StoreWithLinesContract.admission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Nearness;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.UserStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Looking and admitting in one step, for stores that do it. For a store that does not, the report says so. */
interface OneStepChapter extends StoreUnderTest {

    /** A new store with these lines. */
    UserStore over(Map<Line, Integer> capacities);

    /** The same, if it admits at once. */
    private UserStore admittingOver(Map<Line, Integer> capacities) {
        UserStore store = over(capacities);
        assumeTrue(store.admitsAtOnce(), "does not apply: this store admits nobody while it looks");
        return store;
    }

    private static Question question(SharedUser user) {
        return Question.of(user.tenant(), List.of(phoneOf(user))).withSharedUsersCounted(true);
    }

    /** Known by the phone alone, as most are, so that a store has no excuse. */
    private static SharedUser byPhone(Person person) {
        SharedUser user = person.asShared();
        return new SharedUser(
                user.id(),
                user.version(),
                user.project(),
                user.phone(),
                user.line(),
                user.placedBy(),
                user.profile(),
                user.createdAt(),
                SharedIdentity.PHONE,
                PhoneClaims.of(user.phone(), PhoneIdentity.CANONICAL));
    }

    private static SharedUser byPhone(int number) {
        return byPhone(Person.of(UserKind.SHARED, number));
    }

    private static Facts tried(UserStore store, SharedUser user, int limit) {
        return store.look(question(user)
                .admittingIfNobody(admission(user, OptionalInt.of(limit), LineWish.NONE), Optional.empty()));
    }

    private static List<SharedUser> made(List<Facts> answers) {
        return answers.stream().flatMap(facts -> facts.admitted().stream()).toList();
    }

    /** Asserts that the store answers the question as if nothing had been offered, and changes nothing. */
    private void looksOnly(UserStore store, SharedUser user, Question offering) {
        leavesAsItIs(
                List.of(user),
                () -> assertThat(store.look(offering))
                        .as("if a rule stands in the way of the admission that a question brings, look only looks")
                        .isEqualTo(store.look(offering.withoutAdmission())));
    }

    private void looksOnly(UserStore store, SharedUser user, Question question, SharedAdmission admission) {
        looksOnly(store, user, question.admittingIfNobody(admission, Optional.empty()));
    }

    @Demand("If a store does not admit at once, it ignores the admission that a question brings and changes nothing.")
    @Test
    default void E5_aStoreThatAdmitsNobodyWhileItLooksChangesNothing() {
        UserStore store = over(Map.of(Person.line(1), 9));
        assumeFalse(store.admitsAtOnce(), "does not apply: this store admits users while it looks");
        SharedUser user = byPhone(7);
        looksOnly(store, user, question(user), admission(user));
    }

    @Demand("If a store admits at once, it admits a new user while it looks, and tells the user.")
    @Test
    default void S1_whoIsNewIsAdmittedInTheStep() {
        UserStore store = admittingOver(Map.of(Person.line(1), 9));
        SharedUser user = byPhone(7);
        SharedUser made = admission(user).candidate().on(Person.line(1));
        assertThat(tried(store, user, 1).admitted()).contains(made);
        assertThat(store.find(user.tenant(), user.id())).contains(made);
        assertThat(store.find(user.phone(), Person.line(1))).contains(made);
        assertThat(sharedUsers(user.tenant())).isOne();
        assertThat(settle(StoreUnderTest.admit(user))).contains(made);
    }

    @Demand("Whoever is admitted while the store looks gets the line that is wished for, or is not admitted.")
    @Test
    default void P7_whoIsAdmittedInTheStepGetsTheLineThatIsWishedFor() {
        UserStore store = admittingOver(Map.of(ChoiceChapter.BERLIN, 9, ChoiceChapter.LONDON, 9));
        int number = 0;
        for (Line line : List.of(ChoiceChapter.BERLIN, ChoiceChapter.LONDON)) {
            Nearness near = new Nearness(Optional.empty(), Locality.of(line).country(), false);
            for (LineWish wish : List.of(LineWish.preferring(line), LineWish.naming(line), LineWish.near(near))) {
                for (int again = 0; again < 2; again++) {
                    number++;
                    assertThat(tried(store, byPhone(number), wish).admitted().map(SharedUser::line))
                            .as("the line of who is admitted with %s", wish)
                            .isIn(Optional.empty(), Optional.of(line));
                }
            }
        }
        assertThat(tried(store, byPhone(90), LineWish.naming(Person.line(1))).admitted())
                .isEmpty();
        assertThat(sharedUsers(Person.project(0)))
                .isEqualTo(store.lines().page(Optional.empty(), 9).stream()
                        .mapToInt(LineUse::users)
                        .sum());
    }

    private static Facts tried(UserStore store, SharedUser user, LineWish wish) {
        return store.look(
                question(user).admittingIfNobody(admission(user, OptionalInt.empty(), wish), Optional.empty()));
    }

    @Demand("Whoever is admitted while the store looks is told with its values if the admission says so.")
    @Test
    default void O2_whoIsAdmittedInTheStepIsToldWithItsValues() {
        UserStore store = admittingOver(Map.of(Person.line(1), 9, Person.line(2), 9));
        SharedUser told = made(List.of(store.look(telling(1)))).get(0);
        List<SharedUser> together = made(store.lookAll(List.of(telling(2), offering(3), telling(4))));
        assertThat(together).as("who is admitted together").hasSize(3);
        hasTold(told, Optional.of(told));
        hasTold(together.get(0), Optional.of(together.get(0)));
        hasTold(together.get(1), Optional.empty());
        hasTold(together.get(2), Optional.of(together.get(2)));
    }

    private static Question telling(int number) {
        return question(byPhone(number))
                .admittingIfNobody(StoreUnderTest.telling(unhindered(number)), Optional.empty());
    }

    private static Question offering(int number) {
        return question(byPhone(number)).admittingIfNobody(unhindered(number), Optional.empty());
    }

    private static SharedAdmission unhindered(int number) {
        return admission(byPhone(number), OptionalInt.of(1_000), LineWish.NONE);
    }

    private void hasTold(SharedUser user, Optional<SharedUser> values) {
        assertThat(store().events().of(user.tenant(), user.id()))
                .extracting(Event::values)
                .as("the values in the events of who is admitted")
                .isEqualTo(List.of(values));
    }

    /** Asks also what was answered under the key, and claims it. */
    private static Question claiming(int key, SharedUser user) {
        return question(user)
                .withRequestKey(Optional.of(StoreUnderTest.create(key(key))))
                .admittingIfNobody(
                        admission(user, OptionalInt.of(1_000_000), LineWish.NONE), Optional.of(claim(user, key)));
    }

    /** What is recorded of a new user that a look put on its line. */
    private static IdempotencyRecord recorded(int key, SharedUser made) {
        return claim(made, key).answeredBy(new Outcome.Created<>(made, Optional.of(LineWish.NONE.choice(made.line()))));
    }

    @Demand("Whoever is admitted while the store looks leaves the record of its claim in the same step.")
    @Test
    default void I6_whoIsAdmittedInTheStepLeavesItsRecord() {
        UserStore store = admittingOver(Map.of(Person.line(1), 9));
        SharedUser made = made(List.of(store.look(claiming(1, byPhone(7))))).get(0);
        assertThat(recordOf(made.tenant(), key(1))).contains(recorded(1, made));
        assertThat(recordOf(made.tenant(), key(2))).isEmpty();
        State.of(store, List.of(made)).isSound();
    }

    @Demand("If something was answered under the key of a claim, a look tells it and admits nobody.")
    @Test
    default void I1_whatWasAnsweredUnderTheKeyIsTheAnswer() {
        UserStore store = admittingOver(Map.of(Person.line(1), 9));
        SharedUser made = made(List.of(store.look(claiming(1, byPhone(7))))).get(0);
        SharedUser user = byPhone(8);
        looksOnly(store, user, claiming(1, user));
        assertThat(store.look(claiming(1, user)).remembered()).contains(recorded(1, made));
    }

    @Demand("If somebody holds the phone, a look that brings a claim leaves no record.")
    @Test
    default void I6_whoHoldsThePhoneIsTheAnswerAndNothingIsRecorded() {
        UserStore store = admittingOver(Map.of(Person.line(1), 9));
        SharedUser holder = admitted(byPhone(1));
        SharedUser user = byPhone(Person.of(UserKind.SHARED, 1).withId(2));
        looksOnly(store, user, claiming(1, user));
        assertThat(store.look(claiming(1, user)).holders()).containsValue(holder);
        assertThat(recordOf(user.tenant(), key(1))).isEmpty();
    }

    @Demand("Of many looks that bring claims of one key at the same time, at most one admits its user.")
    @Test
    default void I5_ofThoseWhoClaimOneKeyInOneStepOneIsAdmittedAtTheMost() {
        admittingOver(Map.of(Person.line(1), 1_000_000));
        for (int round = 1; round <= rounds(); round++) {
            int key = round;
            List<Facts> answers =
                    Race.run(caller -> handle(caller).look(claiming(key, byPhone(Race.CALLERS * key + caller))));
            List<SharedUser> made = made(answers);
            assertThat(made).hasSizeLessThanOrEqualTo(1);
            assertThat(recordOf(Person.project(0), key(key)))
                    .isEqualTo(made.stream().findAny().map(user -> recorded(key, user)));
            assertThat(answers)
                    .flatExtracting(facts -> facts.remembered().stream().toList())
                    .allMatch(record -> made.contains(record.outcome().user()));
        }
    }

    @Demand("Whoever is admitted while the store looks does not get a line that its phone is former on.")
    @Test
    default void R5_whoIsAdmittedInTheStepGetsNoFormerPair() {
        UserStore store = admittingOver(Map.of(Person.line(1), 9, Person.line(2), 9));
        SharedUser user = admitted(byPhone(1));
        isDone(new Change.Move(
                user,
                user.next().placedBy(StoreUnderTest.another()),
                LineWish.NONE,
                StoreUnderTest.laterThan(user),
                StoreUnderTest.laterThan(user).plusSeconds(60),
                Set.of(Field.ASSIGNED_PHONE_NUMBER),
                false,
                Optional.empty()));
        SharedUser other = byPhone(Person.of(UserKind.SHARED, 1).withId(2).inTenant(1));
        looksOnly(store, other, question(other), admission(other));
    }

    @Demand("An admission that was settled as not made is never made by a look, and takes no line.")
    @Test
    default void E6_anAdmissionThatWasSettledAsNotMadeIsNotMadeByALook() {
        UserStore store = admittingOver(Map.of(Person.line(1), 1));
        SharedUser user = byPhone(7);
        assertThat(settle(StoreUnderTest.admit(user))).isEmpty();
        assertThat(tried(store, user, 9).admitted()).isEmpty();
        assertThat(sharedUsers(user.tenant())).isZero();
        assertThat(tried(store, byPhone(8), 9).admitted())
                .as("the line is free")
                .isPresent();
    }

    @Demand("If somebody holds the phone, a look answers the holder and admits nobody.")
    @Test
    default void S2_whoHoldsThePhoneIsTheAnswerAndNothingIsDone() {
        UserStore store = admittingOver(Map.of(Person.line(1), 9));
        SharedUser holder = admitted(byPhone(1));
        SharedUser user = byPhone(Person.of(UserKind.SHARED, 1).withId(2));
        looksOnly(store, user, question(user), admission(user));
        assertThat(tried(store, user, 9).holders()).containsValue(holder);
    }

    @Demand("At the limit, a look admits nobody and changes nothing.")
    @Test
    default void S4_atTheLimitItIsLookedAt() {
        UserStore store = admittingOver(Map.of(Person.line(1), 9));
        admitted(byPhone(1));
        SharedUser user = byPhone(2);
        looksOnly(store, user, question(user), admission(user, OptionalInt.of(1), LineWish.NONE));
        assertThat(tried(store, user, 1).sharedUsers()).isOne();
    }

    @Demand("If there is no line, a look admits nobody and changes nothing.")
    @Test
    default void S6_ifThereIsNoLineItIsLookedAt() {
        UserStore store = admittingOver(Map.of(Person.line(1), 1));
        admitted(byPhone(1));
        SharedUser user = byPhone(2);
        looksOnly(store, user, question(user), admission(user));
    }

    @Demand("A look admits nobody on a line that the phone is already on.")
    @Test
    default void P2_aLineThatThePhoneIsOnIsNotGivenInTheStep() {
        UserStore store = admittingOver(Map.of(Person.line(1), 9));
        admitted(Person.of(UserKind.DEDICATED, 1).asDedicated());
        SharedUser user = byPhone(Person.of(UserKind.SHARED, 1).withId(2).inTenant(1));
        looksOnly(store, user, question(user), admission(user));
    }

    @Demand("If somebody holds another key that is asked for, a look answers the holder and admits nobody.")
    @Test
    default void S7_whoHoldsAnotherKeyIsTheAnswer() {
        UserStore store = admittingOver(Map.of(Person.line(1), 9));
        SharedUser holder = admitted(Person.shared(1));
        SharedUser user = Person.of(UserKind.SHARED, 2).withSecond(1).asShared();
        List<Key> keys = user.keys().stream()
                .filter(key -> !(key instanceof Key.PhoneOnLine))
                .toList();
        Question question = Question.of(user.tenant(), keys);
        looksOnly(store, user, question, admission(user));
        assertThat(store.look(question).holders()).containsValue(holder);
    }

    @Demand("If the last holder is not the one that the admission names, a look answers the last"
            + " holder and admits nobody.")
    @Test
    default void L3_whoHeldThePhoneLastIsTheAnswer() {
        UserStore store = admittingOver(Map.of(Person.line(1), 9));
        DeactivatedUser former = deactivated(admitted(byPhone(1)));
        SharedUser user = byPhone(Person.of(UserKind.SHARED, 1).withId(2));
        Question question = Question.of(user.tenant(), List.of(phoneOf(user))).withFormerRecalled(true);
        SharedAdmission admission = new SharedAdmission(
                admission(user).candidate(),
                user.createdAt(),
                Optional.empty(),
                Optional.of(new LastHolder(phoneOf(user), Optional.empty())),
                OptionalInt.empty(),
                LineWish.NONE);
        looksOnly(store, user, question, admission);
        assertThat(store.look(question).former()).containsValue(former);
    }

    @Demand("Of many looks that bring the same phone at the same time, at most one admits its user.")
    @Test
    default void S2_ofThoseWhoTryInOneStepOneIsAdmittedAtTheMost() {
        admittingOver(Map.of(Person.line(1), 1_000_000));
        for (int round = 1; round <= rounds(); round++) {
            int base = Race.CALLERS * round;
            List<Facts> answers = Race.run(caller -> tried(
                    handle(caller), byPhone(Person.of(UserKind.SHARED, base).withId(base + caller)), 1_000));
            List<SharedUser> made = made(answers);
            assertThat(made).hasSizeLessThanOrEqualTo(1);
            assertThat(answers)
                    .flatExtracting(facts -> facts.holders().values())
                    .allMatch(made::contains);
            assertThat(Optional.ofNullable(
                            store().look(question(byPhone(base))).holders().get(phoneOf(byPhone(base)))))
                    .isEqualTo(made.stream().findAny());
        }
    }

    @Demand("The limit and the capacities of the lines hold for users that looks admit at the same time.")
    @Test
    default void S4_theLimitAndTheLinesHoldForThoseWhoTryInOneStep() {
        for (int round = 1; round <= 3 * rounds(); round++) {
            admittingOver(IntStream.range(0, Person.LINES).boxed().collect(Collectors.toMap(Person::line, line -> 1)));
            List<SharedUser> users = IntStream.range(0, Race.CALLERS)
                    .mapToObj(number -> byPhone(number))
                    .toList();
            int limit = round % 3 == 0 ? Race.CALLERS : 3;
            List<SharedUser> made = made(Race.run(caller -> tried(handle(caller), users.get(caller), limit)));
            assertThat(made).hasSizeLessThanOrEqualTo(Math.min(limit, Person.LINES));
            assertThat(made).extracting(SharedUser::line).doesNotHaveDuplicates();
            assertThat(sharedUsers(users.get(0).tenant())).isEqualTo(made.size());
            State.of(
                            store(),
                            users.stream()
                                    .map(user -> made.stream()
                                            .filter(one -> one.id().equals(user.id()))
                                            .findAny()
                                            .orElse(user))
                                    .toList())
                    .isSound();
        }
    }

    @Demand("A look that admits nobody gives back every place that it took.")
    @Test
    default void P5_nothingLeaksFromOneStep() {
        admittingOver(Map.of(Person.line(1), 4, Person.line(2), 4));
        for (int round = 1; round <= rounds(); round++) {
            int base = Race.CALLERS * round;
            made(Race.run(caller -> tried(
                            handle(caller),
                            byPhone(Person.of(UserKind.SHARED, base).withId(base + caller)),
                            1_000)))
                    .forEach(this::deactivated);
        }
        assertThat(sharedUsers(Person.project(0))).isZero();
        for (int number = 1; number <= 8; number++) {
            isDone(new Change.AdmitOnALine(admission(byPhone(number)), Optional.empty()));
        }
    }

    @Demand("A look that admits and a settlement at the same time agree on whether the admission was made.")
    @Test
    default void E6_whoAdmitsInOneStepAndWhoSettlesItAgree() {
        admittingOver(Map.of(Person.line(1), 1_000_000));
        for (int round = 1; round <= rounds(); round++) {
            SharedUser user = byPhone(round);
            List<Boolean> made = Race.run(
                    2,
                    caller -> caller == 0
                            ? tried(handle(0), user, 1_000_000).admitted().isPresent()
                            : handle(1)
                                    .settle(StoreUnderTest.admit(user).version())
                                    .isPresent());
            assertThat(made.get(1)).isEqualTo(made.get(0));
            assertThat(store().find(user.tenant(), user.id()).isPresent()).isEqualTo(made.get(0));
        }
    }
}
