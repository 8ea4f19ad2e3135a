package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.RunName;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.inmemory.history.ForwardingStore;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.inmemory.history.GatedStore;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.inmemory.kinds.Command.Values;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.Verdict;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the rows of a run go together, and what becomes of the others if one fails. */
class RunsTest {
    /** As many as are together at the most. */
    private static final int TOGETHER = 64;

    private static final Run NIGHTLY = Run.named(RunName.of("nightly").get());

    private final Counting store = new Counting();
    private final AtomicBoolean isDown = new AtomicBoolean();

    private final UserRegistry registry = UserRegistry.of(
            store,
            new Tenants() {
                private final Tenants sound = new Surroundings();

                @Override
                public boolean hasCustomer(ConsoleProjectId project, CustomerId customer) {
                    return sound.hasCustomer(project, customer);
                }

                @Override
                public Optional<Account> account(AccountId id) {
                    return sound.account(id);
                }

                @Override
                public Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
                    if (isDown.get() && id.equals(Surroundings.consoleProject(1).id())) {
                        throw new UnavailableException("no tenants", Effect.NONE, null);
                    }
                    return sound.consoleProject(id);
                }
            },
            RegistryOptions.DEFAULT.withPasswords(new PasswordHasher() {
                private final PlainHasher sound = new PlainHasher();

                @Override
                public PasswordHash hash(Password password) {
                    if (isDown.get()) {
                        throw new IllegalStateException("no hasher");
                    }
                    return sound.hash(password);
                }

                @Override
                public boolean verify(Password password, PasswordHash hash) {
                    return sound.verify(password, hash);
                }
            }));

    /** A store that counts how often it is asked for many at once, and may fail. */
    private static final class Counting extends ForwardingStore {
        int looks;
        int commits;
        int singles;
        int settlements;

        /** Before which change of all it fails, from 1, or after it; 0 for none. */
        int failingBefore;

        int failingAfter;
        boolean settlesNothing;
        private int made;

        Counting() {
            super(InMemoryUserStore.withoutLines());
        }

        @Override
        public List<Facts> lookAll(List<Question> questions) {
            looks++;
            int before = singles;
            List<Facts> facts = super.lookAll(questions);
            singles = before;
            return facts;
        }

        @Override
        public List<Commit> commitAll(List<Change> changes) {
            commits++;
            return super.commitAll(changes);
        }

        @Override
        public Facts look(Question question) {
            singles++;
            return super.look(question);
        }

        @Override
        public Commit commit(Change change) {
            made++;
            if (made == failingBefore) {
                throw new UnavailableException("lost before", Effect.UNKNOWN, null);
            }
            Commit commit = super.commit(change);
            if (made == failingAfter) {
                throw new UnavailableException("lost after", Effect.UNKNOWN, null);
            }
            return commit;
        }

        @Override
        public Optional<AnyUser> settle(Version version) {
            settlements++;
            if (settlesNothing) {
                throw new UnavailableException("down", Effect.NONE, null);
            }
            return super.settle(version);
        }
    }

    private static NewCustomerUser customer(int number) {
        return customer(number, 0, 0);
    }

    private static NewCustomerUser customer(int number, int tenant, int password) {
        return Requests.customer(
                new Create(UserKind.CUSTOMER, tenant, 0, false, new Values(number, 0, 0, 0, 0, 0, password)));
    }

    private static NewSharedUser shared(int number) {
        return Requests.shared(new Create(UserKind.SHARED, 1, 0, false, new Values(number, 0, 0, 0, 0, 0, 0)));
    }

    /** Without keys: nothing but the run keeps it from being made twice. */
    private static CreateRequest<? extends Refusal, ? extends User> subscriber() {
        return Requests.subscriber(new Create(UserKind.SUBSCRIBER, 0, 0, false, new Values(0, 0, 0, 0, 0, 0, 0)));
    }

    private Iterator<Verdict<CustomerUserRefusal, CustomerUser>> run(Run run, Stream<NewCustomerUser> rows) {
        return registry.createAll(run, rows.iterator());
    }

    private static <R extends Refusal, U extends User> List<Either<R, Outcome<U>>> answers(
            Iterator<Verdict<R, U>> verdicts) {
        List<Either<R, Outcome<U>>> answers = new ArrayList<>();
        verdicts.forEachRemaining(verdict -> answers.add(verdict.answer()));
        return answers;
    }

    private static Stream<NewCustomerUser> customers(int from, int to) {
        return IntStream.range(from, to).mapToObj(RunsTest::customer);
    }

    private int users(UserKind kind) {
        return registry.list(Listing.of(Surroundings.tenant(kind, 0), Listing.MAX_LIMIT))
                .rows()
                .size();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, TOGETHER, TOGETHER + 1, 3 * TOGETHER})
    void B3_rowsThatDoNotDependOnEachOtherAreOneStep(int rows) {
        assertThat(answers(run(NIGHTLY, customers(0, rows)))).hasSize(rows).allMatch(Either::isRight);
        int steps = (rows + TOGETHER - 1) / TOGETHER;
        assertThat(List.of(store.looks, store.commits, store.singles)).containsExactly(steps, steps, 0);
        assertThat(users(UserKind.CUSTOMER)).isEqualTo(Math.min(rows, Listing.MAX_LIMIT));
    }

    @Test
    void B3_aRowThatDependsOnAnotherIsInALaterStep() {
        List<Either<CustomerUserRefusal, Outcome<CustomerUser>>> answers = answers(run(
                Run.unnamed(),
                Stream.of(customer(1), customer(2), customer(1), customer(3), customer(1), customer(4))));
        assertThat(answers.stream().map(Either::isRight)).containsExactly(true, true, false, true, false, true);
        assertThat(store.looks).isEqualTo(3);
        assertThat(store.singles).isZero();
    }

    @Test
    void B1_atMostSoManyRequestsAreReadAhead() {
        AtomicInteger read = new AtomicInteger();
        Iterator<Verdict<CustomerUserRefusal, CustomerUser>> verdicts =
                run(NIGHTLY, Stream.generate(() -> customer(read.incrementAndGet() % 100)));
        for (int told = 0; told < 1_000; told++) {
            assertThat(read.get() - told).isLessThanOrEqualTo(TOGETHER);
            assertThat(verdicts.next().row()).isEqualTo(told + 1);
        }
    }

    @Test
    void B1_aRunThatHasEndedTellsNothingMore() {
        Iterator<Verdict<CustomerUserRefusal, CustomerUser>> none = run(NIGHTLY, Stream.of());
        assertThat(none.hasNext()).isFalse();
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void B1_whatTheSourceThrowsIsPassedOnInItsTurn() {
        IllegalStateException torn = new IllegalStateException("torn");
        Iterator<NewCustomerUser> source = IntStream.range(1, 9)
                .mapToObj(number -> {
                    if (number == 4) {
                        throw torn;
                    }
                    return customer(number);
                })
                .iterator();
        Iterator<Verdict<CustomerUserRefusal, CustomerUser>> verdicts = registry.createAll(NIGHTLY, source);
        for (int row = 1; row < 4; row++) {
            assertThat(verdicts.next().row()).isEqualTo(row);
        }
        assertThat(verdicts.hasNext()).isTrue();
        assertThatThrownBy(verdicts::next).isSameAs(torn);
        assertThat(users(UserKind.CUSTOMER)).isEqualTo(3);
    }

    @Test
    void B1_thePasswordOfARowIsWipedOnceItIsTold() {
        NewCustomerUser row = customer(1, 0, 1);
        assertThat(run(NIGHTLY, Stream.of(row)).next().answer().isRight()).isTrue();
        assertThat(((Password) row.credential().get()).characters()).containsOnly('\0');
    }

    @Test
    void B2_aRunMayComeInParts() {
        List<Either<CustomerUserRefusal, Outcome<CustomerUser>>> told = answers(run(NIGHTLY, customers(1, 4)));
        told.addAll(answers(run(NIGHTLY.after(3), customers(4, 9))));
        assertThat(told).allMatch(Either::isRight);
        assertThat(answers(run(NIGHTLY, customers(1, 9)))).isEqualTo(told);
        assertThat(users(UserKind.CUSTOMER)).isEqualTo(8);
    }

    /** The hasher fails for one row, and the tenants for another. */
    @Test
    void B3_aRowThatFailsDoesNotStopTheOthers() {
        List<Integer> failing = List.of(2, 4);
        isDown.set(true);
        List<Optional<Either<CustomerUserRefusal, Outcome<CustomerUser>>>> first = told(run(NIGHTLY, rows()));
        assertThat(first).hasSize(6);
        for (int place = 0; place < 6; place++) {
            assertThat(first.get(place).isEmpty()).isEqualTo(failing.contains(place));
        }
        assertThat(store.commits)
                .as("those that do not fail are still together")
                .isOne();

        isDown.set(false);
        List<Optional<Either<CustomerUserRefusal, Outcome<CustomerUser>>>> again = told(run(NIGHTLY, rows()));
        for (int place = 0; place < 6; place++) {
            assertThat(again.get(place))
                    .hasValueSatisfying(answer -> assertThat(answer.isRight()).isTrue());
            if (!failing.contains(place)) {
                assertThat(again.get(place)).isEqualTo(first.get(place));
            }
        }
        assertThat(users(UserKind.CUSTOMER)).isEqualTo(5);
    }

    private static Stream<NewCustomerUser> rows() {
        return Stream.of(customer(0), customer(1), customer(2, 0, 1), customer(3), customer(4, 1, 0), customer(5));
    }

    /** The first row has a key, and so is not admitted while it looks; those behind it might be, up to the limit. */
    @Test
    void B1_noRowOvertakesThoseBeforeIt() {
        RunWorld world = new RunWorld(RunWorld.Base.A_STORE_THAT_ADMITS_AT_ONCE, RunWorld.MANY);
        List<Create> rows = IntStream.range(0, 30)
                .mapToObj(row ->
                        new Create(UserKind.SHARED, 0, row == 0 ? 1 : 0, false, new Values(row, 0, 0, 0, 0, 0, 0)))
                .toList();
        assertThat(answers(world.run(Run.unnamed(), rows)).stream().map(Either::isRight))
                .startsWith(true, true)
                .filteredOn(admitted -> admitted)
                .hasSize(Surroundings.LIMIT_OF_PROJECT_0);
    }

    /** A store may admit some at once and others not, as it likes: here every second one. */
    @Test
    void B1_noRowOvertakesOneThatIsNotAdmittedAtOnce() {
        AtomicInteger ids = new AtomicInteger();
        UserStore store = new GatedStore.AdmittingAtOnce(
                InMemoryUserStore.withLines(InMemoryPhonePool.of(List.of(
                        new PoolLine(Surroundings.LINES.get(0), 1), new PoolLine(Surroundings.LINES.get(1), 1)))),
                Gate.OPEN);
        UserRegistry over = UserRegistry.of(
                store,
                new Surroundings(),
                RegistryOptions.DEFAULT.withIds(() -> new UserId(new UUID(0, ids.incrementAndGet()))));
        Iterator<NewSharedUser> rows = IntStream.range(0, 4)
                .mapToObj(row ->
                        Requests.shared(new Create(UserKind.SHARED, 1, 0, false, new Values(row, 0, 0, 0, 0, 0, 0))))
                .iterator();
        assertThat(answers(over.createAll(Run.unnamed(), rows)).stream().map(Either::isRight))
                .containsExactly(true, true, false, false);
    }

    /** What is told of each row; empty for one that fails. */
    private static <R extends Refusal, U extends User> List<Optional<Either<R, Outcome<U>>>> told(
            Iterator<Verdict<R, U>> verdicts) {
        List<Optional<Either<R, Outcome<U>>>> told = new ArrayList<>();
        while (verdicts.hasNext()) {
            try {
                Verdict<R, U> verdict = verdicts.next();
                told.add(Optional.of(verdict.answer()));
                assertThat(verdict.row()).isEqualTo(told.size());
            } catch (UnavailableException failure) {
                told.add(Optional.empty());
            }
        }
        return told;
    }

    /** Without keys or a name, so that only the settlement tells what became of each. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void E6_whatIsLostOfABatchIsSettledForEachRow(int place) {
        List<CreateRequest<? extends Refusal, ? extends User>> rows = Collections.nCopies(5, subscriber());
        store.failingAfter = place;
        assertThat(answers(registry.createAll(Run.unnamed(), rows.iterator())))
                .hasSize(5)
                .allSatisfy(answer -> assertThat(answer.get()).isInstanceOf(Outcome.Created.class));
        store.failingBefore = 5 + place;
        store.made = 5;
        assertThat(answers(registry.createAll(Run.unnamed(), rows.iterator())))
                .allSatisfy(answer -> assertThat(answer.get()).isInstanceOf(Outcome.Created.class));
        assertThat(users(UserKind.SUBSCRIBER)).isEqualTo(10);
        assertThat(store.settlements).isPositive();
    }

    @Test
    void E6_aRowOfWhichNobodyCanSayWhatBecameOfItIsNotMadeAgain() {
        store.failingAfter = 3;
        store.settlesNothing = true;
        Iterator<Verdict<Refusal, User>> verdicts = registry.createAll(
                Run.unnamed(), Collections.nCopies(5, subscriber()).iterator());
        for (int row = 1; row <= 5; row++) {
            UnavailableException failure = catchThrowableOfType(UnavailableException.class, verdicts::next);
            assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        }
        assertThat(verdicts.hasNext()).isFalse();
        assertThat(users(UserKind.SUBSCRIBER)).isEqualTo(3);
    }

    /** A store may know that nothing was done, and may be there again for the rows alone. */
    @Test
    void B3_aStoreThatTakesNoBatchIsGivenTheRowsAlone() {
        UserStore single = new ForwardingStore(InMemoryUserStore.withoutLines()) {
            @Override
            public List<Facts> lookAll(List<Question> questions) {
                throw new UnavailableException("down", Effect.NONE, null);
            }
        };
        UserRegistry over = UserRegistry.of(single, new Surroundings());
        assertThat(answers(over.createAll(NIGHTLY, customers(0, 9).iterator())))
                .hasSize(9)
                .allMatch(Either::isRight);
    }

    /** The store below admits at once whoever has an even id, which is everybody here. */
    @ParameterizedTest
    @EnumSource(Effect.class)
    void E6_whoMayHaveBeenAdmittedByALostLookIsSettled(Effect effect) {
        AtomicInteger ids = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger settled = new AtomicInteger();
        UserStore users = InMemoryUserStore.withLines(
                InMemoryPhonePool.of(List.of(PoolLine.unlimited(Surroundings.LINES.get(0)))));
        UserStore losing = new ForwardingStore(new GatedStore.AdmittingAtOnce(users, Gate.OPEN)) {
            @Override
            public boolean admitsAtOnce() {
                return true;
            }

            @Override
            public List<Facts> lookAll(List<Question> questions) {
                if (looks.getAndIncrement() > 0) {
                    return super.lookAll(questions);
                }
                if (effect == Effect.UNKNOWN) {
                    super.lookAll(questions);
                }
                throw new UnavailableException("lost", effect, null);
            }

            @Override
            public Optional<AnyUser> settle(Version version) {
                settled.incrementAndGet();
                return super.settle(version);
            }
        };
        UserRegistry over = UserRegistry.of(
                losing,
                new Surroundings(),
                RegistryOptions.DEFAULT.withIds(() -> new UserId(new UUID(0, ids.addAndGet(2)))));
        Iterator<NewSharedUser> rows = IntStream.range(0, 4)
                .mapToObj(row ->
                        Requests.shared(new Create(UserKind.SHARED, 1, 0, false, new Values(row, 0, 0, 0, 0, 0, 0))))
                .iterator();
        assertThat(answers(over.createAll(Run.unnamed(), rows)))
                .hasSize(4)
                .allSatisfy(answer -> assertThat(answer.get()).isInstanceOf(Outcome.Created.class));
        assertThat(users.activeUsers(Surroundings.project(1).id())).containsEntry(UserKind.SHARED, 4);
        assertThat(settled).hasValue(effect == Effect.NONE ? 0 : 4);
    }

    /** Which questions of each look for several bring somebody to be admitted, and how many looks were for one. */
    private static final class Looking extends ForwardingStore {
        final List<List<Boolean>> together = new ArrayList<>();
        int alone;

        Looking() {
            super(InMemoryUserStore.withLines(
                    InMemoryPhonePool.of(List.of(PoolLine.unlimited(Surroundings.LINES.get(0))))));
        }

        @Override
        public boolean admitsAtOnce() {
            return true;
        }

        @Override
        public List<Facts> lookAll(List<Question> questions) {
            together.add(questions.stream()
                    .map(question -> question.ifNobody().isPresent())
                    .toList());
            int before = alone;
            List<Facts> facts = super.lookAll(questions);
            alone = before;
            return facts;
        }

        @Override
        public Facts look(Question question) {
            alone++;
            return super.look(question);
        }
    }

    /** The second row is of a kind that is not admitted while it looks. */
    @Test
    void B1_nobodyBehindARowThatIsNotAdmittedAtOnceIsEither() {
        Looking looking = new Looking();
        UserRegistry over = UserRegistry.of(looking, new Surroundings());
        Iterator<CreateRequest<? extends Refusal, ? extends User>> rows = IntStream.range(0, 4)
                .<CreateRequest<? extends Refusal, ? extends User>>mapToObj(
                        row -> row == 1 ? subscriber() : shared(row))
                .iterator();
        assertThat(answers(over.createAll(Run.unnamed(), rows))).hasSize(4).allMatch(Either::isRight);
        assertThat(looking.together).containsExactly(List.of(true, false, false, false));
    }

    /** A phone that changes is looked for once more, on the line that its user has. */
    @Test
    void B3_aRowThatHasToLookTwiceIsNotCarriedOutAlone() {
        Looking looking = new Looking();
        UserRegistry over = UserRegistry.of(looking, People.TENANTS);
        SharedUser user = new People(over).shared("+14155550132");
        looking.alone = 0;
        Iterator<SharedUserPatch> rows = List.of(
                        People.patch(user.id(), GivenSharedUserPatch.NONE.withPhoneNumber(Setting.to("+14155550133")))
                                .get())
                .iterator();
        assertThat(answers(over.changeAll(Run.unnamed(), rows))).hasSize(1).allMatch(Either::isRight);
        assertThat(looking.together).hasSize(2);
        assertThat(looking.alone).isZero();
    }
}
