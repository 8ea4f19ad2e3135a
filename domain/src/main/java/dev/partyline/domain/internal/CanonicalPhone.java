package dev.partyline.domain.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;

/** What libphonenumber says of a number whose structure was checked (V2, V3). A number is the digits after the plus. */
public final class CanonicalPhone {
    private static final String NO_REGION = "ZZ";

    private CanonicalPhone() {}

    /** V2: libphonenumber's E.164 form, or the number itself if libphonenumber cannot parse it. */
    public static long of(long digits) {
        return NationalPrefixes.mayBeIn(digits)
                ? parsed(digits).map(CanonicalPhone::e164Digits).orElse(digits)
                : digits;
    }

    /** V3: whether libphonenumber parses it and calls it possible. */
    public static boolean isPossible(long digits) {
        return parsed(digits).filter(util()::isPossibleNumber).isPresent();
    }

    /** V3: whether libphonenumber parses it and calls it valid. */
    public static boolean isValid(long digits) {
        return parsed(digits).filter(util()::isValidNumber).isPresent();
    }

    private static long e164Digits(Phonenumber.PhoneNumber number) {
        return Long.parseLong(util().format(number, PhoneNumberFormat.E164).substring(1));
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
