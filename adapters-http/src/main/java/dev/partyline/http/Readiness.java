package dev.partyline.http;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Whether the host can serve. Whoever asks in a hurry gets the answer of whoever asked just before. */
final class Readiness {
    static final Answer READY = Answer.json(200, Map.of("status", "ok"));

    private static final long FRESH_NANOS = Duration.ofMillis(200).toNanos();

    private final BooleanSupplier ready;
    private boolean last;
    private long checked;

    Readiness(BooleanSupplier ready) {
        this.ready = ready;
        this.checked = System.nanoTime() - FRESH_NANOS;
    }

    synchronized Answer answer() {
        if (System.nanoTime() - checked >= FRESH_NANOS) {
            last = ready.getAsBoolean();
            checked = System.nanoTime();
        }
        return last ? READY : ErrorShape.ENVELOPE.unavailable("The store takes no changes now.");
    }
}
