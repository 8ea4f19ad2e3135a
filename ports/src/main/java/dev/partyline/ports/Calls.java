package dev.partyline.ports;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How calls of hosts go through the ports. */
final class Calls {
    /** Each attempt but the last was overtaken by somebody else's success, or by a lease that was out. */
    private static final int ATTEMPTS = 1_000;

    /** Lets whoever holds a lease go on, if there are more threads than processors. */
    private static final long PAUSE_NANOS = 20_000;

    private Calls() {}

    /** @param attempt that answers null if it is outdated */
    static <T> T untilUpToDate(Supplier<@Nullable T> attempt) {
        for (int i = 0; i < ATTEMPTS; i++) {
            T answer = attempt.get();
            if (answer != null) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new UnavailableException("overtaken " + ATTEMPTS + " times", Effect.NONE, null);
    }

    /** E3, E4: what a port throws against its contract is passed on without its message, which may hold anything. */
    static <T> T guarded(Effect effect, Supplier<T> call) {
        try {
            return call.get();
        } catch (UnavailableException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            UnavailableException unavailable = new UnavailableException(
                    "a port failed with " + failure.getClass().getName(), effect, null);
            unavailable.setStackTrace(failure.getStackTrace());
            throw unavailable;
        }
    }
}
