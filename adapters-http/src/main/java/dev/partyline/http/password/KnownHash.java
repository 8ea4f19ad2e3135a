package dev.partyline.http.password;

import dev.partyline.domain.value.Password;
import java.util.Optional;

/** A hash that passwords are checked with, whoever made it, and that this process can bear the cost of (C7). */
sealed interface KnownHash permits Argon2idHash, BcryptHash, Pbkdf2Hash {

    /** Whether it is a hash of the password, found out in a time that does not tell how much of it is right. */
    boolean isOf(Password password);

    /** The hash that the text is. It is only read: nothing is hashed. */
    static Optional<KnownHash> parse(String text) {
        return Argon2idHash.parse(text)
                .<KnownHash>map(argon2id -> argon2id)
                .or(() -> BcryptHash.parse(text))
                .or(() -> Pbkdf2Hash.parse(text));
    }
}
