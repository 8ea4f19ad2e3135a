package dev.partyline.http.password;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets only so many threads work at once; the others wait, first come, first served. */
final class Turnstile {
    private final Semaphore turns;

    Turnstile(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one must be let through, not " + atOnce);
        }
        this.turns = new Semaphore(atOnce, true);
    }

    /** The result of the work, once its turn has come. An interrupted thread gets no turn, and stays interrupted. */
    <T> T pass(Supplier<T> work) {
        try {
            turns.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted before its turn to hash came", Effect.NONE, interrupted);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
