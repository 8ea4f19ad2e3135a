package dev.partyline.inmemory.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Threads that start together, and then go on as the machine lets them. */
public final class Racers implements Stage {
    /** How many take part if a test asks for no other number. */
    public static final int COUNT = 16;

    /** So many may wait for each other awake, which brings them closest together. */
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private static final int MOST_SPINS = 20_000;

    /** What each of {@link #COUNT} did, by its number. */
    public <T> List<T> race(IntFunction<? extends T> racer) {
        return play(IntStream.range(0, COUNT)
                .<Callable<T>>mapToObj(number -> () -> racer.apply(number))
                .toList());
    }

    @Override
    public <T> List<T> play(List<? extends Callable<? extends T>> clients) {
        CyclicBarrier start = new CyclicBarrier(clients.size());
        AtomicInteger awake = new AtomicInteger();
        int mostSpins = clients.size() <= PROCESSORS ? MOST_SPINS : 0;
        List<Future<T>> running = new ArrayList<>();
        for (Callable<? extends T> client : clients) {
            running.add(THREADS.submit(() -> {
                start.await();
                awake.incrementAndGet();
                for (int spins = 0; awake.get() < clients.size() && spins < mostSpins; spins++) {
                    Thread.onSpinWait();
                }
                return client.call();
            }));
        }
        return running.stream().<T>map(Stage::result).toList();
    }
}
