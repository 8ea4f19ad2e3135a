package dev.partyline.domain.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;

/**
 * What the libphonenumber on the class path says of a number as it was given (V3). A number is the digits after the
 * plus.
 */
public final class Libphonenumber {
    private static final String NO_REGION = "ZZ";

    private Libphonenumber() {}

    /** Whether it parses the number and calls it possible. */
    public static boolean isPossible(long digits) {
        return parsed(digits).filter(util()::isPossibleNumber).isPresent();
    }

    /** Whether it parses the number and calls it valid. */
    public static boolean isValid(long digits) {
        return parsed(digits).filter(util()::isValidNumber).isPresent();
    }

    private static Optional<Phonenumber.PhoneNumber> parsed(long digits) {
        try {
            return Optional.of(util().parse("+" + digits, NO_REGION));
        } catch (NumberParseException unparseable) {
            return Optional.empty();
        }
    }

    private static PhoneNumberUtil util() {
        return PhoneNumberUtil.getInstance();
    }
}
