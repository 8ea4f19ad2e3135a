package dev.partyline.domain.internal;

import com.ibm.icu.text.UnicodeSet;

/** What every text must be, so that every store can hold it (V8). */
public final class Text {
    /**
     * Letters and symbols in which nothing can be seen. They are the four fillers of Hangul, the Braille pattern
     * without dots, the two blanks among the hieroglyphs, and the null notehead.
     */
    private static final String BLANK = "\u115f\u1160\u3164\uffa0\u2800\ud80d\udc41\ud80d\udc42\ud834\udd59";

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

    /** Whether the text has a letter, digit, punctuation mark or symbol that can be seen (V18). */
    public static boolean isVisible(String text) {
        return text.codePoints().anyMatch(Text::isVisible);
    }

    private static boolean isVisible(int codePoint) {
        return BLANK.indexOf(codePoint) < 0
                && switch (Character.getType(codePoint)) {
                    case Character.NON_SPACING_MARK,
                            Character.ENCLOSING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.CONTROL,
                            Character.FORMAT,
                            Character.PRIVATE_USE,
                            Character.SURROGATE -> false;
                    case Character.UNASSIGNED -> Icu.VISIBLE.contains(codePoint);
                    default -> true;
                };
    }

    /** What is newer than the JDK. A class of its own, so that ICU is loaded only if such a character comes. */
    private static final class Icu {
        static final UnicodeSet VISIBLE = new UnicodeSet("[[:L:][:N:][:P:][:S:]]").freeze();
    }
}
