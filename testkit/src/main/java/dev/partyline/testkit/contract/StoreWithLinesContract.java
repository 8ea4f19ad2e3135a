package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.claim;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Lines;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.UserStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@link UserStore} demands: all that {@link UserStoreContract} does, with shared users admitted on a line that
 * the store chooses in the same step (rules P1 to P5, P7 to P9, R5, S4 to S6, L1, I6, E6, B3). Extended by the test of
 * an adapter, which makes the store. JUnit makes one instance for each test; the store is used by many threads.
 */
@ExtendWith(DemandFirst.class)
public abstract class StoreWithLinesContract
        implements AdmissionChapter,
                BatchChapter,
                BatchOnLinesChapter,
                ChoiceChapter,
                ReplacementChapter,
                DeactivationChapter,
                ErasureChapter,
                EventChapter,
                EventValueChapter,
                LineChapter,
                LineUsersChapter,
                FormerPairChapter,
                PhoneFormChapter,
                MoveChapter,
                OneStepChapter,
                AnswerChapter,
                SettlementChapter,
                ListingChapter,
                ListingByChangeChapter,
                RoundTripChapter,
                RaceChapter {
    private static final int ROOM = 1_000_000;

    private List<UserStore> handles = List.of();

    /** For tests of adapters. */
    protected StoreWithLinesContract() {}

    /**
     * A store without users.
     *
     * @param capacities the open lines of its pool, each with the most users that it may have
     */
    protected abstract UserStore newStore(Map<Line, Integer> capacities);

    /**
     * Another store over the same users and lines, as another process would have it. The same one if an adapter has
     * but one.
     */
    protected UserStore another(UserStore store) {
        return store;
    }

    /**
     * How many users more than another a line may have and still be given (rule P3): {@link
     * PhonePoolContract#spread()}.
     */
    protected int spread() {
        return 0;
    }

    /** How often each race is run: at least once. Fewer if a commit takes long. */
    @Override
    public int rounds() {
        return 50;
    }

    @BeforeEach
    final void makeStore() {
        assertThat(rounds()).as("how often each race is run").isPositive();
        open(IntStream.range(0, Person.LINES).mapToObj(Person::line).collect(Collectors.toSet()));
    }

    @Override
    public final void open(Set<Line> lines) {
        over(lines.stream().collect(Collectors.toMap(Function.identity(), line -> ROOM)));
    }

    @Override
    public final UserStore over(Map<Line, Integer> capacities) {
        UserStore store = newStore(capacities);
        handles = List.of(store, another(store));
        return store;
    }

    @Override
    public final UserStore store() {
        return handles.get(0);
    }

    @Override
    public final UserStore handle(int caller) {
        return handles.get(caller % 2);
    }

    @Override
    public final Lines newLines(Map<Line, Integer> capacities) {
        return over(capacities).lines();
    }

    @Override
    public final Optional<Line> given(int number, Set<Line> taken, LineWish wish) {
        int id = 1_000 * number;
        for (Line line : taken) {
            id++;
            admitted(Person.of(UserKind.DEDICATED, id).withFirst(number).onLine(line));
        }
        return tried(store(), admission(Person.shared(number), OptionalInt.empty(), wish))
                .fold(
                        done -> Optional.of(((SharedUser) done.user()).line()),
                        outdated -> {
                            throw new AssertionError(IS_MADE);
                        },
                        noLine -> Optional.empty());
    }

    @Override
    public final int closeness() {
        return spread();
    }

    /** A shared user whose line is known is admitted by the wish for it. */
    @Override
    public final Commit commit(UserStore store, Change change) {
        return onItsLine(change, store.commit(wishing(change)));
    }

    @Override
    public final List<Commit> commitAll(UserStore store, List<? extends Change> changes) {
        List<Commit> commits = store.commitAll(
                changes.stream().map(StoreWithLinesContract::wishing).toList());
        assertThat(commits).as("what became of each change").hasSameSizeAs(changes);
        for (int i = 0; i < commits.size(); i++) {
            onItsLine(changes.get(i), commits.get(i));
        }
        return commits;
    }

    private static Change wishing(Change change) {
        return change instanceof Change.Admit admit && admit.user() instanceof SharedUser user
                ? new Change.AdmitOnALine(admission(admit, user), admit.claim())
                : change;
    }

    private static Commit onItsLine(Change change, Commit commit) {
        if (change instanceof Change.Admit admit && admit.user() instanceof SharedUser user) {
            if (commit instanceof Commit.Done done) {
                assertThat(done.user())
                        .as("a line that is wished for, and has room, is given")
                        .isEqualTo(user);
            }
            assertThat(commit)
                    .as("if a line has room, nobody is refused for want of one")
                    .isNotEqualTo(new Commit.NoLine());
        }
        return commit;
    }

    private static SharedAdmission admission(Change.Admit admit, SharedUser user) {
        return new SharedAdmission(
                candidate(user),
                admit.at(),
                admit.revived(),
                admit.lastHolder(),
                admit.sharedUserLimit(),
                admit.wish().orElseGet(() -> LineWish.preferring(user.line())),
                admit.tellsValues());
    }

    static SharedAdmission admission(SharedUser user, OptionalInt limit, LineWish wish) {
        return new SharedAdmission(candidate(user), user.createdAt(), Optional.empty(), Optional.empty(), limit, wish);
    }

    static SharedAdmission admission(SharedUser user) {
        return admission(user, OptionalInt.empty(), LineWish.NONE);
    }

    static SharedUserCandidate candidate(SharedUser user) {
        return new SharedUserCandidate(
                user.id(),
                user.version(),
                user.project(),
                user.phone(),
                user.placedBy(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy(),
                user.claims());
    }

    private static Commit tried(UserStore store, SharedUser user) {
        return tried(store, admission(user));
    }

    private static Commit tried(UserStore store, SharedAdmission admission) {
        return store.commit(new Change.AdmitOnALine(admission, Optional.empty()));
    }

    private static SharedUser done(Commit commit) {
        assertThat(commit).as(IS_MADE).isInstanceOf(Commit.Done.class);
        return (SharedUser) ((Commit.Done) commit).user();
    }

    private static void isOutdated(Commit commit) {
        assertThat(commit)
                .as(
                        "what stands in the way comes before the pool: a change that rests on what no longer holds is outdated")
                .isEqualTo(new Commit.Outdated());
    }

    private static void findsNoLine(Commit commit) {
        assertThat(commit)
                .as("a change that would be made, but for a line, is answered NoLine")
                .isEqualTo(new Commit.NoLine());
    }

    private static boolean hasLineFor(UserStore store, PhoneNumber phone) {
        return store.look(Question.of(Person.project(0), List.of()).withLineFor(List.of(phone), LineWish.NONE))
                .lineToBeHad()
                .isPresent();
    }

    @Demand("A shared user is admitted on a line of the pool and found by its phone and that line.")
    @Test
    void P1_aSharedUserIsOnALineOfThePool() {
        UserStore store = over(Map.of(A, 1));
        SharedUser user = done(tried(store, Person.shared(7)));
        assertThat(user).isEqualTo(candidate(Person.shared(7)).on(A));
        assertThat(store.find(user.tenant(), user.id())).contains(user);
        assertThat(store.find(user.phone(), A)).contains(user);
    }

    @Demand("A line that the phone is already on, in any tenant, is not given.")
    @Test
    void P2_aLineThatThePhoneIsOnIsNotOffered() {
        UserStore store = over(Map.of(A, 9, B, 9));
        DedicatedUser dedicated = admitted(Person.of(UserKind.DEDICATED, 1).asDedicated());
        Person person = Person.of(UserKind.SHARED, 1).withId(2);
        assertThat(hasLineFor(store, dedicated.phone())).isTrue();
        SharedUser user = done(tried(store, admission(person.asShared(), OptionalInt.empty(), LineWish.preferring(A))));
        assertThat(user.line()).isEqualTo(B);
        assertThat(hasLineFor(store, dedicated.phone())).isFalse();
        findsNoLine(tried(store, person.withId(3).inTenant(1).asShared()));
        isOutdated(store.commit(
                admit(Person.of(UserKind.DEDICATED, 1).withId(4).withThird(2).user())));
        deactivated(dedicated);
        assertThat(done(tried(store, person.withId(3).inTenant(1).asShared())).line())
                .isEqualTo(A);
    }

    /** Of a shared user: {@link #L1_aPhoneGoesFromWhoLeavesToOneOfThoseWhoWantIt}, on whichever line. */
    @Override
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHARED")
    public final void L1_keysGoFromWhoLeavesToOneOfThoseWhoWantThem(UserKind kind) {
        RaceChapter.super.L1_keysGoFromWhoLeavesToOneOfThoseWhoWantThem(kind);
    }

    /** The line of who leaves may still be taken while the next one looks for one, whatever it wishes. */
    @Demand("If a user leaves and others want its phone, at most one gets it, on whichever line.")
    @Test
    void L1_aPhoneGoesFromWhoLeavesToOneOfThoseWhoWantIt() {
        for (int round = 1; round <= rounds(); round++) {
            int base = Race.CALLERS * round;
            Person person = Person.of(UserKind.SHARED, base);
            SharedUser leaving = done(tried(handle(0), person.asShared()));
            List<Boolean> done = Race.run(caller -> caller == 0
                    ? handle(0).commit(deactivate(leaving)) instanceof Commit.Done
                    : tried(handle(caller), person.withId(base + caller).asShared()) instanceof Commit.Done);
            assertThat(done.get(0)).isTrue();
            List<User> now = store().list(Listing.of(leaving.tenant(), Listing.MAX_LIMIT)).rows().stream()
                    .map(User.class::cast)
                    .filter(user ->
                            user instanceof SharedUser shared && shared.phone().equals(leaving.phone()))
                    .toList();
            assertThat(now).hasSize((int)
                    done.subList(1, Race.CALLERS).stream().filter(won -> won).count());
            assertThat(now).hasSizeLessThanOrEqualTo(1);
            now.forEach(this::deactivated);
        }
    }

    @Demand("A user gets one of the lines with the fewest users, or close to it within the spread.")
    @Test
    void P3_theLoadIsSpread() {
        UserStore store = over(Map.of(A, 100, B, 100, C, 100));
        Map<Line, Integer> users = new HashMap<>();
        for (int i = 1; i <= 30; i++) {
            Line line = done(tried(store, Person.shared(i))).line();
            int least = Set.of(A, B, C).stream()
                    .mapToInt(each -> users.getOrDefault(each, 0))
                    .min()
                    .orElseThrow();
            assertThat(users.merge(line, 1, Integer::sum) - 1).isLessThanOrEqualTo(least + spread());
        }
    }

    @Demand("A wish for a line is granted if it can be, and is never a reason to refuse.")
    @Test
    void L3_aWishIsGrantedWhereItCanBe() {
        UserStore store = over(Map.of(A, 2, B, 9));
        Function<LineWish, Function<Integer, Line>> line =
                wish -> number -> done(tried(store, admission(Person.shared(number), OptionalInt.empty(), wish)))
                        .line();
        assertThat(line.apply(LineWish.preferring(A)).apply(1)).isEqualTo(A);
        assertThat(line.apply(LineWish.avoiding(B)).apply(2)).isEqualTo(A);
        assertThat(line.apply(LineWish.preferring(A)).apply(3)).as("it is full").isEqualTo(B);
        assertThat(line.apply(LineWish.avoiding(B)).apply(4))
                .as("there is no other")
                .isEqualTo(B);
    }

    @Demand("A line never has more users than its capacity.")
    @Test
    void P4_aLineNeverHasMoreUsersThanItsCapacity() {
        UserStore store = over(Map.of(A, 2, B, 1, C, 0));
        List<Line> lines = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> done(tried(store, Person.shared(number))).line())
                .toList();
        assertThat(lines).containsExactlyInAnyOrder(A, A, B);
        findsNoLine(tried(store, Person.shared(4)));
        assertThat(hasLineFor(store, Person.phone(4))).isFalse();
    }

    @Demand("An admission is answered NoLine only if it would have been made otherwise; if anything"
            + " else is in the way, it is outdated.")
    @Test
    void S5_thatThereIsNoLineIsSaidOnlyWhereNothingElseStandsInTheWay() {
        UserStore store = over(Map.of(A, 1));
        SharedUser first = done(tried(store, Person.shared(1)));
        isOutdated(tried(store, Person.of(UserKind.SHARED, 2).withFirst(1).asShared()));
        isOutdated(tried(store, Person.of(UserKind.SHARED, 2).withSecond(1).asShared()));
        isOutdated(tried(store, admission(Person.shared(2), OptionalInt.of(1), LineWish.NONE)));
        isOutdated(tried(store, Person.of(UserKind.SHARED, 2).withId(1).asShared()));
        findsNoLine(tried(store, Person.shared(2)));
        assertThat(sharedUsers(first.tenant())).isOne();
    }

    @Demand("An admission that is answered NoLine changes nothing and leaves no record.")
    @Test
    void S5_whoFindsNoLineLeavesNothingBehind() {
        UserStore store = over(Map.of(A, 1));
        SharedUser first = done(tried(store, Person.shared(1)));
        SharedUser second = Person.shared(2);
        Optional<IdempotencyClaim> claim = Optional.of(claim(second, 1));
        leavesAsItIs(
                List.of(first, second),
                () -> findsNoLine(store.commit(new Change.AdmitOnALine(admission(second), claim))));
        assertThat(recordOf(second.tenant(), key(1))).isEmpty();
        deactivated(first);
        SharedAdmission again = admission(second, OptionalInt.of(1), LineWish.NONE);
        done(store.commit(new Change.AdmitOnALine(again, claim)));
    }

    @Demand("A deactivation gives the line back once and in the same step.")
    @Test
    void L1_theLineIsGivenBackOnceAndInTheSameStep() {
        UserStore store = over(Map.of(A, 2));
        SharedUser user = done(tried(store, Person.shared(1)));
        done(tried(store, Person.shared(2)));
        assertThat(hasLineFor(store, Person.phone(3))).isFalse();
        deactivated(user);
        isOutdated(store.commit(deactivate(user)));
        assertThat(hasLineFor(store, Person.phone(3))).isTrue();
        done(tried(store, Person.shared(3)));
        findsNoLine(tried(store, Person.shared(4)));
    }

    @Demand("An admission that is given a second time is outdated and takes no line.")
    @Test
    void E6_anAdmissionThatIsGivenASecondTimeIsOutdatedAndTakesNoLine() {
        UserStore store = over(Map.of(A, 1, B, 1));
        done(tried(store, Person.shared(1)));
        isOutdated(tried(store, Person.shared(1)));
        done(tried(store, Person.shared(2)));
    }

    @Demand("An admission that was made is settled with the line that it got, even if its user is deactivated.")
    @Test
    void E6_anAdmissionIsSettledWithTheLineThatItGot() {
        UserStore store = over(Map.of(A, 9, B, 9));
        Change.AdmitOnALine admit = new Change.AdmitOnALine(admission(Person.shared(1)), Optional.empty());
        SharedUser user = done(store.commit(admit));
        assertThat(store.settle(admit.version()).map(admit::made)).contains(user);
        deactivated(user);
        assertThat(store.settle(admit.version()).map(admit::made))
                .as("though it was deactivated")
                .contains(user);
    }

    @Demand("An admission that was settled as not made is outdated and takes no line.")
    @Test
    void E6_anAdmissionThatWasSettledAsNotMadeTakesNoLine() {
        UserStore store = over(Map.of(A, 1));
        Change.AdmitOnALine admit = new Change.AdmitOnALine(admission(Person.shared(1)), Optional.empty());
        assertThat(store.settle(admit.version())).isEmpty();
        isOutdated(store.commit(admit));
        done(tried(store, Person.shared(2)));
    }

    @Demand("The record of an admission has the line that the store chose, and is kept in the same step.")
    @Test
    void I6_whatIsAnsweredIsKeptWithTheLineThatWasChosen() {
        UserStore store = over(Map.of(A, 2));
        SharedUser user = Person.shared(7);
        Change.AdmitOnALine admit = new Change.AdmitOnALine(admission(user), Optional.of(claim(user, 1)));
        SharedUser made = done(store.commit(admit));
        assertThat(made.line()).isEqualTo(A);
        assertThat(recordOf(user.tenant(), key(1))).isPresent().isEqualTo(admit.recorded(made));

        SharedUser second = Person.shared(2);
        Change replay = new Change.AdmitOnALine(admission(second), Optional.of(claim(user, 1)));
        leavesAsItIs(List.of(made, second), () -> isOutdated(store.commit(replay)));
        done(tried(store, second));
    }

    @Demand("The capacities hold and are reached, whatever runs at the same time.")
    @Test
    void P4_theCapacityHoldsAndIsReachedWhateverRunsAtTheSameTime() {
        for (int round = 1; round <= rounds(); round++) {
            over(Map.of(A, 3, B, 2));
            List<Commit> admitted = Race.run(caller -> tried(handle(caller), Person.shared(caller)));
            assertThat(lines(admitted)).containsExactlyInAnyOrder(A, A, A, B, B);
            assertThat(admitted)
                    .filteredOn(one -> !(one instanceof Commit.Done))
                    .containsOnly(new Commit.NoLine());
            State.of(
                            store(),
                            IntStream.range(0, Race.CALLERS)
                                    .mapToObj(caller -> admitted.get(caller) instanceof Commit.Done done
                                            ? (User) done.user()
                                            : Person.shared(caller))
                                    .toList())
                    .isSound();
        }
    }

    @Demand("An admission at the limit is outdated and takes no line, whatever runs at the same time.")
    @Test
    void S4_theLimitAndTheLinesAreCountedInOneStep() {
        for (int round = 1; round <= rounds(); round++) {
            UserStore store = over(Map.of(A, 5));
            List<Commit> admitted = Race.run(caller ->
                    tried(handle(caller), admission(Person.shared(caller), OptionalInt.of(4), LineWish.NONE)));
            assertThat(lines(admitted)).containsExactly(A, A, A, A);
            assertThat(admitted)
                    .filteredOn(one -> !(one instanceof Commit.Done))
                    .containsOnly(new Commit.Outdated());
            done(tried(store, Person.shared(50)));
            findsNoLine(tried(store, Person.shared(51)));
        }
    }

    @Demand("Once every user is deactivated, all places are free again, and no more than that.")
    @Test
    void P5_nothingLeaksWhateverRunsAtTheSameTime() {
        UserStore store = over(Map.of(A, 4, B, 4));
        Race.run(caller -> {
            for (int i = 0; i < rounds(); i++) {
                SharedUser user = Person.of(UserKind.SHARED, 1_000 * (caller + 1) + i)
                        .withFirst(caller)
                        .asShared();
                if (tried(handle(caller), user) instanceof Commit.Done admitted) {
                    assertThat(handle(caller).commit(deactivate((User) admitted.user())))
                            .as(IS_MADE)
                            .isInstanceOf(Commit.Done.class);
                }
            }
            return caller;
        });
        assertThat(sharedUsers(Person.project(0))).isZero();
        List<Commit> admitted = IntStream.rangeClosed(1, 9)
                .mapToObj(number -> tried(store, Person.shared(number)))
                .toList();
        assertThat(lines(admitted)).containsExactlyInAnyOrder(A, A, A, A, B, B, B, B);
    }

    private static List<Line> lines(List<Commit> admitted) {
        return admitted.stream()
                .filter(Commit.Done.class::isInstance)
                .map(one -> done(one).line())
                .toList();
    }
}
