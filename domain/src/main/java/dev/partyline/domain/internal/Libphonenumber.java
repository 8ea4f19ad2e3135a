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

    /** What it says of calling codes such as 800. */
    private static final String NO_COUNTRY = "001";

    private Libphonenumber() {}

    /** Whether it parses the number and calls it possible. */
    public static boolean isPossible(long digits) {
        return parsed(digits).filter(util()::isPossibleNumber).isPresent();
    }

    /** Whether it parses the number and calls it valid. */
    public static boolean isValid(long digits) {
        return parsed(digits).filter(util()::isValidNumber).isPresent();
    }

    /**
     * The country that it says the number is of (P7), or the main one of its calling code. Empty if it is of none, such
     * as +800.
     */
    public static Optional<String> country(long digits) {
        return parsed(digits).flatMap(Libphonenumber::country);
    }

    /** The calling code and the area code of the number, or of the area that the area code overlays (P7). */
    public static Optional<String> area(long digits) {
        return parsed(digits).flatMap(Libphonenumber::area);
    }

    private static Optional<String> country(Phonenumber.PhoneNumber number) {
        return Optional.ofNullable(util().getRegionCodeForNumber(number))
                .or(() -> Optional.of(util().getRegionCodeForCountryCode(number.getCountryCode())))
                .filter(region -> !region.equals(NO_REGION) && !region.equals(NO_COUNTRY));
    }

    private static Optional<String> area(Phonenumber.PhoneNumber number) {
        int length = util().getLengthOfGeographicalAreaCode(number);
        return length == 0
                ? Optional.empty()
                : Optional.of(Overlays.areaOf(number.getCountryCode()
                        + util().getNationalSignificantNumber(number).substring(0, length)));
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
