package dev.partyline.ports.driven;

import org.jspecify.annotations.Nullable;

/**
 * A store, a pool or another port could not answer (rule E4). The registry throws no other exception. {@link #effect()}
 * says whether the request may have had its effect. The message holds no personal value.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is known of the effect of a request. */
    public enum Effect {
        /** Nothing happened, and nothing will. The request may be sent again. */
        NONE,
        /** It happened, or it did not. Sending it again is safe: a create of what exists returns it. */
        UNKNOWN
    }

    private final Effect effect;

    public UnavailableException(String message, Effect effect, @Nullable Throwable cause) {
        super(message, cause);
        this.effect = effect;
    }

    public Effect effect() {
        return effect;
    }
}
