package dev.partyline.spring;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.nio.CharBuffer;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The hashes of the application's {@link PasswordEncoder}, so that what checks its logins can check them. An encoder
 * may take much memory and all of a processor, so it makes one for each processor at once.
 */
final class EncodedPasswords implements PasswordHasher {
    private final PasswordEncoder encoder;
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());

    EncodedPasswords(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public PasswordHash hash(Password password) {
        turns.acquireUninterruptibly();
        try {
            return new PasswordHash(encoder.encode(CharBuffer.wrap(password.characters())));
        } catch (IllegalArgumentException refused) {
            throw new UnavailableException(
                    "the PasswordEncoder refuses a password; bcrypt takes at most 72 bytes", Effect.NONE, null);
        } finally {
            turns.release();
        }
    }

    @Override
    public boolean verify(Password password, PasswordHash hash) {
        turns.acquireUninterruptibly();
        try {
            return encoder.matches(CharBuffer.wrap(password.characters()), hash.encoded());
        } finally {
            turns.release();
        }
    }
}
