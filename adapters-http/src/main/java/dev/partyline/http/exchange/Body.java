package dev.partyline.http.exchange;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request carries, or the fact that it was too much. Immutable; its text never shows in {@link #toString()}. */
public final class Body {

    /** The most bytes that a body may have, unless a call takes more: 64 KiB. */
    public static final int LIMIT = 65_536;

    /** A body of more bytes than are taken. */
    public static final Body TOO_LARGE = new Body(null);

    private final byte @Nullable [] bytes;

    private Body(byte @Nullable [] bytes) {
        this.bytes = bytes;
    }

    /** A body of these bytes; if they are more than {@link #LIMIT}, a body that is too large. */
    public static Body of(byte[] bytes) {
        return bytes.length > LIMIT ? TOO_LARGE : whole(bytes);
    }

    /** A body of these bytes, however many. */
    public static Body whole(byte[] bytes) {
        return new Body(bytes.clone());
    }

    /** All the bytes, none if the request has no body; or nothing if they were too many. */
    public Optional<byte[]> bytes() {
        return bytes == null ? Optional.empty() : Optional.of(bytes.clone());
    }

    @Override
    public String toString() {
        return bytes == null ? "Body[too large]" : "Body[" + bytes.length + " bytes]";
    }
}
