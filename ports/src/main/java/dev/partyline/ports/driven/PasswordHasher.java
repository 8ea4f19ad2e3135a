package dev.partyline.ports.driven;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.UnavailableException.Effect;

/**
 * Makes hashes of passwords (rule C6), and knows hashes that others made (rule C7). It keeps no password and no copy of
 * one. If a hash takes much memory, it bounds how many hashes it makes at once. It is called outside of any step of a
 * store.
 */
public interface PasswordHasher {
    /** A hash of the password, salted, so that no two are alike. */
    PasswordHash hash(Password password);

    /** Whether the hash is of this password. */
    boolean verify(Password password, PasswordHash hash);

    /**
     * Whether {@link #verify} can check passwords with the hash, wherever it was made. It is of a kind and a form that
     * this hasher knows, and costs no more than this process can bear. The text may be anything. The answer makes no
     * hash, and so takes no time. A hasher that knows any hash knows its own. By default none is known, so that no
     * request with a hash is accepted.
     */
    default boolean knows(PasswordHash hash) {
        return false;
    }

    /**
     * For hosts whose users have no passwords. If a request has one, it throws {@link UnavailableException} without
     * effect.
     */
    static PasswordHasher none() {
        return new PasswordHasher() {
            @Override
            public PasswordHash hash(Password password) {
                throw new UnavailableException("this registry has no password hasher", Effect.NONE, null);
            }

            @Override
            public boolean verify(Password password, PasswordHash hash) {
                throw new UnavailableException("this registry has no password hasher", Effect.NONE, null);
            }
        };
    }
}
