package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Callers who come while calls are under way, and then go together. */
class GroupTest {
    private static final int UNDER_WAY = 2;
    private static final int BAD = -1;

    /** However busy the machine is. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final CountDownLatch areUnderWay = new CountDownLatch(UNDER_WAY);
    private final List<List<Integer>> calls = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    private Integer alone(Integer asked) {
        return together(List.of(asked)).get(0);
    }

    /** The first ones wait, so that others come meanwhile. */
    private List<Integer> together(List<Integer> asked) {
        if (areUnderWay.getCount() > 0) {
            areUnderWay.countDown();
            await(mayGoOn);
        }
        calls.add(List.copyOf(asked));
        if (asked.contains(BAD)) {
            throw new UnavailableException("bad", Effect.NONE, null);
        }
        return asked.stream().map(number -> number * 10).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void B3_whoIsAloneWaitsForNobody() {
        Group<Integer, Integer> group = new Group<>(PATIENCE, asked -> asked * 10, asked -> List.of());
        assertThat(group.call(1)).isEqualTo(10);
        assertThat(group.call(2)).isEqualTo(20);
    }

    @RepeatedTest(20)
    void B3_whoComesMeanwhileGoesTogetherAndGetsItsOwnAnswer() throws Exception {
        Group<Integer, Integer> group = new Group<>(PATIENCE, this::alone, this::together);
        List<Future<Integer>> answers = startedBehindTwo(group, List.of(3, 4, 5, 6));
        assertThat(answers.get(0).get()).isEqualTo(30);
        assertThat(answers.get(3).get()).isEqualTo(60);
        assertThat(calls).anySatisfy(call -> assertThat(call).containsExactlyInAnyOrder(3, 4, 5, 6));
    }

    /** Each of them waits for the other inside its call. */
    @RepeatedTest(20)
    void B3_twoWaitForNobody() throws Exception {
        CyclicBarrier all = new CyclicBarrier(UNDER_WAY);
        Group<Integer, Integer> group = new Group<>(
                PATIENCE,
                asked -> {
                    meet(all);
                    return asked * 10;
                },
                asked -> List.of());
        List<Future<Integer>> answers = new ArrayList<>();
        for (int number = 0; number < UNDER_WAY; number++) {
            int asked = number;
            while (all.getNumberWaiting() < number) {
                Thread.onSpinWait();
            }
            answers.add(callers.submit(() -> group.call(asked)));
        }
        for (int number = 0; number < UNDER_WAY; number++) {
            assertThat(answers.get(number).get()).isEqualTo(10 * number);
        }
    }

    private static void meet(CyclicBarrier all) {
        try {
            all.await();
        } catch (InterruptedException | BrokenBarrierException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @RepeatedTest(20)
    void B3_whatFailsWithoutEffectIsOnlyItsOwnCallers() throws Exception {
        Group<Integer, Integer> group = new Group<>(PATIENCE, this::alone, this::together);
        List<Future<Integer>> answers = startedBehindTwo(group, List.of(3, BAD, 5, 6));
        assertThat(answers.get(0).get()).isEqualTo(30);
        assertThat(answers.get(3).get()).isEqualTo(60);
        assertThat(answers.get(1))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UnavailableException.class);
    }

    @RepeatedTest(20)
    void E6_whatMayHaveHappenedIsToldToEachCaller() throws Exception {
        UnavailableException lost = new UnavailableException("lost", Effect.UNKNOWN, null);
        Group<Integer, Integer> group = new Group<>(PATIENCE, this::alone, asked -> {
            throw lost;
        });
        List<Future<Integer>> answers = startedBehindTwo(group, List.of(3, 4, 5, 6));
        assertThat(answers).allSatisfy(answer -> assertThat(failure(answer)).containsSame(lost));
    }

    @Test
    void E4_afterAnErrorOthersGoOn() {
        AtomicInteger calls = new AtomicInteger();
        Group<Integer, Integer> group = new Group<>(
                PATIENCE,
                asked -> {
                    if (calls.incrementAndGet() <= UNDER_WAY) {
                        throw new StackOverflowError();
                    }
                    return asked;
                },
                asked -> asked);
        for (int i = 0; i < UNDER_WAY; i++) {
            assertThat(catchThrowableOfType(StackOverflowError.class, () -> group.call(1)))
                    .isNotNull();
        }
        assertThat(group.call(7)).isEqualTo(7);
    }

    /** One of them makes the call, and its thread gets the error itself. */
    @RepeatedTest(20)
    void E4_anErrorIsToldToAllWhoseCallItWas() throws Exception {
        StackOverflowError error = new StackOverflowError();
        Group<Integer, Integer> group = new Group<>(PATIENCE, this::alone, asked -> {
            throw error;
        });
        List<Optional<Throwable>> failures = new ArrayList<>();
        for (Future<Integer> answer : startedBehindTwo(group, List.of(3, 4, 5, 6))) {
            failures.add(failure(answer));
        }
        assertThat(failures).containsOnlyOnce(Optional.of(error));
        failures.remove(Optional.of(error));
        assertThat(failures)
                .hasSize(3)
                .allSatisfy(failure -> assertThat(failure)
                        .hasValueSatisfying(told -> assertThat(told)
                                .isInstanceOfSatisfying(
                                        UnavailableException.class,
                                        unavailable ->
                                                assertThat(unavailable.effect()).isEqualTo(Effect.UNKNOWN))));
    }

    /** Also the one that waits with it goes with it, and not alone. */
    @RepeatedTest(20)
    void E4_whoIsInterruptedGetsItsAnswerAndStaysInterrupted() throws Exception {
        Group<Integer, Integer> group = new Group<>(PATIENCE, this::alone, this::together);
        startUnderWay(group);
        AtomicInteger answer = new AtomicInteger();
        AtomicBoolean staysInterrupted = new AtomicBoolean();
        Thread interrupted = new Thread(() -> {
            answer.set(group.call(3));
            staysInterrupted.set(Thread.currentThread().isInterrupted());
        });
        interrupted.start();
        untilItWaits(interrupted);
        interrupted.interrupt();
        while (interrupted.isInterrupted()) {
            Thread.onSpinWait();
        }
        Thread other = new Thread(() -> group.call(4));
        other.start();
        untilItWaits(other);
        mayGoOn.countDown();
        interrupted.join();
        other.join();
        assertThat(answer.get()).isEqualTo(30);
        assertThat(staysInterrupted).isTrue();
        assertThat(calls).contains(List.of(3, 4));
    }

    private static void untilItWaits(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    /** The two calls that are under way do not end. */
    @Test
    void E4_whoWaitsForLongGoesAlone() {
        Group<Integer, Integer> group =
                new Group<>(Duration.ofMillis(1), asked -> asked < 3 ? alone(asked) : asked * 10, this::together);
        startUnderWay(group);
        assertThat(group.call(3)).isEqualTo(30);
        assertThat(mayGoOn.getCount()).isOne();
    }

    @RepeatedTest(20)
    void B3_manyCallersGetTheirAnswers() throws Exception {
        Group<Integer, Integer> group = new Group<>(
                PATIENCE,
                asked -> asked * 10,
                asked -> asked.stream().map(number -> number * 10).toList());
        List<Callable<Boolean>> tasks = IntStream.range(0, 16)
                .<Callable<Boolean>>mapToObj(caller -> () -> IntStream.range(0, 500)
                        .map(i -> caller * 1_000 + i)
                        .allMatch(number -> group.call(number) == number * 10))
                .toList();
        for (Future<Boolean> all : callers.invokeAll(tasks)) {
            assertThat(all.get()).isTrue();
        }
    }

    /** Most of them lose patience: before anybody calls for them, and while somebody does. */
    @RepeatedTest(20)
    void E6_whoLosesPatienceIsNotAskedForTwice() throws Exception {
        Set<Integer> asked = ConcurrentHashMap.newKeySet();
        Function<List<Integer>, List<Integer>> once = numbers -> {
            assertThat(numbers).allMatch(asked::add);
            return numbers;
        };
        Group<Integer, Integer> group = new Group<>(
                Duration.ofNanos(1_000), number -> once.apply(List.of(number)).get(0), once);
        List<Callable<Boolean>> tasks = IntStream.range(0, 16)
                .<Callable<Boolean>>mapToObj(caller -> () -> IntStream.range(0, 500)
                        .map(i -> caller * 1_000 + i)
                        .allMatch(number -> group.call(number) == number))
                .toList();
        for (Future<Boolean> all : callers.invokeAll(tasks)) {
            assertThat(all.get()).isTrue();
        }
        assertThat(asked).hasSize(8_000);
    }

    @Test
    void B3_whatFailsForOneIsNotTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        UnavailableException down = new UnavailableException("down", Effect.NONE, null);
        Group<Integer, Integer> group = new Group<>(
                PATIENCE,
                asked -> {
                    tries.incrementAndGet();
                    throw down;
                },
                asked -> asked);
        assertThat(catchThrowableOfType(UnavailableException.class, () -> group.call(1)))
                .isSameAs(down);
        assertThat(tries).hasValue(1);
    }

    @Test
    void B3_aCallIsForSixtyFourAtMost() throws Exception {
        Group<Integer, Integer> group = new Group<>(PATIENCE, this::alone, this::together);
        List<Integer> asked = IntStream.range(3, 3 + 65).boxed().toList();
        List<Future<Integer>> answers = startedBehindTwo(group, asked);
        for (int i = 0; i < asked.size(); i++) {
            assertThat(answers.get(i).get()).isEqualTo(10 * asked.get(i));
        }
        assertThat(calls).extracting(List::size).contains(64).allMatch(size -> size <= 64);
    }

    /** One after the other, so that no one calls for both. */
    private void startUnderWay(Group<Integer, Integer> group) {
        for (int i = 1; i <= UNDER_WAY; i++) {
            int number = i;
            callers.execute(() -> group.call(number));
            while (areUnderWay.getCount() > UNDER_WAY - number) {
                Thread.onSpinWait();
            }
        }
    }

    /** They wait for as long as two calls are under way, which end once all of them wait. */
    private List<Future<Integer>> startedBehindTwo(Group<Integer, Integer> group, List<Integer> asked)
            throws InterruptedException {
        startUnderWay(group);
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        List<Future<Integer>> answers = asked.stream()
                .map(number -> callers.submit(() -> {
                    threads.add(Thread.currentThread());
                    return group.call(number);
                }))
                .toList();
        while (threads.size() < asked.size()
                || !threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
            Thread.onSpinWait();
        }
        mayGoOn.countDown();
        return answers;
    }

    private static Optional<Throwable> failure(Future<Integer> answer) {
        try {
            answer.get();
            return Optional.empty();
        } catch (InterruptedException | ExecutionException failure) {
            return Optional.ofNullable(failure.getCause());
        }
    }
}
