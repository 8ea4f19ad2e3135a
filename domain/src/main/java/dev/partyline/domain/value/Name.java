package dev.partyline.domain.value;

import dev.partyline.domain.internal.Text;
import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A person's first or last name (V8): well-formed Unicode without U+0000, at most 256 code points, possibly empty. It
 * is kept as it was given. Immutable. {@link #toString()} shows only the length (E3).
 */
public final class Name extends CheckedText {
    /** The most code points that a name may have. */
    public static final int MAX_LENGTH = 256;

    private Name(String value) {
        super(value);
    }

    /**
     * The name that the text is.
     *
     * @return the name, or {@link Fault#REQUIRED}, {@link Fault#TOO_LONG}, {@link Fault#MALFORMED_TEXT}
     */
    public static Validation<Fault, Name> of(@Nullable String text) {
        return check(text, 0, MAX_LENGTH).map(Name::new);
    }

    /**
     * As {@link #of}, for a name that must say something (C1, N1). It is also {@link Fault#BLANK} if it has no letter,
     * digit, punctuation mark or symbol that can be seen (V18).
     */
    public static Validation<Fault, Name> notBlank(@Nullable String text) {
        return of(text).flatMap(name ->
                Text.isVisible(name.value()) ? Validation.valid(name) : Validation.invalid(Fault.BLANK));
    }

    /** The value that a store kept. It is not checked again, so that a rule that became stricter loses no user. */
    public static Name restored(String kept) {
        return new Name(kept);
    }
}
