package dev.partyline.ports;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that callers make together if they come at the same moment. Whoever comes while two calls are under way waits,
 * and the first of those who wait makes the next call for all of them. Safe for use by many threads.
 */
final class Group<Q, A> {
    /** So many calls are under way at the most. The second one lets the database work while the first one commits. */
    private static final int LANES = 2;

    /** The most callers of a call: more would save little, and wait for longer. */
    private static final int MOST = 64;

    private final Function<Q, A> alone;
    private final Function<List<Q>, List<A>> together;
    private final Queue<Caller<Q, A>> waiting = new ArrayDeque<>();
    private final long patienceNanos;

    /** How many calls are under way. */
    private int calls;

    /** Whether there were several callers when the last call began. */
    private volatile boolean isBusy;

    /** @param patience after which a caller goes alone: the calls that are under way may never end */
    Group(Duration patience, Function<Q, A> alone, Function<List<Q>, List<A>> together) {
        this.patienceNanos = patience.toNanos();
        this.alone = alone;
        this.together = together;
    }

    /** One who waits for an answer, or until it is its turn to make the call. */
    private static final class Caller<Q, A> {
        final Q asked;
        final Thread thread = Thread.currentThread();
        volatile boolean itsTurn;
        volatile @Nullable Answer<A> answer;

        Caller(Q asked) {
            this.asked = asked;
        }

        void giveTurn() {
            itsTurn = true;
            LockSupport.unpark(thread);
        }

        void give(Answer<A> given) {
            answer = given;
            LockSupport.unpark(thread);
        }
    }

    /** What a call came to for one of its callers. */
    private interface Answer<A> {
        A get();
    }

    A call(Q asked) {
        Caller<Q, A> caller = new Caller<>(asked);
        synchronized (waiting) {
            waiting.add(caller);
            if (calls < LANES) {
                begin(caller);
            }
        }
        while (true) {
            if (!await(caller)) {
                return alone.apply(asked);
            }
            if (caller.itsTurn) {
                caller.itsTurn = false;
                callForAll();
            } else {
                return Objects.requireNonNull(caller.answer).get();
            }
        }
    }

    private void begin(Caller<Q, A> caller) {
        calls++;
        caller.giveTurn();
    }

    /** Until there is an answer, or a turn. False if the caller has waited for too long and goes alone. */
    private boolean await(Caller<Q, A> caller) {
        boolean interrupted = false;
        boolean isAlone = false;
        long since = System.nanoTime();
        while (!isAlone && !caller.itsTurn && caller.answer == null) {
            LockSupport.parkNanos(caller, patienceNanos);
            interrupted |= Thread.interrupted();
            isAlone = System.nanoTime() - since >= patienceNanos && hasLeft(caller);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !isAlone;
    }

    /** Whether nobody called for it yet, and nobody will. */
    private boolean hasLeft(Caller<Q, A> caller) {
        synchronized (waiting) {
            return !caller.itsTurn && waiting.remove(caller);
        }
    }

    /** Another one, who also had its turn, may have called for the caller itself meanwhile, or for all. */
    private void callForAll() {
        if (isBusy) {
            letOthersCome();
        }
        List<Caller<Q, A>> callers = new ArrayList<>();
        synchronized (waiting) {
            while (callers.size() < MOST && !waiting.isEmpty()) {
                callers.add(waiting.remove());
            }
            isBusy = calls > 1 || callers.size() > 1;
        }
        try {
            answer(callers);
        } finally {
            passOn();
        }
    }

    /** Those who have just got their answers may be about to call again. If they are not, nothing is lost. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void letOthersCome() {
        Thread.yield();
    }

    private void passOn() {
        synchronized (waiting) {
            calls--;
            waiting.stream().filter(caller -> !caller.itsTurn).findFirst().ifPresent(this::begin);
        }
    }

    private void answer(List<Caller<Q, A>> callers) {
        if (callers.isEmpty()) {
            return;
        }
        try {
            List<A> answers =
                    answers(callers.stream().map(caller -> caller.asked).toList());
            for (int i = 0; i < callers.size(); i++) {
                A answer = answers.get(i);
                callers.get(i).give(() -> answer);
            }
        } catch (RuntimeException failure) {
            for (Caller<Q, A> caller : callers) {
                caller.give(() -> afterFailure(failure, caller, callers.size()));
            }
        } catch (Error failure) {
            UnavailableException unavailable = new UnavailableException("the call failed", Effect.UNKNOWN, null);
            callers.forEach(caller -> caller.give(() -> {
                throw unavailable;
            }));
            throw failure;
        }
    }

    private List<A> answers(List<Q> asked) {
        return asked.size() == 1 ? List.of(alone.apply(asked.get(0))) : together.apply(asked);
    }

    /** What fails for a group without effect may do so because of one of them. */
    private A afterFailure(RuntimeException failure, Caller<Q, A> caller, int callers) {
        boolean hadNoEffect = failure instanceof UnavailableException known && known.effect() == Effect.NONE;
        if (callers > 1 && hadNoEffect) {
            return alone.apply(caller.asked);
        }
        throw failure;
    }
}
