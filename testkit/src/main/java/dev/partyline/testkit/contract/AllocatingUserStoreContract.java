package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.answer;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static dev.partyline.testkit.contract.StoreUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.ports.driven.AllocatingUserStore.Admitted;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@link AllocatingUserStore} demands: all that {@link UserStoreContract} does, with shared users admitted on a line that the store
 * chooses in the same step (rules P1 to P5, S4 to S6, L1, I6, E6). Extended by the test of an adapter, which makes the store.
 * JUnit makes one instance for each test; the store is used by many threads.
 */
public abstract class AllocatingUserStoreContract
        implements AdmissionChapter,
                ReplacementChapter,
                DeactivationChapter,
                LineChapter,
                OneStepChapter,
                AnswerChapter,
                SettlementChapter,
                ListingChapter,
                RaceChapter {
    private static final Line A = Person.line(1);
    private static final Line B = Person.line(2);
    private static final Line C = Person.line(3);
    private static final int ROOM = 1_000_000;

    private List<AllocatingUserStore> handles = List.of();

    /** For tests of adapters. */
    protected AllocatingUserStoreContract() {}

    /**
     * A store without users.
     *
     * @param capacities the open lines of its pool, each with the most users that it may have
     */
    protected abstract AllocatingUserStore newStore(Map<Line, Integer> capacities);

    /** Another store over the same users and lines, as another process would have it. The same one where an adapter has but one. */
    protected AllocatingUserStore another(AllocatingUserStore store) {
        return store;
    }

    /** How many users more than another a line may have and still be given (rule P3): {@link PhonePoolContract#spread()}. */
    protected int spread() {
        return 0;
    }

    /** How often each race is run: at least once. Fewer where a commit takes long. */
    @Override
    public int rounds() {
        return 50;
    }

    @BeforeEach
    final void makeStore() {
        assertThat(rounds()).as("how often each race is run").isPositive();
        over(IntStream.range(0, Person.LINES).boxed().collect(Collectors.toMap(Person::line, line -> ROOM)));
    }

    @Override
    public final AllocatingUserStore over(Map<Line, Integer> capacities) {
        AllocatingUserStore store = newStore(capacities);
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
    public final AllocatingUserStore allocating(int caller) {
        return handles.get(caller % 2);
    }

    /** A shared user whose line is known is admitted by the wish for it. */
    @Override
    public final Commit commit(UserStore store, Change change) {
        AllocatingUserStore allocating = handles.get(store == handles.get(0) ? 0 : 1);
        return change.fold(
                admit -> admitted(allocating, admit, Optional.empty()),
                store::commit,
                store::commit,
                answer -> answer.change()
                        .filter(Change.Admit.class::isInstance)
                        .map(made -> admitted(allocating, (Change.Admit) made, Optional.of(answer)))
                        .orElseGet(() -> store.commit(answer)));
    }

    private static Commit admitted(AllocatingUserStore store, Change.Admit admit, Optional<Change.Answer> answer) {
        if (!(admit.user() instanceof SharedUser user)) {
            return store.commit(answer.<Change>map(made -> made).orElse(admit));
        }
        return store.admit(admission(admit, user), answer.map(AllocatingUserStoreContract::claim))
                .fold(
                        done -> {
                            assertThat(done.user())
                                    .as("the user on the line that was wished for")
                                    .isEqualTo(user);
                            return Commit.DONE;
                        },
                        outdated -> Commit.OUTDATED,
                        noLine -> {
                            throw new AssertionError("no line, though all of them have room");
                        });
    }

    @Override
    public final boolean settle(Change change) {
        Change settled =
                change instanceof Change.Answer answer ? answer.change().orElse(answer) : change;
        if (settled instanceof Change.Admit admit && admit.user() instanceof SharedUser user) {
            return allocating(0).settle(admission(admit, user)).isPresent();
        }
        return store().settle(change);
    }

    private static SharedAdmission admission(Change.Admit admit, SharedUser user) {
        return new SharedAdmission(
                candidate(user),
                admit.revived(),
                admit.lastHolder(),
                admit.sharedUserLimit(),
                LineWish.preferring(user.line()));
    }

    static SharedAdmission admission(SharedUser user, OptionalInt limit, LineWish wish) {
        return new SharedAdmission(candidate(user), Optional.empty(), Optional.empty(), limit, wish);
    }

    static SharedAdmission admission(SharedUser user) {
        return admission(user, OptionalInt.empty(), LineWish.NONE);
    }

    private static SharedUserCandidate candidate(SharedUser user) {
        return new SharedUserCandidate(
                user.id(),
                user.place(),
                user.project(),
                user.phone(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy());
    }

    private static IdempotencyClaim claim(Change.Answer answer) {
        IdempotencyRecord record = answer.record();
        return new IdempotencyClaim(
                record.tenant(), record.key(), record.fingerprint(), record.firstUse(), answer.forgotten());
    }

    private static Admitted tried(AllocatingUserStore store, SharedUser user) {
        return store.admit(admission(user), Optional.empty());
    }

    private static SharedUser done(Admitted admitted) {
        assertThat(admitted).isInstanceOf(Admitted.Done.class);
        return ((Admitted.Done) admitted).user();
    }

    @Test
    void P1_aSharedUserIsOnALineOfThePool() {
        AllocatingUserStore store = over(Map.of(A, 1));
        SharedUser user = done(tried(store, Person.shared(7)));
        assertThat(user).isEqualTo(candidate(Person.shared(7)).on(A));
        assertThat(store.find(user.tenant(), user.id())).contains(user);
        assertThat(store.find(user.phone(), A)).contains(user);
    }

    @Test
    void P2_aLineThatThePhoneIsOnIsNotOffered() {
        AllocatingUserStore store = over(Map.of(A, 9, B, 9));
        DedicatedUser dedicated = admitted(Person.of(UserKind.DEDICATED, 1).asDedicated());
        Person person = Person.of(UserKind.SHARED, 1).withId(2);
        assertThat(store.hasLineFor(dedicated.phone())).isTrue();
        SharedUser user = done(store.admit(
                admission(person.asShared(), OptionalInt.empty(), LineWish.preferring(A)), Optional.empty()));
        assertThat(user.line()).isEqualTo(B);
        assertThat(store.hasLineFor(dedicated.phone())).isFalse();
        assertThat(tried(store, person.withId(3).inTenant(1).asShared())).isEqualTo(new Admitted.NoLine());
        assertThat(store.commit(admit(
                        Person.of(UserKind.DEDICATED, 1).withId(4).withThird(2).user())))
                .isEqualTo(Commit.OUTDATED);
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
    @Test
    void L1_aPhoneGoesFromWhoLeavesToOneOfThoseWhoWantIt() {
        for (int round = 1; round <= rounds(); round++) {
            int base = Race.CALLERS * round;
            Person person = Person.of(UserKind.SHARED, base);
            SharedUser leaving = done(tried(allocating(0), person.asShared()));
            List<Boolean> done = Race.run(caller -> caller == 0
                    ? allocating(0).commit(deactivate(leaving)) == Commit.DONE
                    : tried(allocating(caller), person.withId(base + caller).asShared()) instanceof Admitted.Done);
            assertThat(done.get(0)).isTrue();
            List<User> now = store().list(Listing.of(leaving.tenant(), Listing.MAX_LIMIT)).rows().stream()
                    .map(Page.Row::user)
                    .filter(user ->
                            user instanceof SharedUser shared && shared.phone().equals(leaving.phone()))
                    .toList();
            assertThat(now).hasSize((int)
                    done.subList(1, Race.CALLERS).stream().filter(won -> won).count());
            assertThat(now).hasSizeLessThanOrEqualTo(1);
            now.forEach(this::deactivated);
        }
    }

    @Test
    void P3_theLoadIsSpread() {
        AllocatingUserStore store = over(Map.of(A, 100, B, 100, C, 100));
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

    @Test
    void L3_aWishIsGrantedWhereItCanBe() {
        AllocatingUserStore store = over(Map.of(A, 2, B, 9));
        Function<LineWish, Function<Integer, Line>> line = wish -> number -> done(store.admit(
                        admission(Person.shared(number), OptionalInt.empty(), wish), Optional.empty()))
                .line();
        assertThat(line.apply(LineWish.preferring(A)).apply(1)).isEqualTo(A);
        assertThat(line.apply(LineWish.avoiding(B)).apply(2)).isEqualTo(A);
        assertThat(line.apply(LineWish.preferring(A)).apply(3)).as("it is full").isEqualTo(B);
        assertThat(line.apply(LineWish.avoiding(B)).apply(4))
                .as("there is no other")
                .isEqualTo(B);
    }

    @Test
    void P4_aLineNeverHasMoreUsersThanItsCapacity() {
        AllocatingUserStore store = over(Map.of(A, 2, B, 1, C, 0));
        List<Line> lines = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> done(tried(store, Person.shared(number))).line())
                .toList();
        assertThat(lines).containsExactlyInAnyOrder(A, A, B);
        assertThat(tried(store, Person.shared(4))).isEqualTo(new Admitted.NoLine());
        assertThat(store.hasLineFor(Person.phone(4))).isFalse();
    }

    @Test
    void S5_thatThereIsNoLineIsSaidOnlyWhereNothingElseStandsInTheWay() {
        AllocatingUserStore store = over(Map.of(A, 1));
        SharedUser first = done(tried(store, Person.shared(1)));
        assertThat(tried(store, Person.of(UserKind.SHARED, 2).withFirst(1).asShared()))
                .as("its phone is held")
                .isEqualTo(new Admitted.Outdated());
        assertThat(tried(store, Person.of(UserKind.SHARED, 2).withSecond(1).asShared()))
                .as("its email is held")
                .isEqualTo(new Admitted.Outdated());
        assertThat(store.admit(admission(Person.shared(2), OptionalInt.of(1), LineWish.NONE), Optional.empty()))
                .as("the limit is reached")
                .isEqualTo(new Admitted.Outdated());
        assertThat(tried(store, Person.of(UserKind.SHARED, 2).withId(1).asShared()))
                .as("its id is taken")
                .isEqualTo(new Admitted.Outdated());
        assertThat(tried(store, Person.shared(2))).isEqualTo(new Admitted.NoLine());
        assertThat(sharedUsers(first.tenant())).isOne();
    }

    @Test
    void S5_whoFindsNoLineLeavesNothingBehind() {
        AllocatingUserStore store = over(Map.of(A, 1));
        SharedUser first = done(tried(store, Person.shared(1)));
        SharedUser second = Person.shared(2);
        Optional<IdempotencyClaim> claim = Optional.of(claim(answer(admit(second), record(second, 1))));
        leavesAsItIs(List.of(first, second), () -> store.admit(admission(second), claim), new Admitted.NoLine());
        assertThat(recordOf(second.tenant(), key(1))).isEmpty();
        assertThat(store.settle(admission(second))).isEmpty();
        deactivated(first);
        done(store.admit(admission(second, OptionalInt.of(1), LineWish.NONE), claim));
    }

    @Test
    void L1_theLineIsGivenBackOnceAndInTheSameStep() {
        AllocatingUserStore store = over(Map.of(A, 2));
        SharedUser user = done(tried(store, Person.shared(1)));
        done(tried(store, Person.shared(2)));
        assertThat(store.hasLineFor(Person.phone(3))).isFalse();
        deactivated(user);
        assertThat(store.commit(deactivate(user))).isEqualTo(Commit.OUTDATED);
        assertThat(store.hasLineFor(Person.phone(3))).isTrue();
        done(tried(store, Person.shared(3)));
        assertThat(tried(store, Person.shared(4))).isEqualTo(new Admitted.NoLine());
    }

    @Test
    void E6_anAdmissionThatIsGivenASecondTimeIsOutdatedAndTakesNoLine() {
        AllocatingUserStore store = over(Map.of(A, 1, B, 1));
        done(tried(store, Person.shared(1)));
        assertThat(tried(store, Person.shared(1))).isEqualTo(new Admitted.Outdated());
        done(tried(store, Person.shared(2)));
    }

    @Test
    void E6_anAdmissionIsSettledByItsLine() {
        AllocatingUserStore store = over(Map.of(A, 9, B, 9));
        SharedAdmission admission = admission(Person.shared(1));
        assertThat(store.settle(admission)).isEmpty();
        SharedUser user = done(store.admit(admission, Optional.empty()));
        assertThat(store.settle(admission)).contains(user.line());
        deactivated(user);
        assertThat(store.settle(admission)).as("though it was deactivated").contains(user.line());
    }

    @Test
    void P5_anAdmissionToAPlaceThatWasSettledIsOutdatedAndTakesNoLine() {
        AllocatingUserStore store = over(Map.of(A, 1));
        SharedUser user = Person.shared(1);
        assertThat(store.settle(user.tenant(), user.id(), user.place())).isFalse();
        assertThat(tried(store, user)).isEqualTo(new Admitted.Outdated());
        done(tried(store, Person.shared(2)));
    }

    @Test
    void I6_whatIsAnsweredIsKeptWithTheLineThatWasChosen() {
        AllocatingUserStore store = over(Map.of(A, 2));
        SharedUser user = Person.shared(7);
        IdempotencyClaim claim = claim(answer(admit(user), record(user, 1)));
        SharedAdmission admission = admission(user);
        done(store.admit(admission, Optional.of(claim)));
        assertThat(recordOf(user.tenant(), key(1))).contains(claim.answeredBy(admission.on(A)));

        SharedUser second = Person.shared(2);
        leavesAsItIs(
                List.of(user, second),
                () -> store.admit(admission(second), Optional.of(claim)),
                new Admitted.Outdated());
        done(tried(store, second));
    }

    @Test
    void P4_theCapacityHoldsAndIsReachedWhateverRunsAtTheSameTime() {
        for (int round = 1; round <= rounds(); round++) {
            over(Map.of(A, 3, B, 2));
            List<Admitted> admitted = Race.run(caller -> tried(allocating(caller), Person.shared(caller)));
            assertThat(lines(admitted)).containsExactlyInAnyOrder(A, A, A, B, B);
            assertThat(admitted)
                    .filteredOn(one -> !(one instanceof Admitted.Done))
                    .containsOnly(new Admitted.NoLine());
            State.of(
                            store(),
                            IntStream.range(0, Race.CALLERS)
                                    .mapToObj(caller -> admitted.get(caller) instanceof Admitted.Done done
                                            ? done.user()
                                            : Person.shared(caller))
                                    .toList())
                    .isSound();
        }
    }

    /** At the limit it is the limit that refuses, and no line is taken for those who are refused. */
    @Test
    void S4_theLimitAndTheLinesAreCountedInOneStep() {
        for (int round = 1; round <= rounds(); round++) {
            AllocatingUserStore store = over(Map.of(A, 5));
            List<Admitted> admitted = Race.run(caller -> allocating(caller)
                    .admit(admission(Person.shared(caller), OptionalInt.of(4), LineWish.NONE), Optional.empty()));
            assertThat(lines(admitted)).containsExactly(A, A, A, A);
            assertThat(admitted)
                    .filteredOn(one -> !(one instanceof Admitted.Done))
                    .containsOnly(new Admitted.Outdated());
            done(tried(store, Person.shared(50)));
            assertThat(tried(store, Person.shared(51))).isEqualTo(new Admitted.NoLine());
        }
    }

    @Test
    void P5_nothingLeaksWhateverRunsAtTheSameTime() {
        AllocatingUserStore store = over(Map.of(A, 4, B, 4));
        Race.run(caller -> {
            for (int i = 0; i < rounds(); i++) {
                SharedUser user = Person.of(UserKind.SHARED, 1_000 * (caller + 1) + i)
                        .withFirst(caller)
                        .asShared();
                if (tried(allocating(caller), user) instanceof Admitted.Done admitted) {
                    assertThat(allocating(caller).commit(deactivate(admitted.user())))
                            .isEqualTo(Commit.DONE);
                }
            }
            return caller;
        });
        assertThat(sharedUsers(Person.project(0))).isZero();
        List<Admitted> admitted = IntStream.rangeClosed(1, 9)
                .mapToObj(number -> tried(store, Person.shared(number)))
                .toList();
        assertThat(lines(admitted)).containsExactlyInAnyOrder(A, A, A, A, B, B, B, B);
    }

    private static List<Line> lines(List<Admitted> admitted) {
        return admitted.stream()
                .filter(Admitted.Done.class::isInstance)
                .map(one -> done(one).line())
                .toList();
    }
}
