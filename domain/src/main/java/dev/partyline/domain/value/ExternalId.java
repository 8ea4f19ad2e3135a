package dev.partyline.domain.value;

import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * The id of a user in the caller's own system (V10): well-formed text of 1 to 128 code points. Immutable, and never
 * shown.
 */
public final class ExternalId extends CheckedText {
    /** The most code points that it may have. */
    public static final int MAX_LENGTH = 128;

    private ExternalId(String value) {
        super(value);
    }

    /**
     * The value that the text is.
     *
     * @return the value, or {@link Fault#REQUIRED}, {@link Fault#TOO_SHORT}, {@link Fault#TOO_LONG},
     *     {@link Fault#MALFORMED_TEXT}
     */
    public static Validation<Fault, ExternalId> of(@Nullable String text) {
        return check(text, 1, MAX_LENGTH).map(ExternalId::new);
    }

    /** The value that a store kept. It is not checked again, so that a rule that became stricter loses no user. */
    public static ExternalId restored(String kept) {
        return new ExternalId(kept);
    }
}
