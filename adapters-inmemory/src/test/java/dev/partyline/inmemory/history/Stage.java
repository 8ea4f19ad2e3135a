package dev.partyline.inmemory.history;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Where several clients run at the same time. */
public interface Stage {
    /** Threads for whoever needs some; none of them keeps the machine from stopping. */
    ExecutorService THREADS = Executors.newCachedThreadPool(run -> {
        Thread thread = new Thread(run, "client");
        thread.setDaemon(true);
        return thread;
    });

    /** What each came back with, in their order. What one throws, this throws. */
    <T> List<T> play(List<? extends Callable<? extends T>> clients);

    /** What came of one of them. */
    static <T> T result(Future<? extends T> run) {
        try {
            return run.get();
        } catch (ExecutionException failure) {
            throw new AssertionError("a client failed", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
