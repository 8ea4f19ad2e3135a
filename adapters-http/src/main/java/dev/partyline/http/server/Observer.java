package dev.partyline.http.server;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Operation;
import java.time.Duration;

/** Who is told of every answer. Called by many threads at once; must not wait for anything. */
@FunctionalInterface
public interface Observer {
    /**
     * A request was answered.
     *
     * @param duration from the end of its head to the beginning of its answer
     */
    void answered(Operation operation, Answer answer, Duration duration);
}
