package dev.partyline.http.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.Collections;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The timeout is for a turnstile that is broken; a good one never comes near it. */
@Timeout(60)
class TurnstileTest {

    /** Each waits inside for two others, so that fewer than three would never end; a fourth would be counted. */
    @Test
    void C6_asManyWorkAtOnceAsMayAndNoMore() throws InterruptedException, ExecutionException {
        var turnstile = new Turnstile(3);
        var three = new CyclicBarrier(3);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        Callable<Integer> work = () -> turnstile.pass(() -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            await(three);
            return inside.getAndDecrement();
        });
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            for (Future<Integer> done : threads.invokeAll(Collections.nCopies(60, work))) {
                assertThat(done.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(most).hasValue(3);
    }

    @Test
    void aTurnThatEndsInAFailureIsFreeAgain() {
        var turnstile = new Turnstile(1);
        assertThatThrownBy(() -> turnstile.pass(() -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(turnstile.pass(() -> "passed")).isEqualTo("passed");
    }

    @Test
    void whoIsInterruptedWhileWaitingIsRefusedAndTakesNoTurn() throws InterruptedException, ExecutionException {
        var turnstile = new Turnstile(1);
        var refusal = new FutureTask<>(() -> {
            UnavailableException refused =
                    catchThrowableOfType(UnavailableException.class, () -> turnstile.pass(() -> "passed"));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return refused;
        });
        var waiting = new Thread(refusal);
        turnstile.pass(() -> {
            waiting.start();
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            waiting.interrupt();
            return waiting;
        });
        assertThat(refusal.get().effect()).isEqualTo(Effect.NONE);
        assertThat(turnstile.pass(() -> "passed")).isEqualTo("passed");
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
