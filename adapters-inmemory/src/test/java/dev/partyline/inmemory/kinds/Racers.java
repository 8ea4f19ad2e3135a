package dev.partyline.inmemory.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Threads that start together, again and again. */
final class Racers implements AutoCloseable {
    static final int COUNT = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private final CyclicBarrier start = new CyclicBarrier(COUNT);

    /** What each of them did, by its number. */
    <T> List<T> race(IntFunction<T> racer) {
        List<Callable<T>> calls = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            int number = i;
            calls.add(() -> {
                start();
                return racer.apply(number);
            });
        }
        try {
            List<T> done = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                done.add(future.get());
            }
            return done;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        }
    }

    private void start() throws InterruptedException {
        try {
            start.await();
        } catch (BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
