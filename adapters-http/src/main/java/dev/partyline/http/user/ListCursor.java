package dev.partyline.http.user;

import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.ListPosition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A position in a listing as text that clients hand back and need not understand: microseconds and id, in base64url.
 */
final class ListCursor {
    private static final int BYTES = 3 * Long.BYTES;
    private static final long MICROS = 1_000_000;

    private ListCursor() {}

    static String of(ListPosition position) {
        UUID id = position.id().value();
        // Not by ChronoUnit, which counts in nanoseconds first and so ends in 2262.
        Instant at = position.at();
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(at.getEpochSecond() * MICROS + at.getNano() / 1_000)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The position that the text is, or nothing where no cursor is like it. */
    static Optional<ListPosition> parse(String text) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            if (decoded.length != BYTES) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.wrap(decoded);
            long micros = bytes.getLong();
            Instant at = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
            return Optional.of(new ListPosition(at, new UserId(new UUID(bytes.getLong(), bytes.getLong()))));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
