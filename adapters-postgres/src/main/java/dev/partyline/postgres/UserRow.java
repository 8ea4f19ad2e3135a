package dev.partyline.postgres;

import dev.partyline.domain.user.UserKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as a table has it, but for its tenant. Immutable.
 *
 * @param deactivatedAt null if it is active
 * @param erasedAt null if it is not erased
 * @param data what the columns do not say, as {@link UserData} has it
 */
record UserRow(
        UUID id,
        UserKind kind,
        long version,
        Instant createdAt,
        @Nullable Instant deactivatedAt,
        @Nullable Instant erasedAt,
        @Nullable Long phone,
        @Nullable Long line,
        @Nullable UUID placedBy,
        String data) {
    /** How many columns there are. */
    static final int COLUMNS = 9;

    /** The same row, of this version. */
    UserRow at(long other) {
        return new UserRow(id, kind, other, createdAt, deactivatedAt, erasedAt, phone, line, placedBy, data);
    }

    /** What these columns are called, in the order in which they are read. */
    static String columns(String table) {
        return ("%1$s.kind, %1$s.version, %1$s.created_at, %1$s.deactivated_at, %1$s.erased_at, %1$s.phone, %1$s.line,"
                        + " %1$s.placed_by, %1$s.data")
                .formatted(table);
    }

    /** The row whose {@link #columns} begin there. */
    static UserRow read(ResultSet rows, UUID id, int first) throws SQLException {
        return new UserRow(
                id,
                kind(rows.getInt(first)),
                rows.getLong(first + 1),
                instant(rows, first + 2),
                instantOrNull(rows, first + 3),
                instantOrNull(rows, first + 4),
                number(rows, first + 5),
                number(rows, first + 6),
                rows.getObject(first + 7, UUID.class),
                rows.getString(first + 8));
    }

    static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet rows, int column) throws SQLException {
        OffsetDateTime instant = rows.getObject(column, OffsetDateTime.class);
        return instant == null ? null : instant.toInstant();
    }

    private static @Nullable Long number(ResultSet rows, int column) throws SQLException {
        long number = rows.getLong(column);
        return rows.wasNull() ? null : number;
    }

    static int code(UserKind kind) {
        return switch (kind) {
            case SHARED -> 0;
            case DEDICATED -> 1;
            case CUSTOMER -> 2;
            case SUBSCRIBER -> 3;
            case APP -> 4;
        };
    }

    static UserKind kind(int code) {
        return switch (code) {
            case 0 -> UserKind.SHARED;
            case 1 -> UserKind.DEDICATED;
            case 2 -> UserKind.CUSTOMER;
            case 3 -> UserKind.SUBSCRIBER;
            case 4 -> UserKind.APP;
            default -> throw new IllegalStateException("no kind of user has the code " + code);
        };
    }
}
