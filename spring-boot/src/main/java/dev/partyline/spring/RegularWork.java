package dev.partyline.spring;

import dev.partyline.ports.driven.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Work that is done again and again while the application runs. One step is bounded, and so is a turn of them. A
 * failure ends its turn only. Its scheduler is no bean: if there were one, Boot would not make that of the application.
 */
abstract sealed class RegularWork implements SmartLifecycle permits EventPublisher, Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(RegularWork.class);

    /** The most steps of a turn. What is due after them is done in the next turn. */
    private static final int LONGEST_TURN = 100;

    private static final int LONGEST_STOP_SECONDS = 10;

    private final String name;
    private final IntSupplier step;
    private final Duration interval;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile boolean running;
    private volatile long lastDone = System.nanoTime();

    /** @param step tells how much it has done; 0 if nothing was due */
    RegularWork(String name, IntSupplier step, Duration interval) {
        this.name = name;
        this.step = step;
        this.interval = interval;
        scheduler.setThreadNamePrefix("partyline-" + name + "-");
        scheduler.setDaemon(true);
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationSeconds(LONGEST_STOP_SECONDS);
        scheduler.setErrorHandler(this::failed);
    }

    @Override
    public void start() {
        running = true;
        scheduler.initialize();
        var unused = scheduler.scheduleWithFixedDelay(this::turn, Instant.now().plus(interval), interval);
    }

    /** One turn. */
    void turn() {
        int steps = 0;
        while (steps < LONGEST_TURN && step.getAsInt() > 0 && running) {
            steps++;
        }
        lastDone = System.nanoTime();
    }

    /** The message of another exception than {@link UnavailableException} may quote a user. */
    private void failed(Throwable failure) {
        LOG.warn(
                "{} failed: {}",
                name,
                failure instanceof UnavailableException
                        ? failure.getMessage()
                        : failure.getClass().getName());
    }

    /** The time since the last turn that did not fail, or since the start. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - lastDone);
    }

    /** A step that has begun is waited for. */
    @Override
    public void stop() {
        running = false;
        scheduler.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
