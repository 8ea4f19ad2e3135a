package dev.partyline.ports.driven;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.UnavailableException.Effect;

/**
 * Makes hashes of passwords (rule C6). It keeps no password and no copy of one. If a hash takes much memory, it bounds
 * how many hashes it makes at once. It is called outside of any step of a store.
 */
public interface PasswordHasher {
    /** A hash of the password, salted, so that no two are alike. */
    PasswordHash hash(Password password);

    /** Whether the hash is of this password. */
    boolean verify(Password password, PasswordHash hash);

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
