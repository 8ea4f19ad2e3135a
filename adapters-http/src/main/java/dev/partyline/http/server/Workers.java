package dev.partyline.http.server;

import dev.partyline.http.exchange.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of each lane, and the work that waits for them. A lane without bounds has no threads: its work, which
 * never waits, is done where it comes up. Safe for use by many threads.
 */
public final class Workers implements AutoCloseable {
    /**
     * What a lane may hold.
     *
     * @param threads as much work is done at once
     * @param queue as much work may wait
     * @param patience for how long it may wait
     * @param longest for how long it may wait and be done together
     */
    public record Bounds(int threads, int queue, Duration patience, Duration longest) {}

    /** The threads of one lane. */
    record Pool(Bounds bounds, ThreadPoolExecutor threads) {}

    private final Map<Lane, Pool> pools = new EnumMap<>(Lane.class);

    private Workers(Map<Lane, Bounds> lanes) {
        lanes.forEach((lane, bounds) -> pools.put(lane, new Pool(bounds, threads(lane, bounds))));
    }

    /** Workers for these lanes. */
    public static Workers of(Map<Lane, Bounds> lanes) {
        return new Workers(lanes);
    }

    private static ThreadPoolExecutor threads(Lane lane, Bounds bounds) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                bounds.threads(),
                bounds.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(bounds.queue()),
                task -> thread(lane, task));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Work for which nobody waits any more keeps no process alive. */
    private static Thread thread(Lane lane, Runnable task) {
        Thread thread = new Thread(task, lane.name());
        thread.setDaemon(true);
        return thread;
    }

    Optional<Pool> pool(Lane lane) {
        return Optional.ofNullable(pools.get(lane));
    }

    /** No work begins after this. Work that has begun is interrupted, and not waited for. */
    @Override
    public void close() {
        pools.values().forEach(pool -> pool.threads().shutdownNow());
    }
}
