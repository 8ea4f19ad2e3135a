package dev.partyline.http.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partyline.domain.value.Password;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.function.Function;

/** The characters of a password in UTF-8, for as long as they are needed. */
final class PasswordBytes {
    private static final int MOST_BYTES_OF_CHAR = 3;

    private PasswordBytes() {}

    /** The result of the function for the bytes, which are wiped when this returns. */
    static <T> T lend(Password password, Function<byte[], T> use) {
        byte[] bytes = utf8(password.characters());
        try {
            return use.apply(bytes);
        } finally {
            wipe(bytes);
        }
    }

    /** Not by way of a String or {@code Charset.encode}: they leave copies that nobody can wipe. */
    private static byte[] utf8(char[] characters) {
        ByteBuffer room = ByteBuffer.allocate(characters.length * MOST_BYTES_OF_CHAR);
        UTF_8.newEncoder().encode(CharBuffer.wrap(characters), room, true);
        try {
            return Arrays.copyOf(room.array(), room.position());
        } finally {
            wipe(room.array());
        }
    }

    private static void wipe(byte[] bytes) {
        Arrays.fill(bytes, (byte) 0);
    }
}
