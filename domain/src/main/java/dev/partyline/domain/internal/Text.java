package dev.partyline.domain.internal;

/** What every text must be, so that every store can hold it (V8). */
public final class Text {
    private Text() {}

    /** Whether the text has at most so many code points. Does not read all of a text that is far too long. */
    public static boolean isAtMost(int codePoints, String text) {
        return text.length() <= codePoints
                || (text.length() <= 2 * codePoints && text.codePointCount(0, text.length()) <= codePoints);
    }

    /** Whether the text is well-formed Unicode, with no unpaired surrogate, and free of U+0000. */
    public static boolean isStorable(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the text has only spaces of any kind, controls and format characters. */
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT);
    }
}
