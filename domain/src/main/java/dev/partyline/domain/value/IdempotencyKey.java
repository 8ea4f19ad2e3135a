package dev.partyline.domain.value;

import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A key under which a request is carried out once (V10, I1): well-formed text of 1 to 256 code points. Immutable, and
 * never shown.
 */
public final class IdempotencyKey extends CheckedText {
    /** The most code points that it may have. */
    public static final int MAX_LENGTH = 256;

    private IdempotencyKey(String value) {
        super(value);
    }

    /**
     * The value that the text is.
     *
     * @return the value, or {@link Fault#REQUIRED}, {@link Fault#TOO_SHORT}, {@link Fault#TOO_LONG},
     *     {@link Fault#MALFORMED_TEXT}
     */
    public static Validation<Fault, IdempotencyKey> of(@Nullable String text) {
        return check(text, 1, MAX_LENGTH).map(IdempotencyKey::new);
    }

    /** The value that a store kept. It is not checked again, so that a rule that became stricter loses no user. */
    public static IdempotencyKey restored(String kept) {
        return new IdempotencyKey(kept);
    }
}
