package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweeperTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final TimerByHand timer = new TimerByHand();
    private final AtomicInteger sweeps = new AtomicInteger();

    /** A timer whose time passes when a test says so, and whose work is done in the test's own thread. */
    private static final class TimerByHand extends ScheduledThreadPoolExecutor {
        private Runnable work = () -> {};
        private long now;
        private long next;
        private long interval;

        TimerByHand() {
            super(0);
        }

        @Override
        public @Nullable ScheduledFuture<?> scheduleWithFixedDelay(
                Runnable command, long initialDelay, long delay, TimeUnit unit) {
            work = command;
            next = unit.toNanos(initialDelay);
            interval = unit.toNanos(delay);
            return null;
        }

        void pass(Duration time) {
            now += time.toNanos();
            for (; next <= now && !isShutdown(); next += interval) {
                work.run();
            }
        }
    }

    @Test
    void I3_aTurnComesAfterEachIntervalAndGoesOnUntilNothingIsDue() {
        AtomicInteger due = new AtomicInteger(3);
        Sweeper.start(
                () -> {
                    sweeps.incrementAndGet();
                    return due.getAndUpdate(left -> Math.max(left - 1, 0));
                },
                INTERVAL,
                timer);

        timer.pass(INTERVAL.minusNanos(1));
        assertThat(sweeps).hasValue(0);
        timer.pass(Duration.ofNanos(1));
        assertThat(sweeps).hasValue(4);
        timer.pass(INTERVAL.multipliedBy(2));
        assertThat(sweeps).hasValue(6);
    }

    @Test
    void E4_aFailureEndsItsTurnOnlyAndIsLoggedWithoutItsMessage() {
        Throwable[] failures = {
            new UnavailableException("personal", Effect.UNKNOWN, new IllegalStateException("personal")),
            new IllegalArgumentException("personal"),
            new StackOverflowError("personal")
        };
        Sweeper.start(
                () -> {
                    int sweep = sweeps.getAndIncrement();
                    if (sweep < failures.length) {
                        SweeperTest.<RuntimeException>raise(failures[sweep]);
                    }
                    return 0;
                },
                INTERVAL,
                timer);

        String log = logged(() -> timer.pass(INTERVAL.multipliedBy(failures.length + 1)));

        assertThat(sweeps).hasValue(failures.length + 1);
        assertThat(log.lines()).hasSize(failures.length);
        assertThat(log)
                .contains("UnavailableException", "IllegalArgumentException", "StackOverflowError")
                .doesNotContain("personal");
    }

    @SuppressWarnings("unchecked") // So that a test may plant any failure.
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }

    private static String logged(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(UTF_8);
    }

    @Test
    void noSweepBeginsAfterTheEnd() {
        CompletableFuture<Sweeper> started = new CompletableFuture<>();
        started.complete(Sweeper.start(
                () -> {
                    started.join().close();
                    return Math.max(10 - sweeps.incrementAndGet(), 0);
                },
                INTERVAL,
                timer));

        timer.pass(INTERVAL.multipliedBy(3));

        assertThat(sweeps).hasValue(1);
        assertThat(timer.isShutdown()).isTrue();
    }

    @Test
    void itsOwnTimerKeepsNoProcessAlive() throws Exception {
        CountDownLatch thrice = new CountDownLatch(3);
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Sweeper sweeper = Sweeper.start(
                () -> {
                    thread.complete(Thread.currentThread());
                    thrice.countDown();
                    return 0;
                },
                Duration.ofNanos(1));
        thrice.await();
        sweeper.close();

        assertThat(thread.join().isDaemon()).isTrue();
        thread.join().join();
    }
}
