package dev.partyline.domain.value;

import dev.partyline.domain.internal.Text;
import io.vavr.control.Validation;

/** What is kept of a password (C6): an encoded hash, such as a PHC string. Immutable. Shows nothing of itself. */
public record PasswordHash(String encoded) implements Credential {
    /** The most code points that the hash of an import may have (C7). */
    public static final int MAX_LENGTH = 512;

    /**
     * The hash that was made elsewhere. Whether it is one is for a hasher to say.
     *
     * @return the hash, or {@link Fault#TOO_LONG}, {@link Fault#MALFORMED_TEXT}
     */
    public static Validation<Fault, PasswordHash> of(String text) {
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            return Validation.invalid(Fault.TOO_LONG);
        }
        return Text.isStorable(text)
                ? Validation.valid(new PasswordHash(text))
                : Validation.invalid(Fault.MALFORMED_TEXT);
    }

    @Override
    public String toString() {
        return "PasswordHash";
    }
}
