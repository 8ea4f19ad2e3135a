package dev.partyline.domain.value;

import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/** The id of a customer, as the host gives it: well-formed text of 1 to 256 code points. Immutable, and never shown. */
public final class CustomerId extends CheckedText {
    /** The most code points that it may have. */
    public static final int MAX_LENGTH = 256;

    private CustomerId(String value) {
        super(value);
    }

    /**
     * The value that the text is.
     *
     * @return the value, or {@link Fault#REQUIRED}, {@link Fault#TOO_SHORT}, {@link Fault#TOO_LONG},
     *     {@link Fault#MALFORMED_TEXT}
     */
    public static Validation<Fault, CustomerId> of(@Nullable String text) {
        return check(text, 1, MAX_LENGTH).map(CustomerId::new);
    }

    /** The value that a store kept. It is not checked again, so that a rule that became stricter loses no user. */
    public static CustomerId restored(String kept) {
        return new CustomerId(kept);
    }
}
