package dev.partyline.http.password;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.PasswordHasher;
import java.security.SecureRandom;

/**
 * Hashes passwords with Argon2id (RFC 9106), encoded as PHC strings. It also knows hashes that others made with
 * Argon2id, bcrypt and PBKDF2 (C7). One hash takes 19 MiB and some 30 ms, and one that others made up to 64 MiB and a
 * second: whoever calls bounds how many are made or verified at once. Safe for use by many threads, though a {@link
 * Password} is not.
 */
public final class Argon2idHasher implements PasswordHasher {
    /** What OWASP asks for as the least, where memory is scarce. */
    private static final Cost COST = new Cost(19_456, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    @Override
    public PasswordHash hash(Password password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(PasswordBytes.lend(
                password,
                bytes -> Argon2idHash.of(bytes, COST, salt, HASH_BYTES).phc()));
    }

    /** {@inheritDoc} What is not known is no password's. */
    @Override
    public boolean verify(Password password, PasswordHash hash) {
        return KnownHash.parse(hash.encoded())
                .map(known -> known.isOf(password))
                .orElse(false);
    }

    /**
     * {@inheritDoc} These are PHC strings of Argon2id, of up to 64 MiB, 10 passes and 4 lanes; bcrypt of {@code $2a$},
     * {@code $2b$} and {@code $2y$}, at a cost of 4 to 14; and PHC strings of PBKDF2 with SHA-256 or SHA-512, of up to
     * 1,000,000 iterations.
     */
    @Override
    public boolean knows(PasswordHash hash) {
        return KnownHash.parse(hash.encoded()).isPresent();
    }
}
