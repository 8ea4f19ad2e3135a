package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.claim;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static dev.partyline.testkit.contract.StoreUnderTest.laterThan;
import static dev.partyline.testkit.contract.StoreUnderTest.phoneOf;
import static dev.partyline.testkit.contract.StoreUnderTest.under;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.UserStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Change.Move} promises, of a store that has lines. */
interface MoveChapter extends StoreUnderTest {
    Line A = Person.line(1);
    Line B = Person.line(2);
    Line C = Person.line(3);

    /** A new store over these lines. */
    UserStore over(Map<Line, Integer> capacities);

    /** The user with another phone, and a name of the attempt as its place. */
    static Change.Move move(SharedUser user, int phone) {
        ChangeId attempt = StoreUnderTest.another();
        SharedUser changed = Versions.placed(user.version() + 1, attempt, withPhone(user, phone));
        return new Change.Move(
                user,
                StoreWithLinesContract.candidate(changed),
                laterThan(user),
                Set.of(Field.PHONE_NUMBER),
                Optional.empty());
    }

    private static SharedUser withPhone(SharedUser user, int phone) {
        SharedUser other = Person.shared(phone);
        SharedUserCandidate same = StoreWithLinesContract.candidate(user);
        return new SharedUserCandidate(
                        same.id(),
                        same.version(),
                        same.project(),
                        other.phone(),
                        same.placedBy(),
                        same.profile(),
                        same.createdAt(),
                        same.identifiedBy(),
                        other.claims())
                .on(user.line());
    }

    /** Somebody of another tenant, who has the phone on the line: a user with this phone cannot be there. */
    static DedicatedUser rival(int phone, Line line) {
        return Person.of(UserKind.DEDICATED, 50 + phone)
                .withFirst(phone)
                .inTenant(1)
                .onLine(line);
    }

    private SharedUser moved(Change.Move move) {
        return (SharedUser) isDone(move);
    }

    private static Change.AdmitOnALine onALine(SharedUser user) {
        return new Change.AdmitOnALine(StoreWithLinesContract.admission(user), Optional.empty());
    }

    private static Change.AdmitOnALine onALine(SharedUser user, LineWish wish) {
        return new Change.AdmitOnALine(
                StoreWithLinesContract.admission(user, OptionalInt.empty(), wish), Optional.empty());
    }

    private SharedUser onSomeLine(SharedUser user) {
        return (SharedUser) isDone(onALine(user));
    }

    @Demand("If a change tells values and leaves the line to the store, its event tells the line that was chosen.")
    @Test
    default void O2_anEventTellsTheLineThatWasChosen() {
        UserStore store = over(Map.of(A, 1, B, 1));
        SharedUser user = (SharedUser) isDone(StoreUnderTest.telling(onALine(Person.shared(1))));
        admitted(rival(3, user.line()));
        SharedUser moved = (SharedUser) isDone(StoreUnderTest.telling(move(user, 3)));
        assertThat(moved.line()).isNotEqualTo(user.line());
        assertThat(store.events().of(user.tenant(), user.id()))
                .extracting(Event::values)
                .isEqualTo(List.of(Optional.of(user), Optional.of(moved)));
    }

    @Demand("A moved user is on another line with its new phone, and its place on the line before is free.")
    @Test
    default void K2_aUserMovesToAnotherLineAndLeavesItsPlace() {
        UserStore store = over(Map.of(A, 1, B, 1));
        SharedUser user = onSomeLine(Person.shared(1));
        DedicatedUser other = admitted(rival(3, user.line()));
        SharedUser moved = moved(move(user, 3));
        assertThat(moved.line()).isNotEqualTo(user.line());
        assertThat(moved.id()).isEqualTo(user.id());
        assertThat(store.find(user.tenant(), user.id())).contains(moved);
        assertThat(store.find(moved.phone(), moved.line())).contains(moved);
        assertThat(store.find(moved.phone(), user.line())).contains(other);
        assertThat(store.find(user.phone(), user.line())).isEmpty();
        assertThat(holderOf(phoneOf(moved), user.tenant())).contains(moved);
        assertThat(holderOf(phoneOf(user), user.tenant())).isEmpty();
        assertThat(sharedUsers(user.tenant())).isOne();
        assertThat(store.events().of(user.tenant(), user.id()))
                .extracting(Event::version)
                .containsExactly(1L, 2L);
        assertThat(onSomeLine(Person.of(UserKind.SHARED, 1)
                                .withId(2)
                                .withSecond(2)
                                .asShared())
                        .line())
                .isEqualTo(user.line());
        assertThat(commit(onALine(Person.shared(4)))).isEqualTo(new Commit.NoLine());
    }

    @Demand("A move that finds no other line is answered NoLine and changes nothing.")
    @Test
    default void K2_whoFindsNoOtherLineStays() {
        over(Map.of(A, 9, B, 1));
        SharedUser user = admitted(Person.shared(1));
        SharedUser other = admitted(Person.shared(2));
        admitted(rival(3, user.line()));
        Change move = under(claim(user, 1), move(user, 3));
        leavesAsItIs(List.of(user, other), () -> {
            assertThat(commit(move)).isEqualTo(new Commit.NoLine());
            assertThat(commit(moveAway(user, LineWish.NONE))).isEqualTo(new Commit.NoLine());
        });
        assertThat(recordOf(user.tenant(), key(1))).isEmpty();
    }

    @Demand("A line that the new phone is already on, in any tenant, is not given to a user that moves.")
    @Test
    default void K2_aLineThatTheNewPhoneIsOnIsNotOffered() {
        over(Map.of(A, 9, B, 9));
        SharedUser user = onSomeLine(Person.shared(1));
        Line another = user.line().equals(A) ? B : A;
        int number = another.equals(A) ? 1 : 2;
        admitted(rival(3, user.line()));
        admitted(Person.of(UserKind.DEDICATED, 3).withThird(number).inTenant(1).user());
        assertThat(commit(move(user, 3))).isEqualTo(new Commit.NoLine());
    }

    @Demand("A move is outdated unless its user is active at the version before, and its new phone is free.")
    @Test
    default void K2_aMoveOfWhatIsAnotherByNowIsOutdated() {
        over(Map.of(A, 9, B, 9));
        SharedUser user = onSomeLine(Person.shared(1));
        SharedUser other = onSomeLine(Person.shared(2));
        List<SharedUser> all = List.of(user, other);
        IntStream.rangeClosed(2, 4).forEach(phone -> admitted(rival(phone, user.line())));
        isOutdated(move(user, 2), all);
        isOutdated(move(Versions.at(2, user), 3), all);
        Change.Move made = move(user, 3);
        SharedUser moved = moved(made);
        isOutdated(made, all);
        isOutdated(move(user, 4), all);
        admitted(rival(5, moved.line()));
        deactivated(moved);
        isOutdated(move(moved, 5), all);
    }

    @Demand("A move for a new phone is outdated unless that phone is somebody else's on the line before.")
    @Test
    default void K2_whoMayStayOnItsLineDoesNotMove() {
        over(Map.of(A, 9, B, 9));
        SharedUser user = onSomeLine(Person.shared(1));
        Change.Move move = move(user, 3);
        deactivated(admitted(rival(3, user.line())));
        isOutdated(move, List.of(user));
        admitted(Person.of(UserKind.DEDICATED, 3).inTenant(2).onLine(user.line()));
        assertThat(moved(move).line()).isNotEqualTo(user.line());
    }

    @Demand("If a user may stay on its line, a move is outdated, whether there is another line or not.")
    @Test
    default void K2_whoMayStayOnItsLineIsNotRefusedForWantOfAnother() {
        over(Map.of(A, 1));
        SharedUser user = onSomeLine(Person.shared(1));
        isOutdated(move(user, 3), List.of(user));
    }

    @Demand("Whoever has seen a phone come free on a line, with a user on it, does not see that user move for it.")
    @Test
    default void K2_whoeverSeesThatAUserMayStaySeesItStay() {
        for (int round = 1; round <= rounds(); round++) {
            over(Map.of(A, 9, B, 9, C, 9));
            List<Change> moves = new ArrayList<>();
            for (int tenant = 2; tenant < 10; tenant++) {
                Person person = Person.of(UserKind.SHARED, tenant).inTenant(tenant);
                SharedUser user = (SharedUser) isDone(onALine(person.asShared(), LineWish.naming(A)));
                moves.add(move(user, 50));
            }
            leaveOnlyWhatIsTaken(moves, admitted(rival(50, A)));
        }
    }

    /** The user on another line, and its former pair. */
    private static Change.Move moveAway(SharedUser user, LineWish wish) {
        Change.Move move = new Change.Move(
                user,
                user.next().placedBy(StoreUnderTest.another()),
                wish,
                laterThan(user),
                laterThan(user).plus(Duration.ofHours(1)),
                Set.of(Field.ASSIGNED_PHONE_NUMBER),
                false,
                Optional.empty());
        assertThat(move.after().phone()).isEqualTo(user.phone());
        return move;
    }

    private Optional<Line> lineToBeHad(SharedUser user, LineWish wish) {
        Question question = Question.of(user.tenant(), List.of()).withId(Optional.of(user.id()));
        return store().look(question.withLineFor(List.of(user.phone()), wish)).lineToBeHad();
    }

    @Demand("A user moves with its phone to the line that is wished for, and to none if that cannot be had.")
    @Test
    default void P7_aMoveGrantsItsWish() {
        UserStore store = over(Map.of(A, 9, B, 1, C, 9));
        SharedUser user = (SharedUser) isDone(onALine(Person.shared(1), LineWish.naming(A)));
        SharedUser moved = moved(moveAway(user, LineWish.preferring(C)));
        assertThat(moved.line()).isEqualTo(C);
        store.lines().setState(A, LineState.RESERVED);
        isDone(onALine(Person.shared(2), LineWish.naming(B)));
        leavesAsItIs(List.of(user, moved), () -> {
            assertThat(commit(moveAway(moved, LineWish.naming(B)))).isEqualTo(new Commit.NoLine());
            assertThat(commit(moveAway(moved, LineWish.NONE))).isEqualTo(new Commit.NoLine());
        });
        assertThat(moved(moveAway(moved, LineWish.naming(A))).line()).isEqualTo(A);
    }

    @Demand("A look tells which line there is for a phone and a wish: the one that its user would get.")
    @Test
    default void E5_whichLineAMoveWouldEndOnIsTold() {
        over(Map.of(A, 9, B, 9, C, 9));
        SharedUser user = (SharedUser) isDone(onALine(Person.shared(1), LineWish.naming(A)));
        for (Line line : List.of(B, C)) {
            assertThat(lineToBeHad(user, LineWish.preferring(line))).contains(line);
            assertThat(lineToBeHad(user, LineWish.naming(line))).contains(line);
        }
        assertThat(lineToBeHad(user, LineWish.naming(A))).isEmpty();
    }

    @Demand("Until a former pair has ended, its line is given to nobody else who has that phone.")
    @Test
    default void R5_aLineThatThePhoneIsFormerOnIsNotOffered() {
        UserStore store = over(Map.of(A, 9, B, 9));
        SharedUser user = (SharedUser) isDone(onALine(Person.shared(1), LineWish.naming(A)));
        SharedUser moved = moved(moveAway(user, LineWish.NONE));
        Person other = Person.of(UserKind.SHARED, 1).withId(2).inTenant(1);
        assertThat(lineToBeHad(other.asShared(), LineWish.NONE)).isEmpty();
        assertThat(commit(onALine(other.asShared()))).isEqualTo(new Commit.NoLine());
        assertThat(commit(onALine(other.asShared(), LineWish.naming(A)))).isEqualTo(new Commit.NoLine());
        store.sweep(laterThan(user).plus(Duration.ofHours(1)));
        assertThat(lineToBeHad(other.asShared(), LineWish.NONE)).contains(A);
        SharedUser there = onSomeLine(other.asShared());
        assertThat(there.line()).isEqualTo(A);
        State.of(store, List.of(moved, there)).isSound();
    }

    @Demand("A user may move back to the line that its phone is former on, and its former pair ends.")
    @Test
    default void R5_aUserMayMoveBackToItsFormerLine() {
        UserStore store = over(Map.of(A, 9, B, 9));
        SharedUser user = (SharedUser) isDone(onALine(Person.shared(1), LineWish.naming(A)));
        SharedUser moved = moved(moveAway(user, LineWish.NONE));
        assertThat(lineToBeHad(moved, LineWish.NONE)).contains(A);
        SharedUser back = moved(moveAway(moved, LineWish.NONE));
        assertThat(back.line()).isEqualTo(A);
        assertThat(store.formerPairs(user.phone())).extracting(FormerPair::line).containsExactly(B);
        assertThat(store.find(back.phone(), A)).contains(back);
    }

    @Demand("A former pair takes up no place on its line.")
    @Test
    default void R5_aFormerPairTakesUpNoPlace() {
        UserStore store = over(Map.of(A, 1, B, 1));
        SharedUser user = (SharedUser) isDone(onALine(Person.shared(1), LineWish.naming(A)));
        moved(moveAway(user, LineWish.NONE));
        assertThat(store.lines().find(A)).contains(new LineUse(A, LineState.OPEN, 1, 0));
        assertThat(onSomeLine(Person.shared(2)).line()).isEqualTo(A);
    }

    @Demand("While a user moves away, nobody else with its phone gets the line that it leaves.")
    @Test
    default void R5_whileAUserMovesNobodyElseWithItsPhoneGetsItsLine() {
        for (int round = 1; round <= rounds(); round++) {
            UserStore store = over(Map.of(A, 99, B, 99, C, 99));
            SharedUser user = (SharedUser) isDone(onALine(Person.shared(1), LineWish.naming(A)));
            List<Commit> commits = Race.run(caller -> commit(
                    handle(caller),
                    caller == 0
                            ? moveAway(user, LineWish.NONE)
                            : onALine(Person.of(UserKind.SHARED, 1)
                                    .withId(10 + caller)
                                    .inTenant(caller)
                                    .asShared())));
            List<SharedUser> admitted = commits.subList(1, Race.CALLERS).stream()
                    .filter(Commit.Done.class::isInstance)
                    .map(commit -> (SharedUser) ((Commit.Done) commit).user())
                    .toList();
            assertThat(admitted).extracting(SharedUser::line).doesNotContain(A).doesNotHaveDuplicates();
            Line now = ((SharedUser) store.find(user.tenant(), user.id()).orElseThrow()).line();
            assertThat(commits.get(0) instanceof Commit.Done).isEqualTo(!now.equals(A));
            assertThat(List.of(A, B, C).stream()
                            .mapToInt(line ->
                                    store.lines().find(line).orElseThrow().users())
                            .sum())
                    .as("the users of all lines")
                    .isEqualTo(1 + admitted.size());
        }
    }

    @Demand("A move is settled as made, with the line that it got, or as not made.")
    @Test
    default void E6_aMoveIsSettledAsItWent() {
        over(Map.of(A, 9, B, 9));
        SharedUser user = onSomeLine(Person.shared(1));
        admitted(rival(3, user.line()));
        Change.Move lost = move(user, 3);
        assertThat(settle(lost)).isEmpty();
        isOutdated(lost, List.of(user));
        Change.Move made = move(user, 3);
        SharedUser moved = moved(made);
        assertThat(settle(made).map(made::made)).contains(moved);
        assertThat(settle(lost)).isEmpty();
        deactivated(moved);
        assertThat(settle(made).map(made::made)).contains(moved);
    }

    @Demand("Of many moves of one user at the same time one is made, and nothing leaks.")
    @Test
    default void P5_ofManyMovesOfOneUserOneIsMadeAndNothingLeaks() {
        for (int round = 1; round <= rounds(); round++) {
            over(Map.of(A, 2, B, 2));
            SharedUser user = onSomeLine(Person.shared(1));
            IntStream.range(0, Race.CALLERS).forEach(caller -> admitted(rival(10 + caller, user.line())));
            List<Commit> commits = Race.run(caller -> commit(handle(caller), move(user, 10 + caller)));
            assertThat(StoreUnderTest.winners(commits)).as("who won").hasSize(1);
            IntStream.rangeClosed(2, 4).forEach(number -> onSomeLine(Person.shared(number)));
            assertThat(commit(onALine(Person.shared(5)))).isEqualTo(new Commit.NoLine());
        }
    }
}
