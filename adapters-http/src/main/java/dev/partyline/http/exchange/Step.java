package dev.partyline.http.exchange;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is to be done next for a request: it is answered, its body is read, or work is done. A long body is received in
 * pieces. A long answer is begun, and sent in pieces until it ends. The two may alternate. While the client does not
 * send or take a piece, nothing more is done for it, and no thread waits. If the client is gone, or a step after the
 * beginning is an {@link Answer}, which is an error then, the connection is closed without the answer's end.
 */
public sealed interface Step permits Answer, Step.Read, Step.Receive, Step.Work, Step.Begin, Step.Send, Step.End {
    /**
     * The body is read, however long it takes, without a thread.
     *
     * @param most the most bytes that it may have
     * @param then the step after it; it must not wait for anything
     */
    record Read(int most, Function<Body, Step> then) implements Step {
        /** A body of at most {@link Body#LIMIT} bytes. */
        public Read(Function<Body, Step> then) {
            this(Body.LIMIT, then);
        }
    }

    /**
     * The next piece of a body of any length is read: what is there, or else what comes next. Not for a body whose last
     * piece was received.
     *
     * @param then the step after it; it must not wait for anything
     */
    record Receive(Function<Piece, Step> then) implements Step {}

    /**
     * Work is done that may have to wait.
     *
     * @param lane whose threads do it
     * @param task what gives the next step
     */
    record Work(Lane lane, Supplier<? extends Step> task) implements Step {}

    /**
     * A long answer is begun. From then on, the request has no deadline. Not for GET: what HEAD gets has a length.
     *
     * @param head its status, its header fields and its first piece
     * @param failed the piece that tells the client of an error in the middle; empty for none
     * @param then the step after it, once the client has taken the piece
     */
    record Begin(Answer head, Function<Answer, String> failed, Step then) implements Step {
        /** One that tells of no error. */
        public Begin(Answer head, Step then) {
            this(head, error -> "", then);
        }
    }

    /**
     * A piece of a long answer is sent.
     *
     * @param piece some text, in UTF-8
     * @param then the step after it, once the client has taken the piece
     */
    record Send(String piece, Step then) implements Step {}

    /** A long answer ends with this piece, which may be empty. */
    record End(String piece) implements Step {}
}
