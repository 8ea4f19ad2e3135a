package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.claim;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.erase;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static dev.partyline.testkit.contract.StoreUnderTest.laterThan;
import static dev.partyline.testkit.contract.StoreUnderTest.record;
import static dev.partyline.testkit.contract.StoreUnderTest.replace;
import static dev.partyline.testkit.contract.StoreUnderTest.under;
import static dev.partyline.testkit.contract.StoreUnderTest.winners;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link UserStore#commitAll} and {@link UserStore#lookAll} promise (B3). */
interface BatchChapter extends StoreUnderTest {
    /** As many as a run has together. */
    int MANY = 64;

    /** How many changes a caller of a race brings. */
    int FEW = 8;

    /** A change, and what is to become of it. */
    record Row(Change change, Commit commit) {
        static Row made(Change change, AnyUser user) {
            return new Row(change, new Commit.Done(user));
        }

        static Row outdated(Change change) {
            return new Row(change, new Commit.Outdated());
        }

        static Row admitted(User user) {
            return made(admit(user), user);
        }
    }

    /** Asserts that each change of the batch is answered so. */
    private void isAnswered(List<Row> rows) {
        assertThat(commitAll(store(), rows.stream().map(Row::change).toList()))
                .as("what became of each change of a batch, in the order of the changes")
                .isEqualTo(rows.stream().map(Row::commit).toList());
    }

    @Demand("A batch is answered as its changes would be one after the other, in their order.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void B3_aBatchIsAnsweredAsItsChangesOneAfterTheOther(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = person.user();
        User changed = person.looking(1).at(2).user();
        User neighbour = Person.user(kind, 2);
        User heir = person.withId(3).user();
        User late = Person.user(kind, 4);
        Change.Deactivate end = deactivate(changed);
        DeactivatedUser gone = new DeactivatedUser(changed, end.at());
        Change.Erase erasure = erase(gone);
        isAnswered(List.of(
                Row.outdated(replace(user, changed)),
                Row.admitted(user),
                Row.outdated(admit(heir)),
                Row.made(replace(user, changed), changed),
                Row.outdated(replace(user, person.looking(2).at(2).user())),
                Row.admitted(neighbour),
                Row.made(end, gone),
                Row.admitted(heir),
                Row.outdated(deactivate(changed)),
                Row.made(erasure, gone.erased(erasure.at())),
                Row.made(new Change.Confirm(neighbour, Optional.empty(), claim(neighbour, 5)), neighbour),
                Row.outdated(under(claim(late, 5), admit(late))),
                Row.outdated(admit(user))));
        State state = State.of(store(), List.of(user, neighbour, heir, late));
        state.isSound();
        assertThat(Set.copyOf(state.holders().values())).containsExactlyInAnyOrder(neighbour, heir);
        assertThat(listed(user.tenant())).containsExactlyInAnyOrder(neighbour, heir);
    }

    @Demand("A change of a batch that cannot be made leaves nothing behind, and does not undo the others.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void B3_whatCannotBeMadeDoesNotUndoTheOthers(UserKind kind) {
        for (int place : List.of(0, 2, 4)) {
            int number = 100 * (place + 1);
            Person holder = Person.of(kind, number);
            User there = admitted(holder.user());
            List<Person> rivals = holder.rivals(number + 10);
            Person rival = rivals.get(rivals.size() - 1);
            List<Row> rows = new ArrayList<>(IntStream.range(1, 5)
                    .mapToObj(other -> Row.admitted(Person.user(kind, number + other)))
                    .toList());
            rows.add(place, Row.outdated(admit(rival.user())));
            isAnswered(rows);

            Stream<User> made =
                    Stream.concat(Stream.of(there), rows.stream().flatMap(row -> userOf(row.commit()).stream()));
            State state = State.of(
                    store(), Stream.concat(Stream.of(rival.user()), made).toList());
            state.isSound();
            assertThat(state.holders().values()).doesNotContain(rival.user());
            assertThat(store().find(there.tenant(), rival.user().id())).isEmpty();
            assertThat(Set.copyOf(state.holders().values())).hasSize(5);
        }
    }

    private static Optional<User> userOf(Commit commit) {
        return commit instanceof Commit.Done done ? Optional.of((User) done.user()) : Optional.empty();
    }

    @Demand("Of two changes in one batch that want one key, the first is made and the second is outdated.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void B3_ofTwoThatWantOneKeyTheFirstIsMade(UserKind kind) {
        int number = 1;
        for (int which = 0; which < Person.of(kind, 1).rivals(2).size(); which++) {
            for (boolean rivalFirst : List.of(false, true)) {
                Person person = Person.of(kind, number);
                User user = person.user();
                User rival = person.rivals(number + 1).get(which).user();
                List<User> asked = rivalFirst ? List.of(rival, user) : List.of(user, rival);
                isAnswered(List.of(
                        Row.admitted(asked.get(0)),
                        Row.admitted(Person.user(kind, number + 5)),
                        Row.outdated(admit(asked.get(1)))));
                State state = State.of(store(), asked);
                state.isSound();
                assertThat(Set.copyOf(state.holders().values())).containsExactly(asked.get(0));
                number += 10;
            }
        }
    }

    @Demand("Changes of one user in one batch are made if their versions follow each other.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L6_changesOfOneUserInABatchFollowEachOther(UserKind kind) {
        Person person = Person.of(kind, 1);
        User first = person.user();
        User second = person.looking(1).at(2).user();
        User third = person.rekeyed(7).looking(2).at(3).user();
        List<Change.Effective> changes = List.of(admit(first), replace(first, second), replace(second, third));
        isAnswered(List.of(
                Row.made(changes.get(0), first),
                Row.made(changes.get(1), second),
                Row.outdated(replace(first, person.looking(3).at(2).user())),
                Row.made(changes.get(2), third)));
        assertThat(store().find(first.tenant(), first.id())).contains(third);
        State.of(store(), List.of(first, third)).isSound();
        assertThat(store().events().of(first.tenant(), first.id()))
                .isEqualTo(changes.stream().map(StoreUnderTest::eventOf).toList());
    }

    @Demand("A key that a change of a batch gives up is free for the next change.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L1_aKeyThatIsGivenUpIsFreeForTheNextChange(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        User heir = person.withId(2).user();
        isAnswered(List.of(
                Row.outdated(admit(heir)),
                Row.made(deactivate(user), new DeactivatedUser(user, laterThan(user))),
                Row.admitted(heir)));
        assertThat(listed(user.tenant())).containsExactly(heir);
        State.of(store(), List.of(user, heir)).isSound();
    }

    @Demand("The limit holds within a batch, and a place that becomes free in it is given to the next.")
    @Test
    default void S4_theLimitHoldsWithinABatch() {
        User first = admitted(Person.shared(1));
        isAnswered(List.of(
                Row.made(admit(Person.shared(2), 3), Person.shared(2)),
                Row.admitted(Person.user(UserKind.DEDICATED, 9)),
                Row.made(admit(Person.shared(3), 3), Person.shared(3)),
                Row.outdated(admit(Person.shared(4), 3)),
                Row.made(deactivate(first), new DeactivatedUser(first, laterThan(first))),
                Row.made(admit(Person.shared(5), 3), Person.shared(5)),
                Row.outdated(admit(Person.shared(6), 3)),
                Row.made(admit(inAnotherTenant(7), 1), inAnotherTenant(7))));
        assertThat(sharedUsers(Person.project(0))).isEqualTo(3);
        assertThat(sharedUsers(Person.project(1))).isOne();
        State.of(store(), IntStream.range(1, 7).mapToObj(Person::shared).toList())
                .isSound();
    }

    private static SharedUser inAnotherTenant(int number) {
        return Person.of(UserKind.SHARED, number).inTenant(1).asShared();
    }

    @Demand("Each change of a batch leaves its event, and what is outdated leaves none.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void O1_eachChangeOfABatchLeavesItsEvent(UserKind kind) {
        List<Change.Effective> made = new ArrayList<>();
        List<Change> batch = new ArrayList<>();
        for (int number = 1; number <= FEW; number++) {
            User user = Person.user(kind, number);
            User changed = Person.of(kind, number).looking(1).at(2).user();
            List<Change.Effective> effects = List.of(admit(user), replace(user, changed));
            made.addAll(effects);
            batch.addAll(effects);
            batch.add(admit(user));
        }
        assertThat(winners(commitAll(store(), batch))).hasSize(made.size());
        for (int number = 1; number <= FEW; number++) {
            User user = Person.user(kind, number);
            assertThat(store().events().of(user.tenant(), user.id()))
                    .isEqualTo(made.stream()
                            .filter(change -> change.version().user().equals(user.id()))
                            .map(StoreUnderTest::eventOf)
                            .toList());
        }
        assertThat(store().events().notDone(10 * FEW)).isEqualTo(made.size());
        assertThat(store().events().lease(10 * FEW, EventChapter.NOW, EventChapter.LATER))
                .containsExactlyInAnyOrderElementsOf(made.stream()
                        .filter(change -> change.version().number() == 1)
                        .map(StoreUnderTest::eventOf)
                        .toList());
    }

    @Demand("Each change of a batch that is made keeps its record, and of two under one key the first is made.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I6_eachChangeOfABatchKeepsItsRecord(UserKind kind) {
        User user = Person.user(kind, 1);
        User other = Person.user(kind, 2);
        User rival = Person.of(kind, 1).withId(3).user();
        isAnswered(List.of(
                Row.made(under(claim(user, 1), admit(user)), user),
                Row.outdated(under(claim(other, 1), admit(other))),
                Row.outdated(under(claim(rival, 2), admit(rival))),
                Row.made(under(claim(other, 3), admit(other)), other)));
        assertThat(recordOf(user.tenant(), key(1))).contains(record(user, 1));
        assertThat(recordOf(user.tenant(), key(2))).isEmpty();
        assertThat(recordOf(user.tenant(), key(3))).contains(record(other, 3));
    }

    @Demand("A change that was settled as not made is not made by a batch, and one that a batch made is settled so.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_eachChangeOfABatchIsSettledAsItWent(UserKind kind) {
        User user = Person.user(kind, 1);
        User other = Person.user(kind, 2);
        Change settled = admit(user);
        assertThat(settle(settled)).isEmpty();
        isAnswered(List.of(Row.admitted(other), Row.outdated(settled)));
        assertThat(settle(admit(other))).contains(other);
        assertThat(settle(settled)).isEmpty();
        assertThat(listed(user.tenant())).containsExactly(other);
    }

    @Demand("A batch of no changes and no questions is answered with nothing.")
    @Test
    default void B3_anEmptyBatchIsAnsweredWithNothing() {
        assertThat(store().commitAll(List.of())).isEmpty();
        assertThat(store().lookAll(List.of())).isEmpty();
    }

    @Demand("A batch may be of users of all kinds and of many tenants, as many as a run has together.")
    @Test
    default void B3_aBatchMayBeOfAllKindsInManyTenants() {
        UserKind[] kinds = UserKind.values();
        List<User> users = IntStream.range(0, MANY)
                .mapToObj(number -> Person.of(kinds[number % kinds.length], number)
                        .inTenant(number % 3)
                        .user())
                .toList();
        isAnswered(users.stream().map(Row::admitted).toList());
        State.of(store(), users).isSound();
        users.forEach(user -> assertThat(store().find(user.tenant(), user.id())).contains(user));
    }

    @Demand("As long as the store has another plan than the library, it makes no change of a batch.")
    @Test
    default void V16_aBatchIsNotWrittenUnderAnotherPlan() {
        User user = admitted(Person.user(UserKind.APP, 1));
        User other = Person.user(UserKind.APP, 2);
        int another = NumberingPlan.NUMBER + 41;
        store().adoptPlan(another);
        leavesAsItIs(List.of(user, other), () -> {
            UnavailableException refused = catchThrowableOfType(
                    UnavailableException.class, () -> commitAll(store(), List.of(deactivate(user), admit(other))));
            assertThat(refused).isNotNull().hasMessageContaining("plan " + another);
            assertThat(refused.effect()).isEqualTo(Effect.NONE);
        });
    }

    @Demand("Questions that are asked together are answered in their order, each as it is alone.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void B3_questionsAreAnsweredInTheirOrder(UserKind kind) {
        User gone = admitted(Person.user(kind, 1));
        deactivated(gone);
        User user = Person.user(kind, 2);
        isDone(under(claim(user, 2), admit(user)));
        User there = admitted(Person.of(kind, 3).inTenant(1).user());
        admitted(Person.user(UserKind.SHARED, 4));
        List<Question> questions = new ArrayList<>();
        for (User each : List.of(there, Person.user(kind, 9), user, gone)) {
            Question keys = Question.of(each.tenant(), each.keys());
            questions.add(keys);
            questions.add(Question.of(each.tenant(), List.of()).withId(Optional.of(each.id())));
            questions.add(
                    keys.withId(Optional.of(each.id())).withRequestKey(Optional.of(StoreUnderTest.create(key(2)))));
            questions.add(keys);
        }
        Question counted = Question.of(Person.project(0), List.of()).withSharedUsersCounted(true);
        questions.add(counted);
        questions.add(0, counted);
        if (gone instanceof SharedUser shared) {
            questions.add(
                    2,
                    Question.of(gone.tenant(), List.of(StoreUnderTest.phoneOf(shared)))
                            .withFormerRecalled(true));
        }
        for (UserStore handle : List.of(handle(0), handle(1))) {
            assertThat(handle.lookAll(questions))
                    .isEqualTo(questions.stream().map(handle::look).toList());
        }
    }

    /** Every other caller brings its changes in a batch, in an order of its own; the others bring one alone. */
    @Demand("Of many batches and single changes that want the same keys at the same time, one gets each key.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void B3_ofManyBatchesThatWantTheSameKeysOneGetsEach(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            int base = RaceChapter.ROUND * 10 * round;
            List<List<User>> brought = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller -> inAnOrderOfItsOwn(
                            caller,
                            IntStream.range(0, FEW)
                                    .mapToObj(contested -> rival(kind, base + contested, base + 10 + caller * FEW))
                                    .toList()))
                    .toList();
            List<List<Commit>> commits = Race.run(caller -> caller % 4 < 2
                    ? commitAll(
                            handle(caller),
                            brought.get(caller).stream()
                                    .map(StoreUnderTest::admit)
                                    .toList())
                    : List.of(commit(handle(caller), admit(brought.get(caller).get(0)))));

            List<User> made = new ArrayList<>();
            for (int caller = 0; caller < Race.CALLERS; caller++) {
                for (int place : winners(commits.get(caller))) {
                    made.add(brought.get(caller).get(place));
                }
            }
            State state =
                    State.of(store(), brought.stream().flatMap(List::stream).toList());
            state.isSound();
            assertThat(made).as("one for each key").hasSize(FEW);
            assertThat(Set.copyOf(state.holders().values())).containsExactlyInAnyOrderElementsOf(made);
            assertThat(state.holders().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            made.stream().flatMap(user -> user.keys().stream()).toList());
        }
    }

    /** Somebody who wants the first key of the contested one, and has other keys of its own. */
    private static User rival(UserKind kind, int contested, int base) {
        return Person.of(kind, base + contested % 10)
                .withFirst(contested)
                .withThird(kind == UserKind.DEDICATED ? contested : base + contested % 10)
                .user();
    }

    private static <T> List<T> inAnOrderOfItsOwn(int caller, List<T> all) {
        List<T> ordered = new ArrayList<>(all);
        Collections.rotate(ordered, caller);
        if (caller % 2 == 0) {
            Collections.reverse(ordered);
        }
        return ordered;
    }

    @Demand("Of many batches that change the same users at the same time, one changes each.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L6_ofManyBatchesThatChangeTheSameUsersOneChangesEach(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            int base = RaceChapter.ROUND * round;
            List<Person> people = IntStream.range(0, FEW)
                    .mapToObj(number -> Person.of(kind, base + number))
                    .toList();
            people.forEach(person -> admitted(person.user()));
            List<List<Person>> asked = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller -> inAnOrderOfItsOwn(caller, people))
                    .toList();
            List<List<Commit>> commits = Race.run(caller -> commitAll(
                    handle(caller),
                    asked.get(caller).stream()
                            .map(person -> replace(
                                    person.user(),
                                    person.looking(1 + caller).at(2).user()))
                            .toList()));
            List<AnyUser> made = commits.stream()
                    .flatMap(List::stream)
                    .filter(Commit.Done.class::isInstance)
                    .map(commit -> ((Commit.Done) commit).user())
                    .toList();
            assertThat(made).extracting(AnyUser::id).doesNotHaveDuplicates().hasSize(FEW);
            made.forEach(
                    user -> assertThat(store().find(user.tenant(), user.id())).contains(user));
        }
    }

    @Demand("The limit is never exceeded, and it is reached, whichever batches and single changes come at once.")
    @Test
    default void S4_theLimitHoldsForManyBatchesAtOnce() {
        int limit = 10;
        for (int round = 1; round <= rounds(); round++) {
            int tenant = round;
            int base = RaceChapter.ROUND * 10 * round;
            List<List<SharedUser>> brought = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller -> IntStream.range(0, caller % 2 == 0 ? 4 : 1)
                            .mapToObj(number -> Person.of(UserKind.SHARED, base + 4 * caller + number)
                                    .inTenant(tenant)
                                    .asShared())
                            .toList())
                    .toList();
            List<List<Commit>> commits = Race.run(caller -> commitAll(
                    handle(caller),
                    brought.get(caller).stream().map(user -> admit(user, limit)).toList()));
            assertThat(winners(commits.stream().flatMap(List::stream).toList())).hasSize(limit);
            assertThat(sharedUsers(Person.project(tenant))).isEqualTo(limit);
            State.of(store(), brought.stream().flatMap(List::stream).toList()).isSound();
        }
    }
}
