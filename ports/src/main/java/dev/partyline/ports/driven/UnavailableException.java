package dev.partyline.ports.driven;

import dev.partyline.domain.value.NumberingPlan;
import org.jspecify.annotations.Nullable;

/**
 * A store, a pool or another port could not answer (rule E4). For valid arguments, the registry throws no other
 * exception. {@link #effect()} says whether the request may have had its effect. The message holds no personal value.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is known of the effect of a request. */
    public enum Effect {
        /** Nothing happened, and nothing will. The request may be sent again. */
        NONE,
        /**
         * It happened, or it did not. Under its idempotency key, the request may be sent again (rule I1). Without a
         * key, a second create returns a shared or a dedicated user. A user of another kind may be refused, or created
         * twice (rule N4).
         */
        UNKNOWN,
        /**
         * It happened, and the user is erased since, so that nobody can tell all of it (rule X2). If the request is
         * sent again without a key, it is a new one. Only a registry says this.
         */
        DONE
    }

    private final Effect effect;

    public UnavailableException(String message, Effect effect, @Nullable Throwable cause) {
        super(message, cause);
        this.effect = effect;
    }

    /** The store's keys are made with another plan than this library's, so nothing was written (rule V16). */
    public static UnavailableException ofAnotherPlan(int plan) {
        return new UnavailableException(
                "the keys of the store are made with plan " + plan + ", and this library has plan "
                        + NumberingPlan.NUMBER + ": use a library with plan " + plan
                        + ", or move the store (docs/phones.md)",
                Effect.NONE,
                null);
    }

    /** What is known of the effect of the request. */
    public Effect effect() {
        return effect;
    }
}
