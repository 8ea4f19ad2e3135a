package dev.partyline.domain.value;

import java.util.UUID;

/** UUIDs as TypeIDs (A5): a prefix, an underscore, and the 128 bits as 26 characters of lower-case Crockford base32. */
public final class TypeId {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final int BITS_OF_DIGIT = 5;

    private TypeId() {}

    /** The UUID behind this prefix; the prefix is not checked. */
    public static String of(String prefix, UUID uuid) {
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        char[] digits = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (low & (DIGITS.length() - 1)));
            low = (low >>> BITS_OF_DIGIT) | (high << (Long.SIZE - BITS_OF_DIGIT));
            high >>>= BITS_OF_DIGIT;
        }
        return prefix + "_" + new String(digits);
    }
}
