package dev.partyline.domain.value;

import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A phone number that the platform can send from. It has a type of its own, so that nobody passes a user's phone for a
 * line. It is accepted and compared as {@link PhoneNumber} is. Immutable, and masked in {@link #toString()}.
 */
public record Line(PhoneNumber number) {
    /** The line with this number: {@link PhoneNumber#of(String)} says what is accepted. */
    public static Validation<Fault, Line> of(@Nullable String text) {
        return PhoneNumber.of(text).map(Line::new);
    }

    /** The line that a store kept: {@link PhoneNumber#restored}. */
    public static Line restored(String e164) {
        return new Line(PhoneNumber.restored(e164));
    }

    /** The line's number in canonical form. */
    public String e164() {
        return number.e164();
    }
}
