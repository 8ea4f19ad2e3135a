package dev.partyline.domain.value;

import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * The name of a run of many requests (B2): well-formed text of 1 to 200 code points. Immutable, and never shown.
 */
public final class RunName extends CheckedText {
    /** The most code points that it may have. The idempotency key of a row has room for it and a number. */
    public static final int MAX_LENGTH = 200;

    private RunName(String value) {
        super(value);
    }

    /**
     * The value that the text is.
     *
     * @return the value, or {@link Fault#REQUIRED}, {@link Fault#TOO_SHORT}, {@link Fault#TOO_LONG},
     *     {@link Fault#MALFORMED_TEXT}
     */
    public static Validation<Fault, RunName> of(@Nullable String text) {
        return check(text, 1, MAX_LENGTH).map(RunName::new);
    }

    /** What a row of the run is carried out once under: the name, a slash and the number of the row. */
    public IdempotencyKey keyOf(long row) {
        return IdempotencyKey.restored(value() + "/" + row);
    }
}
