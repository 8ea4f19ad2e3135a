package dev.partyline.http.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries: at most {@link #LIMIT} bytes, or the fact that there were more. Immutable; its text never
 * shows in {@link #toString()}.
 */
public final class Body {

    /** The most bytes that a body may have: 64 KiB. */
    public static final int LIMIT = 65_536;

    /** How much more of a body that is too large is read and thrown away, so that its sender reads the answer. */
    private static final int DRAINED = 8 * 1024 * 1024;

    private final byte @Nullable [] bytes;

    private Body(byte @Nullable [] bytes) {
        this.bytes = bytes;
    }

    /** A body of these bytes; if they are more than {@link #LIMIT}, a body that is too large. */
    public static Body of(byte[] bytes) {
        return new Body(bytes.length > LIMIT ? null : bytes.clone());
    }

    /**
     * Reads a body to its end, or, if it is too large, at least far enough for a client that sends all before it reads
     * anything to get its answer.
     *
     * @throws IOException if the stream fails before its end
     */
    public static Body read(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(LIMIT + 1);
        if (bytes.length <= LIMIT) {
            return new Body(bytes);
        }
        byte[] rest = new byte[8192];
        int drained = 0;
        for (int read = 0; read >= 0 && drained < DRAINED; drained += read) {
            read = stream.read(rest);
        }
        return new Body(null);
    }

    /** All the bytes, none if the request has no body; or nothing if they are more than {@link #LIMIT}. */
    public Optional<byte[]> bytes() {
        return bytes == null ? Optional.empty() : Optional.of(bytes.clone());
    }

    @Override
    public String toString() {
        return bytes == null ? "Body[too large]" : "Body[" + bytes.length + " bytes]";
    }
}
