package dev.partyline.inmemory.history;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets one of several clients go on at a time, from one call of a port to the next, in the order of a schedule: so that an
 * interleaving can be chosen, repeated and shrunk.
 */
final class Turns implements Stage {
    /** The turn of the client that runs on this thread. */
    private static final ThreadLocal<Semaphore> MINE = new ThreadLocal<>();

    private final Semaphore over = new Semaphore(0);
    private final Iterator<Integer> schedule;

    private record Client<T>(Semaphore turn, AtomicBoolean done, Future<T> run) {}

    /**
     * A stage with a schedule.
     *
     * @param schedule which of those that are not done goes on; when it has come to its end, one after the other
     */
    Turns(List<Integer> schedule) {
        this.schedule = schedule.iterator();
    }

    /** Called before each call of a port: lets another client go on, if it is its turn. */
    void pause() {
        Semaphore mine = MINE.get();
        if (mine != null) {
            over.release();
            mine.acquireUninterruptibly();
        }
    }

    @Override
    public <T> List<T> play(List<? extends Callable<? extends T>> runs) {
        List<Client<T>> clients = new ArrayList<>();
        for (Callable<? extends T> run : runs) {
            clients.add(enter(run));
        }
        List<Client<T>> waiting = new ArrayList<>(clients);
        for (int i = 0; !waiting.isEmpty(); i++) {
            Client<T> next = waiting.get((schedule.hasNext() ? schedule.next() : i) % waiting.size());
            next.turn().release();
            over.acquireUninterruptibly();
            waiting.removeIf(client -> client.done().get());
        }
        return clients.stream().<T>map(client -> Stage.result(client.run())).toList();
    }

    private <T> Client<T> enter(Callable<? extends T> run) {
        Semaphore turn = new Semaphore(0);
        AtomicBoolean done = new AtomicBoolean();
        return new Client<>(turn, done, THREADS.submit(() -> {
            turn.acquireUninterruptibly();
            MINE.set(turn);
            try {
                return run.call();
            } finally {
                MINE.remove();
                done.set(true);
                over.release();
            }
        }));
    }
}
