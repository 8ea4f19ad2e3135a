package dev.partyline.postgres;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.User;
import dev.partyline.ports.driven.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** A user as it is, or as it last was. Immutable. */
record Stored(User user, Optional<Instant> deactivatedAt) {
    /** What is read of a user's row, in this order. */
    static final String COLUMNS = "u.tenant, u.id, u.deactivated_at, " + UserRow.columns("u");

    static Stored read(ResultSet rows) throws SQLException {
        UserRow row = UserRow.read(rows, rows.getObject(2, UUID.class), 4);
        return new Stored(
                UserData.user(TenantId.restored(rows.getString(1)), row),
                Optional.ofNullable(rows.getObject(3, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }

    Page.Row asListed() {
        return new Page.Row(user, deactivatedAt);
    }
}
