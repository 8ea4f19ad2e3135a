package dev.partyline.ports;

import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out what became of a step whose end was lost (rule E6): by asking, never by doing it twice. The caller gets what was done, an
 * exception that says {@link Effect#NONE} where nothing was, or else the one of the step, which says {@link Effect#UNKNOWN}.
 */
final class Settlement {
    /** Whoever lost one connection may lose the next ones as well. */
    private static final int ATTEMPTS = 3;

    private Settlement() {}

    /** Commits the change. */
    static Commit commit(UserStore store, Change change) {
        return of(() -> store.commit(change), () -> Optional.of(Commit.DONE).filter(done -> store.settle(change)));
    }

    /**
     * The result of the step.
     *
     * @param asked what it was where its outcome was lost; empty where it was not done
     * @throws UnavailableException if the step had no effect, or nobody can tell
     */
    static <T> T of(Supplier<T> step, Supplier<Optional<T>> asked) {
        try {
            return step.get();
        } catch (UnavailableException failure) {
            if (failure.effect() == Effect.NONE) {
                throw failure;
            }
            return settled(asked, failure);
        } catch (RuntimeException failure) {
            return settled(asked, failure);
        }
    }

    private static <T> T settled(Supplier<Optional<T>> asked, RuntimeException lost) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<T> done;
            try {
                done = asked.get();
            } catch (RuntimeException cannotTell) {
                continue;
            }
            return done.orElseThrow(() -> new UnavailableException("it was not done", Effect.NONE, null));
        }
        throw lost;
    }
}
