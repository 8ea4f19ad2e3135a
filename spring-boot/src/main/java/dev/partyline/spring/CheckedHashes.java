package dev.partyline.spring;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hashes that an encoder can check and an application can bear (C7): those of the kind that it makes, if that is
 * bcrypt or Argon2id.
 */
final class CheckedHashes {
    /** At a cost of 4 to 14. A last character of the salt or of the hash with bits that do not count is none. */
    private static final Pattern BCRYPT = Pattern.compile(
            "\\$2[aby]\\$(?:0[4-9]|1[0-4])\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]");

    /** Of up to 10 passes and 4 lanes. */
    private static final Pattern ARGON2ID =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,4}),t=(?:[1-9]|10),p=([1-4])"
                    + "\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{22,86}");

    private static final int MOST_KIBIBYTES = 65_536;
    private static final int KIBIBYTES_OF_LANE = 8;

    private CheckedHashes() {}

    /** Those that begin as a hash of the encoder begins, as in {@code {bcrypt}$}, and are of its kind. */
    static Predicate<String> like(String ofTheEncoder) {
        String prefix = ofTheEncoder.substring(0, Math.max(0, ofTheEncoder.indexOf('$')));
        return Stream.<Predicate<String>>of(CheckedHashes::isBcrypt, CheckedHashes::isArgon2id)
                .filter(kind -> kind.test(ofTheEncoder.substring(prefix.length())))
                .findFirst()
                .<Predicate<String>>map(
                        kind -> hash -> hash.startsWith(prefix) && kind.test(hash.substring(prefix.length())))
                .orElse(hash -> false);
    }

    private static boolean isBcrypt(String hash) {
        return BCRYPT.matcher(hash).matches();
    }

    private static boolean isArgon2id(String hash) {
        Matcher form = ARGON2ID.matcher(hash);
        if (!form.matches()) {
            return false;
        }
        int kibibytes = Integer.parseInt(form.group(1));
        return kibibytes >= KIBIBYTES_OF_LANE * Integer.parseInt(form.group(2)) && kibibytes <= MOST_KIBIBYTES;
    }
}
