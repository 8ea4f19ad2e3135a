package dev.partyline.domain.internal;

/** What the spellings of one email address share (V6). Local part and domain are read apart, at the last {@code @}. */
public final class EmailIdentity {
    /** The characters of an atom beside letters and digits, as RFC 5321 has them. */
    private static final String SYMBOLS_OF_ATOMS = "!#$%&'*+-/=?^_`{|}~";

    private EmailIdentity() {}

    public static String of(String address) {
        int at = address.lastIndexOf('@');
        return at < 0
                ? CaseFolding.of(address)
                : localPart(address.substring(0, at)) + "@" + domain(address.substring(at + 1));
    }

    /**
     * Folded, and without quotes that it does not need. What the quotes hold is folded again: escapes kept it apart.
     */
    private static String localPart(String text) {
        String folded = CaseFolding.of(text);
        if (folded.length() < 2 || folded.charAt(0) != '"' || !folded.endsWith("\"")) {
            return folded;
        }
        String quoted = CaseFolding.of(withoutEscapes(folded.substring(1, folded.length() - 1)));
        return isDotString(quoted) ? quoted : folded;
    }

    /** A backslash that escapes nothing stays, so that quotes that are not closed are needed. */
    private static String withoutEscapes(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }

    /** RFC 5321's Dot-string, with the characters beyond ASCII that RFC 6531 adds: atoms with one dot between them. */
    private static boolean isDotString(String text) {
        char previous = '.';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' ? previous == '.' : !isOfAtom(c)) {
                return false;
            }
            previous = c;
        }
        return previous != '.';
    }

    /** The character is of a folded text, which has no capital letter of ASCII. */
    private static boolean isOfAtom(char c) {
        return c > 0x7f || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || SYMBOLS_OF_ATOMS.indexOf(c) >= 0;
    }

    /**
     * The ASCII form, of the text or of the folded text. Without any, it is the folded text. ASCII has no other ASCII
     * form than its lower case.
     */
    private static String domain(String text) {
        if (CaseFolding.isAscii(text)) {
            return CaseFolding.of(text);
        }
        return AsciiDomain.of(text).orElseGet(() -> {
            String folded = CaseFolding.of(text);
            return AsciiDomain.of(folded).orElse(folded);
        });
    }
}
