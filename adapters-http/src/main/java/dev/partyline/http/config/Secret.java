package dev.partyline.http.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;

/** What a client proves itself with. Compared in constant time, and never shown. Immutable. */
public final class Secret {
    private final byte[] bytes;

    public Secret(String text) {
        this.bytes = text.getBytes(UTF_8);
    }

    /** Whether the text is the secret, found out in a time that does not tell how much of it is right. */
    public boolean matches(String given) {
        return MessageDigest.isEqual(bytes, given.getBytes(UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
