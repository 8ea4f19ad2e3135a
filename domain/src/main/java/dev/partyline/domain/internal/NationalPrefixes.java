package dev.partyline.domain.internal;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import com.google.i18n.phonenumbers.metadata.source.MetadataSource;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which numbers libphonenumber could change at all (rule V2).
 *
 * <p>Between parsing a number and writing it as E.164, libphonenumber changes two things only. It removes or rewrites a
 * national prefix that its metadata has for the calling code. And it writes ten leading zeros at most.
 *
 * <p>So look at the three digits after the calling code. If no match of that prefix pattern can begin with them, and
 * they are not all zeros, the number is its own canonical form. Then the expensive parse is not needed.
 *
 * <p>What is found for a calling code is kept. The tests compare with libphonenumber over every calling code. So they
 * notice a version of libphonenumber that changes more.
 */
final class NationalPrefixes {
    private static final int CODES = 1_000;
    private static final int LONGEST_CODE = 3;
    private static final int STARTS = 1_000;
    private static final int START_DIGITS = 3;
    private static final String NON_GEOGRAPHIC = "001";
    private static final String NO_REGION = "ZZ";

    private static final long[] POWERS_OF_TEN = powersOfTen();

    /** For each code, the starts after it that a prefix may match; empty if it is not a calling code. */
    private static final AtomicReferenceArray<Optional<BitSet>> STARTS_BY_CODE = new AtomicReferenceArray<>(CODES);

    private NationalPrefixes() {}

    /** False if the number, of 7 to 18 digits, is its own canonical form or cannot be parsed. */
    static boolean mayBeIn(long digits) {
        int length = lengthOf(digits);
        for (int codeLength = 1; codeLength <= LONGEST_CODE; codeLength++) {
            int behindCode = length - codeLength;
            Optional<BitSet> starts = startsBehind((int) (digits / POWERS_OF_TEN[behindCode]));
            if (starts.isPresent()) {
                return starts.get().get((int) (digits / POWERS_OF_TEN[behindCode - START_DIGITS] % STARTS));
            }
        }
        return false;
    }

    private static Optional<BitSet> startsBehind(int code) {
        Optional<BitSet> known = STARTS_BY_CODE.get(code);
        if (known == null) {
            known = readStartsBehind(code);
            STARTS_BY_CODE.set(code, known);
        }
        return known;
    }

    private static Optional<BitSet> readStartsBehind(int code) {
        String region = PhoneNumberUtil.getInstance().getRegionCodeForCountryCode(code);
        if (region.equals(NO_REGION)) {
            return Optional.empty();
        }
        MetadataSource source =
                DefaultMetadataDependenciesProvider.getInstance().getPhoneNumberMetadataSource();
        PhoneMetadata metadata = region.equals(NON_GEOGRAPHIC)
                ? source.getMetadataForNonGeographicalRegion(code)
                : source.getMetadataForRegion(region);
        return Optional.of(startsOf(metadata.getNationalPrefixForParsing()));
    }

    private static BitSet startsOf(String prefixPattern) {
        BitSet starts = new BitSet(STARTS);
        starts.set(0);
        Pattern prefix = Pattern.compile(prefixPattern);
        for (int start = 1; start < STARTS; start++) {
            Matcher matcher = prefix.matcher(threeDigits(start));
            boolean matches = matcher.lookingAt();
            boolean mayMatchWithMore = matcher.hitEnd();
            starts.set(start, mayMatchWithMore || (matches && matcher.end() > 0));
        }
        return starts;
    }

    /** In ASCII, whichever digits the default locale has. */
    private static String threeDigits(int start) {
        return Integer.toString(STARTS + start).substring(1);
    }

    private static int lengthOf(long digits) {
        int length = 1;
        while (digits >= POWERS_OF_TEN[length]) {
            length++;
        }
        return length;
    }

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }
}
