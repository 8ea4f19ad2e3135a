package dev.partyline.http.prelude;

import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.TypeId;
import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The ids that clients know the users of apps by (A5). */
final class AppUserId {
    private static final String PREFIX = "usr";
    private static final Pattern TYPE_ID = Pattern.compile(PREFIX + "_([0-7][0-9a-z]{25})");

    /** Crockford's digits, which leave out some letters; those of {@link BigInteger} leave out none. */
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private AppUserId() {}

    /** The text of the id. */
    static String of(UserId id) {
        return TypeId.of(PREFIX, id.value());
    }

    /** The id that the text is; empty if it is none. */
    static Optional<UserId> parse(String text) {
        return Optional.of(TYPE_ID.matcher(text))
                .filter(matcher -> matcher.matches())
                .map(matcher -> uuid(matcher.group(1)))
                .map(UserId::new)
                .filter(id -> of(id).equals(text));
    }

    private static UUID uuid(String digits) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < digits.length(); i++) {
            value = value.shiftLeft(5).or(BigInteger.valueOf(Math.max(0, DIGITS.indexOf(digits.charAt(i)))));
        }
        return new UUID(value.shiftRight(Long.SIZE).longValue(), value.longValue());
    }
}
