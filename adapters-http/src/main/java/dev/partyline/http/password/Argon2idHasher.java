package dev.partyline.http.password;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.PasswordHasher;
import java.security.SecureRandom;

/**
 * Hashes passwords with Argon2id (RFC 9106), encoded as PHC strings. One hash takes 19 MiB and some 30 ms: whoever calls
 * bounds how many are made at once. Safe for use by many threads, though a {@link Password} is not.
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

    /**
     * {@inheritDoc} The hash may have been made at another cost, of up to 64 MiB, 10 passes and 4 lanes; what is no PHC
     * string of Argon2id, or dearer than that, is no password's.
     */
    @Override
    public boolean verify(Password password, PasswordHash hash) {
        return Argon2idHash.parse(hash.encoded())
                .map(kept -> PasswordBytes.lend(password, kept::isOf))
                .orElse(false);
    }
}
