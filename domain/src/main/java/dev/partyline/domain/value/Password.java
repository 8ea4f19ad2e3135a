package dev.partyline.domain.value;

import dev.partyline.domain.internal.Text;
import io.vavr.control.Validation;
import java.util.Arrays;

/**
 * A password on its way to its hash (V10, C6): well-formed text of 16 to 64 code points. It holds its own copy of the
 * characters, which {@link #wipe()} overwrites. It equals only itself, and shows nothing of itself. Not for use by
 * several threads.
 */
public final class Password implements Credential {
    /** The fewest code points that a password may have. */
    public static final int MIN_LENGTH = 16;

    /** The most code points that a password may have. */
    public static final int MAX_LENGTH = 64;

    private final char[] characters;

    private Password(char[] characters) {
        this.characters = characters;
    }

    /**
     * The password that the characters are. They are copied. The caller wipes the original.
     *
     * @return the password, or {@link Fault#TOO_SHORT}, {@link Fault#TOO_LONG}, {@link Fault#MALFORMED_TEXT}
     */
    public static Validation<Fault, Password> of(CharSequence text) {
        if (text.length() > 2 * MAX_LENGTH) {
            return Validation.invalid(Fault.TOO_LONG);
        }
        int length = Character.codePointCount(text, 0, text.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return Validation.invalid(length < MIN_LENGTH ? Fault.TOO_SHORT : Fault.TOO_LONG);
        }
        return Text.isStorable(text)
                ? Validation.valid(new Password(copyOf(text)))
                : Validation.invalid(Fault.MALFORMED_TEXT);
    }

    private static char[] copyOf(CharSequence text) {
        char[] characters = new char[text.length()];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = text.charAt(i);
        }
        return characters;
    }

    /** The characters themselves, for hashing. They are all zero once the password is wiped. */
    public char[] characters() {
        return characters;
    }

    @Override
    public void wipe() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "Password";
    }
}
