package dev.partyline.http.password;

import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.testkit.contract.PasswordHasherContract;

class Argon2idContractTest extends PasswordHasherContract {
    private final PasswordHasher hasher = new Argon2idHasher();

    @Override
    protected PasswordHasher hasher() {
        return hasher;
    }
}
