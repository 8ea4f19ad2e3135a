package dev.partyline.ports.driven;

import org.jspecify.annotations.Nullable;

/**
 * A store, a pool or another port could not answer (rule E4): the one exception that the registry throws. {@link #effect()} says
 * whether what was asked for may have happened all the same. Its message holds no personal value.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is known of what was asked for. */
    public enum Effect {
        /** Nothing happened: it may be asked for again. */
        NONE,
        /** It may have happened or not: to ask again is safe, since a create of what exists returns it. */
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
