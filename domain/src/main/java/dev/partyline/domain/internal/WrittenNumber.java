package dev.partyline.domain.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;

/** What libphonenumber makes of a number as a person wrote it (V4). */
public final class WrittenNumber {
    /** What people put between digits, beside spaces, dashes and invisible characters. */
    private static final String PUNCTUATION = "()[]./\t（）［］．／";

    private static final int NO_DIGIT = -1;

    private final Phonenumber.PhoneNumber number;

    private WrittenNumber(Phonenumber.PhoneNumber number) {
        this.number = number;
    }

    /** Whether libphonenumber has a numbering plan for the region. */
    public static boolean isRegion(String code) {
        return util().getSupportedRegions().contains(code);
    }

    /** Whether the text is a number with an extension, however that is written. */
    public static boolean hasExtension(String text, String region) {
        return parsed(text, region)
                .filter(Phonenumber.PhoneNumber::hasExtension)
                .isPresent();
    }

    /** The number that the text is, if it is a plus, digits and what people put between them, and nothing else. */
    public static Optional<WrittenNumber> of(String text, String region) {
        return dialled(text).flatMap(digits -> parsed(digits, region)).map(WrittenNumber::new);
    }

    /**
     * The plus and the digits in ASCII. libphonenumber itself looks for a number within the text, and so finds one in
     * masked text too.
     */
    private static Optional<String> dialled(String text) {
        StringBuilder dialled = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            int digit = Character.digit(c, 10);
            if (digit != NO_DIGIT) {
                dialled.append(digit);
            } else if ((c == '+' || c == '＋') && dialled.isEmpty()) {
                dialled.append('+');
            } else if (!isBetweenDigits(c)) {
                return Optional.empty();
            }
        }
        return Optional.of(dialled.toString());
    }

    private static boolean isBetweenDigits(int c) {
        int category = Character.getType(c);
        return category == Character.SPACE_SEPARATOR
                || category == Character.DASH_PUNCTUATION
                || category == Character.FORMAT
                || PUNCTUATION.indexOf(c) >= 0;
    }

    /** Whether the number is complete, wherever it is dialled: not only within its area, unless it is assigned so. */
    public boolean isPossible() {
        return isValid() || util().isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
    }

    /** Whether the number is in an assigned range. */
    public boolean isValid() {
        return util().isValidNumber(number);
    }

    public String e164() {
        return util().format(number, PhoneNumberFormat.E164);
    }

    private static Optional<Phonenumber.PhoneNumber> parsed(String text, String region) {
        try {
            return Optional.of(util().parse(text, region));
        } catch (NumberParseException unparseable) {
            return Optional.empty();
        }
    }

    private static PhoneNumberUtil util() {
        return PhoneNumberUtil.getInstance();
    }
}
