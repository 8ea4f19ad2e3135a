package dev.partyline.http.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.QueryReader;
import dev.partyline.http.exchange.Utf8;
import dev.partyline.ports.driven.LinePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** Where a page goes on, as text that clients hand back and need not understand: base64url of what is there. */
final class Cursor {
    static final String NAME = "cursor";

    private static final String BETWEEN = " ";

    private Cursor() {}

    static String of(Line line) {
        return encoded(line.e164());
    }

    static String of(TenantId tenant) {
        return encoded(tenant.text());
    }

    static String of(LinePosition position) {
        return encoded(String.join(
                BETWEEN,
                position.project().toString(),
                position.createdAt().toString(),
                position.id().toString()));
    }

    static Optional<Line> line(QueryReader query) {
        return read(query, text -> Line.of(text).toJavaOptional());
    }

    static Optional<TenantId> tenant(QueryReader query) {
        return read(query, Cursor::tenant);
    }

    private static Optional<TenantId> tenant(String text) {
        try {
            return Optional.of(TenantId.restored(text));
        } catch (IllegalArgumentException ofNoKind) {
            return Optional.empty();
        }
    }

    static Optional<LinePosition> position(QueryReader query) {
        return read(query, Cursor::position);
    }

    private static Optional<LinePosition> position(String text) {
        String[] parts = text.split(BETWEEN, -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Instant createdAt = Instant.parse(parts[1]);
            return ProjectId.of(parts[0])
                    .toJavaOptional()
                    .flatMap(project ->
                            UserId.of(parts[2]).toJavaOptional().map(id -> new LinePosition(project, createdAt, id)));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> read(QueryReader query, Function<String, Optional<T>> parse) {
        return query.parsed(NAME, text -> decoded(text).flatMap(parse), FieldFault.malformed(NAME));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static Optional<String> decoded(String text) {
        try {
            return Utf8.decode(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
