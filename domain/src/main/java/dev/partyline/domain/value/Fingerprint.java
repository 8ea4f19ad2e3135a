package dev.partyline.domain.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What two requests for the same thing share, whatever their bytes were (I2): a SHA-256 over their values in canonical
 * form. Equal for equal values in the same order, and for nothing else. Immutable. Shows nothing of the values.
 */
public record Fingerprint(String hex) {
    /** Of a request whose values are erased (X2): that of no request. */
    public static final Fingerprint ERASED = new Fingerprint("");

    /** The fingerprint of a request of this name with these values. An absent value is not the same as an empty one. */
    public static Fingerprint of(String request, List<Optional<String>> values) {
        MessageDigest digest = sha256();
        digest.update(withLength(request));
        for (Optional<String> value : values) {
            digest.update(value.map(Fingerprint::withLength)
                    .orElseGet(
                            () -> ByteBuffer.allocate(Integer.BYTES).putInt(-1).array()));
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    private static byte[] withLength(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }
}
