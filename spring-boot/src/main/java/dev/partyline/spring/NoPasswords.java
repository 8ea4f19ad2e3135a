package dev.partyline.spring;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;

/** For applications whose users have no passwords. Says what to do if one has. */
final class NoPasswords implements PasswordHasher {
    private static final String MISSING =
            "a user with a password needs a bean of the type PasswordEncoder or PasswordHasher, and there is none";

    @Override
    public PasswordHash hash(Password password) {
        throw new UnavailableException(MISSING, Effect.NONE, null);
    }

    @Override
    public boolean verify(Password password, PasswordHash hash) {
        throw new UnavailableException(MISSING, Effect.NONE, null);
    }
}
