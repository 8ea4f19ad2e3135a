package dev.partyline.http;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps again and again until it is closed. One sweep is bounded, so a turn is as many as it takes until nothing is
 * due. A failure ends its turn only.
 */
final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final IntSupplier sweep;
    private final ScheduledExecutorService timer;

    private Sweeper(IntSupplier sweep, ScheduledExecutorService timer) {
        this.sweep = sweep;
        this.timer = timer;
    }

    /**
     * A sweeper whose first turn comes after one interval.
     *
     * @param sweep tells how much it has done; 0 if nothing was due
     * @param interval the time from the end of a turn to the next turn
     */
    static Sweeper start(IntSupplier sweep, Duration interval) {
        return start(sweep, interval, new ScheduledThreadPoolExecutor(1, Sweeper::thread));
    }

    /** The same, with a timer that is the sweeper's alone. */
    static Sweeper start(IntSupplier sweep, Duration interval, ScheduledExecutorService timer) {
        Sweeper sweeper = new Sweeper(sweep, timer);
        var unused = timer.scheduleWithFixedDelay(
                sweeper::turn, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        return sweeper;
    }

    /** The process may end during a sweep: each of its steps is made whole or not at all. */
    private static Thread thread(Runnable turns) {
        Thread thread = new Thread(turns, "sweep");
        thread.setDaemon(true);
        return thread;
    }

    private void turn() {
        try {
            int done;
            do {
                done = sweep.getAsInt();
            } while (done > 0 && !timer.isShutdown());
        } catch (RuntimeException | Error failure) {
            // If it were thrown, there would be no further turn. Its message may quote a user.
            LOG.warn("a sweep failed: {}", failure.getClass().getName());
        }
    }

    /** No sweep begins after this. One that has begun is not waited for. */
    @Override
    public void close() {
        timer.shutdown();
    }
}
