package dev.partyline.domain.internal;

/**
 * The email pattern of the reference document, read by hand: java.util.regex overflows the stack on long input (V7).
 * The pattern is
 * {@code ^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$}. Each
 * character is read once.
 */
public final class PublishedEmailPattern {
    private PublishedEmailPattern() {}

    public static boolean accepts(String text) {
        int at = text.indexOf('@');
        return at > 0 && isLocalPart(text, at) && isDomain(text, at + 1);
    }

    /** Letters, digits and {@code _ ' + - .}; no dot first, none beside another; no dot or apostrophe last. */
    private static boolean isLocalPart(String text, int end) {
        char previous = '.';
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' ? previous == '.' : !(isAlphanumeric(c) || "_'+-".indexOf(c) >= 0)) {
                return false;
            }
            previous = c;
        }
        return previous != '.' && previous != '\'';
    }

    /** Labels of letters, digits and hyphens, no hyphen first, each with its dot; then two letters or more. */
    private static boolean isDomain(String text, int start) {
        int labelStart = start;
        boolean lettersOnly = true;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean first = i == labelStart;
            if (c == '.' && !first) {
                labelStart = i + 1;
                lettersOnly = true;
            } else if (isAlphanumeric(c) || (c == '-' && !first)) {
                lettersOnly &= isLetter(c);
            } else {
                return false;
            }
        }
        return labelStart > start && lettersOnly && text.length() - labelStart >= 2;
    }

    private static boolean isAlphanumeric(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
