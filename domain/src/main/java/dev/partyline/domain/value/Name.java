package dev.partyline.domain.value;

import dev.partyline.domain.internal.Text;
import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A person's first or last name (V8): well-formed Unicode without U+0000, at most 256 code points, possibly empty, kept as it
 * was given. Immutable. {@link #toString()} tells nothing but the length (E3).
 */
public final class Name {
    /** The most code points that a name may have. */
    public static final int MAX_LENGTH = 256;

    private final String value;

    private Name(String value) {
        this.value = value;
    }

    /**
     * The name that the text is.
     *
     * @return the name, or {@link Fault#REQUIRED}, {@link Fault#TOO_LONG}, {@link Fault#MALFORMED_TEXT}
     */
    public static Validation<Fault, Name> of(@Nullable String text) {
        if (text == null) {
            return Validation.invalid(Fault.REQUIRED);
        }
        if (!Text.isAtMost(MAX_LENGTH, text)) {
            return Validation.invalid(Fault.TOO_LONG);
        }
        return Text.isStorable(text) ? Validation.valid(new Name(text)) : Validation.invalid(Fault.MALFORMED_TEXT);
    }

    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Name that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Name[" + value.length() + " characters]";
    }
}
