package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Callers who start at the same moment. */
final class Race {
    static final int CALLERS = 16;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "race");
        thread.setDaemon(true);
        return thread;
    });

    private Race() {}

    /** What each of {@link #CALLERS} got, by its number. */
    static <T> List<T> run(IntFunction<T> call) {
        return run(CALLERS, call);
    }

    static <T> List<T> run(int callers, IntFunction<T> call) {
        CyclicBarrier start = new CyclicBarrier(callers);
        List<Future<T>> calls = IntStream.range(0, callers)
                .mapToObj(caller -> THREADS.submit(startingAt(start, () -> call.apply(caller))))
                .toList();
        return calls.stream().map(Race::result).toList();
    }

    /**
     * One caller takes turn after turn, numbered from 1, while three others ask, each by its number, until they have
     * asked so often.
     */
    static void against(IntConsumer turn, IntConsumer ask, int times) {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        List<Integer> callers = run(4, caller -> {
            try {
                for (int i = 1; !done.get() && asked.get() < times; i++) {
                    if (caller == 0) {
                        turn.accept(i);
                    } else {
                        ask.accept(caller);
                        asked.incrementAndGet();
                    }
                }
            } finally {
                done.set(true);
            }
            return caller;
        });
        assertThat(callers).hasSize(4);
    }

    private static <T> Callable<T> startingAt(CyclicBarrier start, Callable<T> call) {
        return () -> {
            await(start);
            return call.call();
        };
    }

    private static void await(CyclicBarrier start) throws InterruptedException {
        try {
            start.await();
        } catch (BrokenBarrierException anotherWasInterrupted) {
            throw new IllegalStateException(anotherWasInterrupted);
        }
    }

    private static <T> T result(Future<T> call) {
        try {
            return call.get();
        } catch (ExecutionException failure) {
            throw new AssertionError("a caller got an exception: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
