package dev.partyline.domain.internal;

/** The structure of an accepted phone number (V1), as the digits after the plus. */
public final class E164 {
    public static final int MIN_DIGITS = 7;
    public static final int MAX_DIGITS = 15;

    private static final long LEAST = 1_000_000L;
    private static final long MOST = 999_999_999_999_999L;

    /** What {@link #digits} says of a text that is no such number. */
    public static final long NONE = -1;

    private E164() {}

    /** The digits after the plus; {@link #NONE} unless the text is a plus and 7 to 15 ASCII digits, the first not 0. */
    public static long digits(String text) {
        int count = text.length() - 1;
        if (count < MIN_DIGITS || count > MAX_DIGITS || text.charAt(0) != '+' || text.charAt(1) == '0') {
            return NONE;
        }
        long digits = 0;
        for (int i = 1; i <= count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            digits = digits * 10 + digit;
        }
        return digits;
    }

    static boolean accepts(long digits) {
        return digits >= LEAST && digits <= MOST;
    }
}
