package dev.partyline.http.server;

import dev.partyline.http.exchange.Step;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Work that is either begun once, or given up before. */
final class Job implements Runnable {
    private final Supplier<? extends Step> task;
    private final BiConsumer<Job, Step> done;
    private final AtomicBoolean decided = new AtomicBoolean();

    Job(Supplier<? extends Step> task, BiConsumer<Job, Step> done) {
        this.task = task;
        this.done = done;
    }

    @Override
    public void run() {
        if (decided.compareAndSet(false, true)) {
            done.accept(this, task.get());
        }
    }

    /** Whether it was given up: it never begins. If not, it has begun. */
    boolean giveUp() {
        return decided.compareAndSet(false, true);
    }
}
