package dev.partyline.ports;

import dev.partyline.domain.answer.Refusal;
import io.vavr.control.Either;

/** A refusal as an exception, for hosts that prefer one. Its message is the refusal's code and nothing else. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    private RefusedException(Refusal refusal) {
        super(refusal.code());
        this.refusal = refusal;
    }

    /**
     * The answer, if it is no refusal.
     *
     * @throws RefusedException if it is a refusal
     */
    public static <T> T orThrow(Either<? extends Refusal, T> answer) {
        return answer.getOrElseThrow(refusal -> new RefusedException(refusal));
    }

    /** What was refused; null only in an exception that was deserialized. */
    public Refusal refusal() {
        return refusal;
    }
}
