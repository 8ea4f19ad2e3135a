package dev.partyline.http.exchange;

import java.util.function.Function;
import java.util.function.Supplier;

/** What is to be done next for a request: it is answered, its body is read, or work is done. */
public sealed interface Step permits Answer, Step.Read, Step.Work {
    /**
     * The body is read, however long it takes, without a thread.
     *
     * @param then the step after it; it must not wait for anything
     */
    record Read(Function<Body, Step> then) implements Step {}

    /**
     * Work is done that may have to wait.
     *
     * @param lane whose threads do it
     * @param task what gives the answer
     */
    record Work(Lane lane, Supplier<Answer> task) implements Step {}
}
