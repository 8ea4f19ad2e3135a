package dev.partyline.http.password;

import dev.partyline.domain.value.Password;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** A hash of Argon2id with all that it takes to make it again. Immutable; shows nothing of itself. */
final class Argon2idHash implements KnownHash {
    /** Salts of 8 to 64 bytes, hashes of 16 to 64. */
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]{1,9}),t=([0-9]{1,9}),p=([0-9]{1,9})"
                    + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2idHash(Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /** The hash of the password. */
    static Argon2idHash of(byte[] password, Cost cost, byte[] salt, int length) {
        return new Argon2idHash(cost, salt, derive(password, cost, salt, length));
    }

    /** The hash that the text is, written as {@link #phc()} writes it and in no other way, if its cost is bearable. */
    static Optional<Argon2idHash> parse(String text) {
        Matcher phc = PHC.matcher(text);
        if (!phc.matches()) {
            return Optional.empty();
        }
        Cost cost = new Cost(number(phc, 1), number(phc, 2), number(phc, 3));
        return UnpaddedBase64.bytes(phc.group(4))
                .flatMap(salt -> UnpaddedBase64.bytes(phc.group(5)).map(hash -> new Argon2idHash(cost, salt, hash)))
                .filter(hash -> cost.isBearable() && hash.phc().equals(text));
    }

    /** The hash as a PHC string. */
    String phc() {
        return "$argon2id$v=19$m=" + cost.kibibytes() + ",t=" + cost.passes() + ",p=" + cost.lanes() + "$"
                + UnpaddedBase64.text(salt) + "$" + UnpaddedBase64.text(hash);
    }

    @Override
    public boolean isOf(Password password) {
        return PasswordBytes.lend(
                password, bytes -> MessageDigest.isEqual(hash, derive(bytes, cost, salt, hash.length)));
    }

    private static byte[] derive(byte[] password, Cost cost, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.kibibytes())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }

    private static int number(Matcher phc, int group) {
        return Integer.parseInt(phc.group(group));
    }
}
