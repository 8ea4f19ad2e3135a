package dev.partyline.domain.value;

import dev.partyline.domain.internal.Text;
import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * What all texts have in common (V8). They are checked before they exist, compared as they are, and never shown (E3).
 */
abstract class CheckedText {
    private final String value;

    CheckedText(String value) {
        this.value = value;
    }

    /**
     * The text if every store can hold it and its number of code points is allowed; otherwise, what is wrong with it.
     */
    static Validation<Fault, String> check(@Nullable String text, int least, int most) {
        if (text == null) {
            return Validation.invalid(Fault.REQUIRED);
        }
        if (!Text.isAtMost(most, text)) {
            return Validation.invalid(Fault.TOO_LONG);
        }
        if (text.codePointCount(0, text.length()) < least) {
            return Validation.invalid(Fault.TOO_SHORT);
        }
        return Text.isStorable(text) ? Validation.valid(text) : Validation.invalid(Fault.MALFORMED_TEXT);
    }

    /** The text as it was given. */
    public final String value() {
        return value;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof CheckedText that && getClass() == that.getClass() && value.equals(that.value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    /** Shows only the length. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + value.length() + " characters]";
    }
}
