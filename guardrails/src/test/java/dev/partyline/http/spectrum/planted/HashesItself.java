package dev.partyline.http.spectrum.planted;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

public final class HashesItself {
    private HashesItself() {}

    public static Argon2BytesGenerator generator() {
        return new Argon2BytesGenerator();
    }
}
