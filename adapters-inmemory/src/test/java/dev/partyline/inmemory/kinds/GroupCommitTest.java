package dev.partyline.inmemory.kinds;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.value.Field;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.history.ForwardingStore;
import dev.partyline.ports.GroupCommit;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of a registry, who come while two commits are under way and then share one. */
class GroupCommitTest {
    private static final int UNDER_WAY = 2;

    /** No caller goes alone, however busy the machine is. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    /** Its first two commits wait until all callers are there. */
    private static final class Busy extends ForwardingStore {
        final CountDownLatch areUnderWay = new CountDownLatch(UNDER_WAY);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        final List<Integer> shared = new CopyOnWriteArrayList<>();
        Optional<UnavailableException> before = Optional.empty();
        Optional<UnavailableException> after = Optional.empty();

        Busy() {
            super(InMemoryUserStore.withoutLines());
        }

        @Override
        public Commit commit(Change change) {
            if (areUnderWay.getCount() > 0) {
                areUnderWay.countDown();
                await(mayEnd);
            }
            return super.commit(change);
        }

        @Override
        public List<Commit> commitAll(List<Change> changes) {
            shared.add(changes.size());
            before.ifPresent(failure -> {
                throw failure;
            });
            List<Commit> commits = super.commitAll(changes);
            after.ifPresent(failure -> {
                throw failure;
            });
            return commits;
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    private final Busy store = new Busy();
    private final UserRegistry registry = UserRegistry.of(GroupCommit.over(store, PATIENCE), People.TENANTS);

    private final List<Thread> threads = new ArrayList<>();

    private final class Caller {
        private final FutureTask<Either<AppUserRefusal, Outcome<AppUser>>> answer;
        private final Thread thread;

        Caller(String email) {
            NewAppUser request = NewAppUser.of(People.APP, GivenAppUser.NONE.withIdentifiers(People.identifiers(email)))
                    .get();
            answer = new FutureTask<>(() -> registry.create(request));
            thread = new Thread(answer, email);
            threads.add(thread);
            thread.start();
        }

        boolean waits() {
            return thread.getState() == Thread.State.TIMED_WAITING;
        }

        UnavailableException failure() {
            ExecutionException failure = catchThrowableOfType(ExecutionException.class, answer::get);
            assertThat(failure).hasCauseInstanceOf(UnavailableException.class);
            return (UnavailableException) requireNonNull(failure.getCause());
        }

        boolean isCreated() throws InterruptedException, ExecutionException {
            return answer.get().filter(Outcome.Created.class::isInstance).isDefined();
        }
    }

    /** The callers with these emails, who wait behind two others until all of them wait. */
    private List<Caller> waiting(String... emails) throws InterruptedException {
        IntStream.range(0, UNDER_WAY).forEach(number -> {
            new Caller("under.way." + number + "@example.com");
            while (store.areUnderWay.getCount() > UNDER_WAY - 1 - number) {
                Thread.onSpinWait();
            }
        });
        List<Caller> callers = new ArrayList<>();
        for (String email : emails) {
            Caller caller = new Caller(email);
            callers.add(caller);
            while (!caller.waits()) {
                Thread.onSpinWait();
            }
        }
        store.mayEnd.countDown();
        return callers;
    }

    /** Once everybody has its answer. */
    private int users() throws InterruptedException {
        for (Thread caller : threads) {
            caller.join();
        }
        return registry.list(Listing.of(People.APP.id(), Listing.MAX_LIMIT))
                .rows()
                .size();
    }

    private static void areCreated(List<Caller> callers) throws InterruptedException, ExecutionException {
        for (Caller caller : callers) {
            assertThat(caller.isCreated()).as(caller.thread.getName()).isTrue();
        }
    }

    @RepeatedTest(20)
    void B3_callersShareACommitAndEachHasItsOwnVerdict() throws Exception {
        List<Caller> callers = waiting("ada@example.com", "ada@example.com", "grace@example.com");
        areCreated(List.of(callers.get(0), callers.get(2)));
        assertThat(callers.get(1).answer.get()).isEqualTo(Either.left(new Refusal.AlreadyInUse(Field.IDENTIFIERS)));
        assertThat(store.shared).containsExactly(3);
    }

    @RepeatedTest(20)
    void B3_ifASharedCommitHasNoEffectEachCallerGoesAlone() throws Exception {
        store.before = Optional.of(new UnavailableException("too many", Effect.NONE, null));
        areCreated(waiting("ada@example.com", "grace@example.com", "mary@example.com"));
        assertThat(store.shared).containsExactly(3);
    }

    @RepeatedTest(20)
    void E6_ifTheEndOfASharedCommitIsLostEachCallerIsToldWhatItMade() throws Exception {
        store.after = Optional.of(new UnavailableException("lost", Effect.UNKNOWN, null));
        areCreated(waiting("ada@example.com", "grace@example.com", "mary@example.com"));
        assertThat(store.shared).containsExactly(3);
        assertThat(users()).isEqualTo(UNDER_WAY + 3);
    }

    @RepeatedTest(20)
    void E6_ifASharedCommitMayHaveBeenMadeAndWasNotEachCallerIsToldSo() throws Exception {
        store.before = Optional.of(new UnavailableException("lost", Effect.UNKNOWN, null));
        for (Caller caller : waiting("ada@example.com", "grace@example.com")) {
            assertThat(caller.failure().effect()).isEqualTo(Effect.NONE);
        }
        assertThat(users()).isEqualTo(UNDER_WAY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itAdmitsAtOnceIfTheStoreBelowDoes(boolean admits) {
        UserStore below = new ForwardingStore(InMemoryUserStore.withoutLines()) {
            @Override
            public boolean admitsAtOnce() {
                return admits;
            }
        };

        assertThat(GroupCommit.over(below).admitsAtOnce()).isEqualTo(admits);
    }

    @Test
    void aPatienceIsPositive() {
        Duration least = Duration.ofNanos(1);
        assertThat(GroupCommit.over(store, least)).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> GroupCommit.over(store, least.minusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> GroupCommit.over(store, least.minusNanos(2)));
    }
}
