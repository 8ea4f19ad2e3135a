package dev.partyline.inmemory.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.PasswordHasher;
import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Hashes fast, with another salt each time. */
final class SaltedSha implements PasswordHasher {
    private final AtomicLong salts = new AtomicLong();

    @Override
    public PasswordHash hash(Password password) {
        return salted(salts.incrementAndGet(), password);
    }

    @Override
    public boolean verify(Password password, PasswordHash hash) {
        long salt = Long.parseLong(hash.encoded().substring(0, hash.encoded().indexOf('$')));
        return salted(salt, password).equals(hash);
    }

    @Override
    public boolean knows(PasswordHash hash) {
        return hash.encoded().matches("[0-9]{1,18}\\$[0-9a-f]{64}");
    }

    static PasswordHash salted(long salt, Password password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Long.toString(salt).getBytes(UTF_8));
            digest.update(UTF_8.encode(CharBuffer.wrap(password.characters())));
            return new PasswordHash(salt + "$" + HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }
}
