package dev.partyline.http.password;

import dev.partyline.domain.value.Password;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** A hash of PBKDF2 (RFC 8018), as a PHC string. Immutable; shows nothing of itself. */
final class Pbkdf2Hash implements KnownHash {
    private static final int MOST_ITERATIONS = 1_000_000;

    /** Salts of 8 to 64 bytes, hashes of 16 to 64. The length of the hash may be there as well. */
    private static final Pattern PHC =
            Pattern.compile("\\$pbkdf2-sha(256|512)\\$i=([1-9][0-9]{0,6})(?:,l=([1-9][0-9]))?"
                    + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final String algorithm;
    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private Pbkdf2Hash(String algorithm, int iterations, byte[] salt, byte[] hash) {
        this.algorithm = algorithm;
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** The hash that the text is, if its cost is bearable. */
    static Optional<Pbkdf2Hash> parse(String text) {
        Matcher phc = PHC.matcher(text);
        if (!phc.matches()) {
            return Optional.empty();
        }
        int iterations = Integer.parseInt(phc.group(2));
        return UnpaddedBase64.bytes(phc.group(4))
                .flatMap(salt -> UnpaddedBase64.bytes(phc.group(5))
                        .map(hash -> new Pbkdf2Hash("PBKDF2WithHmacSHA" + phc.group(1), iterations, salt, hash)))
                .filter(hash -> iterations <= MOST_ITERATIONS && hash.hasLength(phc.group(3)));
    }

    private boolean hasLength(@Nullable String length) {
        return length == null || hash.length == Integer.parseInt(length);
    }

    @Override
    public boolean isOf(Password password) {
        PBEKeySpec key = new PBEKeySpec(password.characters(), salt, iterations, Byte.SIZE * hash.length);
        try {
            return MessageDigest.isEqual(
                    hash,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(key).getEncoded());
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        } finally {
            key.clearPassword();
        }
    }
}
