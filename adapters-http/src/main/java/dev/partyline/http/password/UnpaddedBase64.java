package dev.partyline.http.password;

import java.util.Base64;
import java.util.Optional;

/** Bytes as PHC strings have them. */
final class UnpaddedBase64 {
    private UnpaddedBase64() {}

    /** The bytes that the text is, if it is the one text of them. */
    static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text))
                    .filter(bytes -> text(bytes).equals(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
