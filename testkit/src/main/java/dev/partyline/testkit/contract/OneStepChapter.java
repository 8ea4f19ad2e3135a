package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.AllocatingUserStoreContract.admission;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static dev.partyline.testkit.contract.StoreUnderTest.phoneOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.ports.driven.AllocatingUserStore.LookedOrAdmitted;
import dev.partyline.ports.driven.AllocatingUserStore.LookedOrAdmitted.Looked;
import dev.partyline.ports.driven.AllocatingUserStore.LookedOrAdmitted.Made;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Looking and admitting in one step, for stores that do it. One that only ever looks is right as well: then the tests of what is
 * admitted are reported as aborted.
 */
interface OneStepChapter extends StoreUnderTest {
    /** Why a test does not apply. */
    String ONLY_LOOKS = "the store makes no admission in one step: its lookOrAdmit only looks";

    /** A new store with these lines. */
    AllocatingUserStore over(Map<Line, Integer> capacities);

    AllocatingUserStore allocating(int caller);

    private static Question question(SharedUser user) {
        return new Question(user.tenant(), List.of(phoneOf(user)), true, false, Optional.empty(), Optional.empty());
    }

    /** Known by the phone alone, as most are, so that a store has no excuse. */
    private static SharedUser byPhone(Person person) {
        return person.asShared().identifiedBy(SharedIdentity.PHONE);
    }

    private static SharedUser byPhone(int number) {
        return byPhone(Person.of(UserKind.SHARED, number));
    }

    private static LookedOrAdmitted tried(AllocatingUserStore store, SharedUser user, int limit) {
        return store.lookOrAdmit(
                question(user), () -> Optional.of(admission(user, OptionalInt.of(limit), LineWish.NONE)));
    }

    private static List<SharedUser> made(List<LookedOrAdmitted> answers) {
        return answers.stream()
                .filter(Made.class::isInstance)
                .map(answer -> ((Made) answer).user())
                .toList();
    }

    /** Otherwise the tests of what is admitted would pass for a store that admits nobody. */
    private void assumeItAdmits() {
        LookedOrAdmitted answer = tried(allocating(0), byPhone(0), 1);
        assumeTrue(answer instanceof Made, ONLY_LOOKS);
        made(List.of(answer)).forEach(this::deactivated);
    }

    /** The chapter is about stores that make admissions in one step; others need nothing of it. */
    private void looksOnly(AllocatingUserStore store, SharedUser user, Question question, SharedAdmission admission) {
        leavesAsItIs(
                List.of(user),
                () -> store.lookOrAdmit(question, () -> Optional.of(admission)),
                new Looked(store.look(question)));
    }

    @Test
    default void S1_whoIsNewIsAdmittedInTheStepOrNotAtAll() {
        AllocatingUserStore store = over(Map.of(Person.line(1), 9));
        SharedUser user = byPhone(7);
        State before = State.of(store, List.of(user));
        LookedOrAdmitted answer = tried(store, user, 1);
        answer.fold(
                looked -> {
                    assertThat(looked.facts()).isEqualTo(Facts.NOTHING);
                    return assertThat(State.of(store, List.of(user))).isEqualTo(before);
                },
                made -> {
                    assertThat(made.user())
                            .isEqualTo(admission(user).candidate().on(Person.line(1)));
                    assertThat(store.find(user.tenant(), user.id())).contains(made.user());
                    assertThat(store.find(user.phone(), Person.line(1))).contains(made.user());
                    assertThat(sharedUsers(user.tenant())).isOne();
                    return assertThat(store.settle(admission(user))).contains(Person.line(1));
                });
        assumeTrue(answer instanceof Made, ONLY_LOOKS);
    }

    @Test
    default void S2_whoHoldsThePhoneIsTheAnswerAndNothingIsDone() {
        AllocatingUserStore store = over(Map.of(Person.line(1), 9));
        SharedUser holder = admitted(byPhone(1));
        SharedUser user = byPhone(Person.of(UserKind.SHARED, 1).withId(2));
        looksOnly(store, user, question(user), admission(user));
        assertThat(((Looked) tried(store, user, 9)).facts().holders()).containsValue(holder);
    }

    @Test
    default void S2_whereNobodyWouldBeNewItIsLookedAt() {
        AllocatingUserStore store = over(Map.of(Person.line(1), 9));
        SharedUser user = byPhone(1);
        assertThat(store.lookOrAdmit(question(user), Optional::empty)).isEqualTo(new Looked(Facts.NOTHING));
        assertThat(sharedUsers(user.tenant())).isZero();
    }

    @Test
    default void S4_atTheLimitItIsLookedAt() {
        AllocatingUserStore store = over(Map.of(Person.line(1), 9));
        admitted(byPhone(1));
        SharedUser user = byPhone(2);
        looksOnly(store, user, question(user), admission(user, OptionalInt.of(1), LineWish.NONE));
        assertThat(((Looked) tried(store, user, 1)).facts().sharedUsers()).isOne();
    }

    @Test
    default void S6_whereThereIsNoLineItIsLookedAt() {
        AllocatingUserStore store = over(Map.of(Person.line(1), 1));
        admitted(byPhone(1));
        SharedUser user = byPhone(2);
        looksOnly(store, user, question(user), admission(user));
    }

    @Test
    default void P2_aLineThatThePhoneIsOnIsNotGivenInTheStep() {
        AllocatingUserStore store = over(Map.of(Person.line(1), 9));
        admitted(Person.of(UserKind.DEDICATED, 1).asDedicated());
        SharedUser user = byPhone(Person.of(UserKind.SHARED, 1).withId(2).inTenant(1));
        looksOnly(store, user, question(user), admission(user));
    }

    @Test
    default void S7_whoHoldsAnotherKeyIsTheAnswer() {
        AllocatingUserStore store = over(Map.of(Person.line(1), 9));
        SharedUser holder = admitted(Person.shared(1));
        SharedUser user = Person.of(UserKind.SHARED, 2).withSecond(1).asShared();
        List<Key> keys = user.keys().stream()
                .filter(key -> !(key instanceof Key.PhoneOnLine))
                .toList();
        Question question = new Question(user.tenant(), keys, false, false, Optional.empty(), Optional.empty());
        looksOnly(store, user, question, admission(user));
        assertThat(store.look(question).holders()).containsValue(holder);
    }

    @Test
    default void L3_whoHeldThePhoneLastIsTheAnswer() {
        AllocatingUserStore store = over(Map.of(Person.line(1), 9));
        DeactivatedUser former = deactivated(admitted(byPhone(1)));
        SharedUser user = byPhone(Person.of(UserKind.SHARED, 1).withId(2));
        Question question =
                new Question(user.tenant(), List.of(phoneOf(user)), false, true, Optional.empty(), Optional.empty());
        SharedAdmission admission = new SharedAdmission(
                admission(user).candidate(),
                Optional.empty(),
                Optional.of(new LastHolder(phoneOf(user), Optional.empty())),
                OptionalInt.empty(),
                LineWish.NONE);
        looksOnly(store, user, question, admission);
        assertThat(store.look(question).former()).containsValue(former);
    }

    @Test
    default void I1_whatWasAnsweredUnderTheKeyIsTheAnswer() {
        AllocatingUserStore store = over(Map.of(Person.line(1), 9));
        SharedUser answered = byPhone(1);
        commit(StoreUnderTest.answer(StoreUnderTest.admit(answered), StoreUnderTest.record(answered, 1)));
        SharedUser user = byPhone(2);
        Question question = question(user).withIdempotencyKey(Optional.of(key(1)));
        assertThat(((Looked) store.lookOrAdmit(question, Optional::empty)).facts())
                .isEqualTo(store.look(question));
        assertThat(store.look(question).remembered()).isPresent();
    }

    @Test
    default void S2_ofThoseWhoTryInOneStepOneIsAdmittedAtTheMost() {
        assumeItAdmits();
        for (int round = 1; round <= rounds(); round++) {
            int base = Race.CALLERS * round;
            List<LookedOrAdmitted> answers = Race.run(caller -> tried(
                    allocating(caller), byPhone(Person.of(UserKind.SHARED, base).withId(base + caller)), 1_000));
            List<SharedUser> made = made(answers);
            assertThat(made).hasSizeLessThanOrEqualTo(1);
            assertThat(answers)
                    .filteredOn(Looked.class::isInstance)
                    .flatExtracting(
                            answer -> ((Looked) answer).facts().holders().values())
                    .allMatch(made::contains);
            assertThat(Optional.ofNullable(
                            store().look(question(byPhone(base))).holders().get(phoneOf(byPhone(base)))))
                    .isEqualTo(made.stream().findAny());
        }
    }

    @Test
    default void S4_theLimitAndTheLinesHoldForThoseWhoTryInOneStep() {
        assumeItAdmits();
        for (int round = 1; round <= 3 * rounds(); round++) {
            over(IntStream.range(0, Person.LINES).boxed().collect(Collectors.toMap(Person::line, line -> 1)));
            List<SharedUser> users = IntStream.range(0, Race.CALLERS)
                    .mapToObj(number -> byPhone(number))
                    .toList();
            int limit = round % 3 == 0 ? Race.CALLERS : 3;
            List<SharedUser> made = made(Race.run(caller -> tried(allocating(caller), users.get(caller), limit)));
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

    /** What is tried in one step gives back what it took where it comes too late: all places are there for those who come then. */
    @Test
    default void P5_nothingLeaksFromOneStep() {
        assumeItAdmits();
        AllocatingUserStore store = over(Map.of(Person.line(1), 4, Person.line(2), 4));
        for (int round = 1; round <= rounds(); round++) {
            int base = Race.CALLERS * round;
            made(Race.run(caller -> tried(
                            allocating(caller),
                            byPhone(Person.of(UserKind.SHARED, base).withId(base + caller)),
                            1_000)))
                    .forEach(this::deactivated);
        }
        assertThat(sharedUsers(Person.project(0))).isZero();
        for (int number = 1; number <= 8; number++) {
            assertThat(store.admit(admission(byPhone(number)), Optional.empty()))
                    .isInstanceOf(AllocatingUserStore.Admitted.Done.class);
        }
    }
}
