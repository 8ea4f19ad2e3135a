package dev.partyline.spring;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.nio.CharBuffer;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The hashes of the application's {@link PasswordEncoder}, so that what checks its logins can check them. An encoder
 * may take much memory and all of a processor, so it makes one for each processor at once.
 */
final class EncodedPasswords implements PasswordHasher {
    private static final String SAMPLE = "a password of nobody";

    private final PasswordEncoder encoder;
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());
    private volatile @Nullable Predicate<String> checked;

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

    /**
     * {@inheritDoc} The encoder does not tell what it can check. So the first answer has it make a hash to compare
     * with.
     */
    @Override
    public boolean knows(PasswordHash hash) {
        Predicate<String> known = checked;
        if (known == null) {
            known = CheckedHashes.like(hash(Password.of(SAMPLE).get()).encoded());
            checked = known;
        }
        return known.test(hash.encoded());
    }
}
