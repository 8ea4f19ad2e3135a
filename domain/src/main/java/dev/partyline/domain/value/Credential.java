package dev.partyline.domain.value;

import java.util.function.Function;

/** What a new user is to be recognised by: a password, or the hash that somebody made of one (C6, C7). */
public sealed interface Credential permits Password, PasswordHash {

    /** The answer of the function for this case. */
    default <T> T fold(
            Function<? super Password, ? extends T> password, Function<? super PasswordHash, ? extends T> hash) {
        return this instanceof Password given ? password.apply(given) : hash.apply((PasswordHash) this);
    }

    /** Overwrites what must not outlive a request: the characters of a password. */
    default void wipe() {}
}
