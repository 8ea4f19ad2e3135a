package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.MoveChapter.A;
import static dev.partyline.testkit.contract.MoveChapter.B;
import static dev.partyline.testkit.contract.MoveChapter.C;
import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.claim;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static dev.partyline.testkit.contract.StoreUnderTest.phoneOf;
import static dev.partyline.testkit.contract.StoreUnderTest.under;
import static dev.partyline.testkit.contract.StoreUnderTest.winners;
import static dev.partyline.testkit.contract.StoreWithLinesContract.admission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.UserStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Batches of a store that has lines (B3): each change gets its line as if it were made alone, in its turn. */
interface BatchOnLinesChapter extends StoreUnderTest {

    /** A new store over these lines. */
    UserStore over(Map<Line, Integer> capacities);

    /** How many users more than another a line may have and still be given (rule P3). */
    int closeness();

    private static Change onALine(SharedUser user) {
        return onALine(user, LineWish.NONE);
    }

    private static Change onALine(SharedUser user, LineWish wish) {
        return new Change.AdmitOnALine(admission(user, OptionalInt.empty(), wish), Optional.empty());
    }

    private static SharedUser user(Commit commit) {
        assertThat(commit).as(IS_MADE).isInstanceOf(Commit.Done.class);
        return (SharedUser) ((Commit.Done) commit).user();
    }

    /** How many users each line has, as the pool says; which are as many as are told to be on it. */
    private Map<Line, Integer> loads() {
        Map<Line, Integer> loads = new HashMap<>();
        for (LineUse use : store().lines().page(Optional.empty(), 100)) {
            List<LineUser> users = store().usersOn(use.line(), Optional.empty(), 1_000);
            assertThat(users.stream().filter(SharedUser.class::isInstance))
                    .as("shared users on a line, and the places that they take")
                    .hasSize(use.users());
            loads.put(use.line(), use.users());
        }
        return loads;
    }

    @Demand("A change of a batch that finds no line is answered NoLine, and does not undo the others.")
    @Test
    default void S6_whatFindsNoLineDoesNotUndoTheOthers() {
        over(Map.of(A, 2));
        DedicatedUser dedicated = admitted(Person.of(UserKind.DEDICATED, 1).asDedicated());
        SharedUser there = Person.of(UserKind.SHARED, 1).withId(2).asShared();
        DedicatedUser other = Person.of(UserKind.DEDICATED, 5).withThird(2).asDedicated();
        List<Change> batch = List.of(
                onALine(there),
                onALine(Person.shared(3)),
                under(claim(there, 1), onALine(there)),
                onALine(Person.shared(4)),
                admit(other),
                onALine(Person.shared(6)));
        List<Commit> commits = commitAll(store(), batch);
        assertThat(commits).hasSameSizeAs(batch);
        for (int place : List.of(0, 2, 5)) {
            assertThat(commits.get(place))
                    .as("change %s, which finds no line", place + 1)
                    .isEqualTo(new Commit.NoLine());
        }
        assertThat(List.of(user(commits.get(1)).line(), user(commits.get(3)).line()))
                .containsOnly(A);
        assertThat(commits.get(4)).isEqualTo(new Commit.Done(other));
        assertThat(loads()).isEqualTo(Map.of(A, 2));
        assertThat(sharedUsers(there.tenant())).isEqualTo(2);
        assertThat(store().find(there.tenant(), there.id())).isEmpty();
        assertThat(recordOf(there.tenant(), key(1))).isEmpty();
        State.of(store(), List.of(dedicated, other, user(commits.get(1)), user(commits.get(3))))
                .isSound();
    }

    @Demand("A place that a change of a batch leaves is given to the next one, and one that it takes is not.")
    @Test
    default void P4_placesAreTakenAndLeftInTheOrderOfABatch() {
        over(Map.of(A, 1, B, 1));
        SharedUser first = user(commit(onALine(Person.shared(1))));
        Line free = first.line().equals(A) ? B : A;
        admitted(MoveChapter.rival(9, first.line()));
        Change.Move move = MoveChapter.move(first, 9);
        List<Commit> commits = commitAll(
                store(),
                List.of(
                        move,
                        onALine(Person.shared(2)),
                        onALine(Person.shared(3)),
                        deactivate(move.after().on(free)),
                        onALine(Person.shared(4)),
                        onALine(Person.shared(5))));
        assertThat(user(commits.get(0)).line()).isEqualTo(free);
        assertThat(user(commits.get(1)).line()).isEqualTo(first.line());
        assertThat(commits.get(2)).isEqualTo(new Commit.NoLine());
        assertThat(user(commits.get(4)).line()).isEqualTo(free);
        assertThat(commits.get(5)).isEqualTo(new Commit.NoLine());
        assertThat(loads()).isEqualTo(Map.of(A, 1, B, 1));
    }

    @Demand("In one batch, a phone gets no line twice, whichever the tenants.")
    @Test
    default void P2_aPhoneGetsNoLineTwiceInABatch() {
        over(Map.of(A, 9, B, 9));
        Person person = Person.of(UserKind.SHARED, 1);
        List<Commit> commits = commitAll(
                store(),
                IntStream.range(0, 3)
                        .mapToObj(tenant -> onALine(
                                person.inTenant(tenant).withId(1 + tenant).asShared(), LineWish.preferring(A)))
                        .toList());
        assertThat(Stream.of(0, 1).map(place -> user(commits.get(place)).line()))
                .containsExactly(A, B);
        assertThat(commits.get(2)).isEqualTo(new Commit.NoLine());
        assertThat(linesOf(person.asShared().phone())).containsExactlyInAnyOrder(A, B);
        assertThat(loads()).isEqualTo(Map.of(A, 1, B, 1));
    }

    @Demand("Each change of a batch gets one of the lines with the fewest users, or close to it within the spread.")
    @Test
    default void P3_theLoadIsSpreadWithinABatch() {
        over(Map.of(A, 100, B, 100, C, 100));
        Map<Line, Integer> users = new HashMap<>();
        for (Commit commit : commitAll(
                store(),
                IntStream.range(0, BatchChapter.MANY)
                        .mapToObj(number -> onALine(Person.shared(number)))
                        .toList())) {
            int least = Stream.of(A, B, C)
                    .mapToInt(line -> users.getOrDefault(line, 0))
                    .min()
                    .orElseThrow();
            assertThat(users.merge(user(commit).line(), 1, Integer::sum) - 1)
                    .as("users of the line that is given")
                    .isLessThanOrEqualTo(least + closeness());
        }
        assertThat(loads()).isEqualTo(users);
    }

    @Demand("The capacities of lines hold, and are reached, whichever batches and single changes come at once.")
    @Test
    default void P4_theCapacityHoldsForManyBatchesAtOnce() {
        for (int round = 1; round <= rounds(); round++) {
            over(Map.of(A, 5, B, 6, C, 7));
            List<List<Change>> batches = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller -> IntStream.range(0, caller % 2 == 0 ? 4 : 1)
                            .mapToObj(number -> Person.of(UserKind.SHARED, 4 * caller + number)
                                    .inTenant(number % 2)
                                    .asShared())
                            .map(BatchOnLinesChapter::onALine)
                            .toList())
                    .toList();
            List<Commit> commits = Race.run(caller -> commitAll(handle(caller), batches.get(caller))).stream()
                    .flatMap(List::stream)
                    .toList();
            assertThat(winners(commits)).hasSize(18);
            assertThat(commits).doesNotContain(new Commit.Outdated());
            assertThat(loads()).isEqualTo(Map.of(A, 5, B, 6, C, 7));
        }
    }

    /** They leave and come in orders of their own, so that each wants what another has. */
    @Demand("Nothing leaks and nobody waits forever while batches of all kinds of changes meet.")
    @Test
    default void P5_nothingLeaksFromManyBatchesAtOnce() {
        for (int round = 1; round <= rounds(); round++) {
            over(Map.of(A, 20, B, 20, C, 20));
            List<SharedUser> there = IntStream.range(0, 4)
                    .mapToObj(number -> user(commit(onALine(Person.shared(number)))))
                    .toList();
            List<List<Change>> batches = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller -> mixed(caller, there))
                    .toList();
            List<Commit> commits = Race.run(caller -> commitAll(handle(caller), batches.get(caller))).stream()
                    .flatMap(List::stream)
                    .toList();
            List<User> now = listed(Person.project(0));
            assertThat(now).as("those who came, and those who did not leave").hasSize((int) commits.stream()
                    .filter(Commit.Done.class::isInstance)
                    .map(commit -> ((Commit.Done) commit).user())
                    .filter(user -> user instanceof User && user.version() == 1)
                    .count());
            assertThat(loads().values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(now.size());
            assertThat(sharedUsers(Person.project(0))).isEqualTo(now.size());
            State.of(store(), Stream.concat(now.stream(), there.stream()).toList())
                    .isSound();
            assertThat(winners(commitAll(
                            store(),
                            now.stream().map(StoreUnderTest::deactivate).toList())))
                    .hasSize(now.size());
            assertThat(loads().values()).containsOnly(0);
        }
    }

    /** Some leave, others want their phones, and somebody is new. */
    private static List<Change> mixed(int caller, List<SharedUser> there) {
        List<Change> changes = new ArrayList<>();
        for (SharedUser user : there) {
            int number = there.indexOf(user);
            changes.add(deactivate(user));
            changes.add(onALine(Person.of(UserKind.SHARED, number)
                    .withId(100 + 10 * caller + number)
                    .asShared()));
        }
        changes.add(onALine(Person.shared(500 + caller)));
        Collections.rotate(changes, caller);
        if (caller % 2 == 0) {
            Collections.reverse(changes);
        }
        return changes;
    }

    // ---------------------------------------------------------------------------------------------- looking, at once

    /** Known by the phone alone and with a limit, as most are, so that a store has no excuse. */
    private static Question offering(Person person, OptionalInt limit) {
        SharedUser user = person.asShared();
        SharedUser byPhone = new SharedUser(
                user.id(),
                user.version(),
                user.project(),
                user.phone(),
                user.line(),
                user.placedBy(),
                user.profile(),
                user.createdAt(),
                SharedIdentity.PHONE,
                user.claims());
        return Question.of(user.tenant(), List.of(phoneOf(user)))
                .withSharedUsersCounted(true)
                .admittingIfNobody(admission(byPhone, limit, LineWish.NONE), Optional.empty());
    }

    private static Question offering(Person person) {
        return offering(person, OptionalInt.of(1_000_000));
    }

    /** The same, and what is answered is kept under the key. */
    private static Question offering(Person person, int key) {
        SharedUser user = person.asShared();
        return offering(person)
                .withRequestKey(Optional.of(StoreUnderTest.create(key(key))))
                .admittingIfNobody(
                        offering(person).ifNobody().orElseThrow().admission(), Optional.of(claim(user, key)));
    }

    private static List<SharedUser> made(List<Facts> answers) {
        return answers.stream().flatMap(facts -> facts.admitted().stream()).toList();
    }

    @Demand("If a store does not admit at once, it ignores the admissions that many questions bring.")
    @Test
    default void E5_aStoreThatAdmitsNobodyWhileItLooksForManyChangesNothing() {
        UserStore store = over(Map.of(A, 9));
        assumeFalse(store.admitsAtOnce(), "does not apply: this store admits users while it looks");
        List<Question> questions =
                List.of(offering(Person.of(UserKind.SHARED, 1)), offering(Person.of(UserKind.SHARED, 2)));
        leavesAsItIs(
                List.of(Person.shared(1), Person.shared(2)),
                () -> assertThat(store.lookAll(questions))
                        .isEqualTo(questions.stream().map(store::look).toList()));
    }

    @Demand("Of questions asked together that bring one phone, one admits its user, and the next ones see it.")
    @Test
    default void S2_ofThoseWhoAskTogetherForOnePhoneOneIsAdmitted() {
        UserStore store = over(Map.of(A, 9, B, 9));
        assumeTrue(store.admitsAtOnce(), "does not apply: this store admits nobody while it looks");
        Person person = Person.of(UserKind.SHARED, 1);
        List<Facts> facts = store.lookAll(List.of(
                offering(person),
                offering(Person.of(UserKind.SHARED, 7)),
                offering(person.withId(2)),
                offering(person.withId(3).inTenant(1)),
                offering(person.withId(4))));
        List<SharedUser> made = made(facts);
        assertThat(made.stream().map(SharedUser::phone).filter(person.asShared().phone()::equals))
                .as("one in each tenant")
                .hasSizeBetween(1, 2);
        Optional<SharedUser> first = facts.get(0).admitted();
        assertThat(first).as("who is admitted first").isPresent();
        assertThat(facts.get(1).admitted()).as("somebody else").isPresent();
        for (int place : List.of(2, 4)) {
            assertThat(facts.get(place).admitted()).isEmpty();
            assertThat(facts.get(place).holders()).containsValue(first.get());
            assertThat(facts.get(place).sharedUsers()).isEqualTo(2);
        }
        assertThat(linesOf(person.asShared().phone())).hasSize(made.size() - 1);
        State.of(store(), made).isSound();
        made.forEach(user -> assertThat(store.find(user.tenant(), user.id())).contains(user));
        assertThat(loads().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(made.size());
    }

    @Demand("Of questions asked together that claim one key, one admits its user, and its record stands.")
    @Test
    default void I5_ofThoseWhoAskTogetherUnderOneKeyOneIsAdmitted() {
        UserStore store = over(Map.of(A, 9, B, 9));
        assumeTrue(store.admitsAtOnce(), "does not apply: this store admits nobody while it looks");
        List<Facts> facts = store.lookAll(List.of(
                offering(Person.of(UserKind.SHARED, 1), 1),
                offering(Person.of(UserKind.SHARED, 2)),
                offering(Person.of(UserKind.SHARED, 3).inTenant(1), 1),
                offering(Person.of(UserKind.SHARED, 4), 2),
                offering(Person.of(UserKind.SHARED, 5), 1)));
        List<SharedUser> made = made(facts);
        assertThat(made).as("all but the last").hasSize(4);
        assertThat(facts.get(4).admitted()).isEmpty();
        assertThat(facts.get(4).remembered()).isEqualTo(recordOf(Person.project(0), key(1)));
        for (int place : List.of(0, 2, 3)) {
            SharedUser user = made.get(place);
            int key = place == 3 ? 2 : 1;
            assertThat(recordOf(user.tenant(), key(key)))
                    .contains(claim(user, key)
                            .answeredBy(new Outcome.Created<>(user, Optional.of(LineWish.NONE.choice(user.line())))));
        }
        State.of(store(), made).isSound();
    }

    @Demand("Of many who ask together under the same keys at the same time, one is admitted for each key.")
    @Test
    default void I5_ofManyWhoAskTogetherAtOnceOneIsAdmittedForEachKey() {
        // So many lines that nobody waits for one.
        Map<Line, Integer> lines = IntStream.range(0, 4 * Race.CALLERS)
                .mapToObj(number -> Line.of("+1650555" + (1_000 + number)).get())
                .collect(Collectors.toMap(line -> line, line -> 1_000_000));
        assumeTrue(over(lines).admitsAtOnce(), "does not apply: this store admits nobody while it looks");
        for (int round = 1; round <= rounds(); round++) {
            int base = RaceChapter.ROUND * 10 * round;
            List<SharedUser> made = made(Race.run(caller -> {
                        List<Question> questions = new ArrayList<>(IntStream.range(0, 4)
                                .mapToObj(number -> offering(
                                        Person.of(UserKind.SHARED, base + 10 * caller + number), base + number))
                                .toList());
                        Collections.rotate(questions, caller);
                        return handle(caller).lookAll(questions);
                    })
                    .stream()
                    .flatMap(List::stream)
                    .toList());
            assertThat(IntStream.range(0, 4)
                            .boxed()
                            .flatMap(number -> recordOf(Person.project(0), key(base + number)).stream())
                            .<AnyUser>map(record -> record.outcome().user()))
                    .as("the users in the records of the keys are those who were admitted")
                    .containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Demand("Questions asked together admit nobody above the limit or the capacities of the lines.")
    @Test
    default void S4_theLimitHoldsForThoseWhoAskTogether() {
        UserStore store = over(Map.of(A, 2, B, 2));
        assumeTrue(store.admitsAtOnce(), "does not apply: this store admits nobody while it looks");
        List<Facts> limited = store.lookAll(IntStream.range(0, 6)
                .mapToObj(number -> offering(Person.of(UserKind.SHARED, number), OptionalInt.of(3)))
                .toList());
        assertThat(made(limited)).hasSizeBetween(1, 3);
        assertThat(sharedUsers(Person.project(0))).isEqualTo(made(limited).size());
        List<Facts> more = store.lookAll(IntStream.range(6, 12)
                .mapToObj(number -> offering(Person.of(UserKind.SHARED, number).inTenant(1)))
                .toList());
        int all = made(limited).size() + made(more).size();
        assertThat(all).isLessThanOrEqualTo(4);
        assertThat(loads().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(all);
    }

    @Demand("Of many who ask for many phones at the same time, at most one is admitted for each.")
    @Test
    default void S2_ofManyWhoAskTogetherAtOnceOneIsAdmittedForEachPhone() {
        assumeTrue(
                over(Map.of(A, 1_000_000, B, 1_000_000)).admitsAtOnce(),
                "does not apply: this store admits nobody while it looks");
        for (int round = 1; round <= rounds(); round++) {
            int base = RaceChapter.ROUND * 10 * round;
            List<Facts> answers = Race.run(caller -> {
                        List<Question> questions = new ArrayList<>(IntStream.range(0, 4)
                                .mapToObj(number -> offering(Person.of(UserKind.SHARED, base + number)
                                        .withId(base + 10 * caller + number)))
                                .toList());
                        Collections.rotate(questions, caller);
                        return handle(caller).lookAll(questions);
                    })
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            List<SharedUser> made = made(answers);
            assertThat(made).extracting(SharedUser::phone).doesNotHaveDuplicates();
            Set<User> holders = Set.copyOf(State.of(store(), made).holders().values());
            assertThat(holders).containsExactlyInAnyOrderElementsOf(made);
            assertThat(answers)
                    .flatExtracting(facts -> facts.holders().values())
                    .allMatch(made::contains);
        }
        assertThat(loads().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(sharedUsers(Person.project(0)));
    }
}
