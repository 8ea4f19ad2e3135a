package dev.partyline.http.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * UTF-8 taken at its word: what is not UTF-8 is refused, never repaired. Stateless, and safe for use by many threads.
 */
public final class Utf8 {

    private Utf8() {}

    /** The text that these bytes are, or nothing if they are not UTF-8; surrogates and overlong forms are not. */
    public static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
