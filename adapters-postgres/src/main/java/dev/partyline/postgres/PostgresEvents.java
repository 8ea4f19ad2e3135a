package dev.partyline.postgres;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Field;
import dev.partyline.ports.driven.Change.Happened;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.Events;
import dev.partyline.postgres.Distribution.Layout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events in {@code partyline_version}, which the functions add that have the effects (rules O1 to O5). */
final class PostgresEvents implements Events {
    /** The most events that one call forgets. */
    private static final int FORGOTTEN = 10_000;

    /** The values of an event, as those of a user, and the rest of it. No change moves when a user was created. */
    private static final String COLUMNS = "v.tenant, v.user_id, v.kind, v.version, CASE WHEN v.data IS NOT NULL THEN ("
            + "SELECT u.created_at FROM partyline_user u WHERE u.tenant = v.tenant AND u.id = v.user_id) END,"
            + " CASE WHEN v.happened = 3 THEN v.at END, NULL::timestamptz, v.phone, v.line, v.placed_by, v.data,"
            + " v.happened, v.at, v.fields";

    private final CheckedDatabase database;

    PostgresEvents(CheckedDatabase database) {
        this.database = database;
    }

    @Override
    public List<Event> lease(int most, Instant now, Instant until) {
        return database.layout() == Layout.BY_TENANT
                ? leaseByTenant(most, now, until)
                : lease(Optional.empty(), most, now, until);
    }

    /** Where a statement may lock rows of one tenant only: the tenants of the oldest events, one after the other. */
    private List<Event> leaseByTenant(int most, Instant now, Instant until) {
        Statement oldest = due("v.tenant", Optional.empty(), most, now);
        Set<String> tenants = database.read(connection -> oldest.query(connection, PostgresEvents::tenants));
        List<Event> leased = new ArrayList<>();
        for (Iterator<String> next = tenants.iterator(); next.hasNext() && leased.size() < most; ) {
            leased.addAll(lease(Optional.of(next.next()), most - leased.size(), now, until));
        }
        return leased;
    }

    private static Set<String> tenants(ResultSet rows) throws SQLException {
        Set<String> tenants = new LinkedHashSet<>();
        while (rows.next()) {
            tenants.add(rows.getString(1));
        }
        return tenants;
    }

    private List<Event> lease(Optional<String> tenant, int most, Instant now, Instant until) {
        Statement lease = new Statement()
                .sql("WITH due AS MATERIALIZED (")
                .sql(due("v.tenant, v.user_id, v.version", tenant, most, now))
                .sql(" FOR UPDATE OF v SKIP LOCKED) UPDATE partyline_version v SET leased_until = ?")
                .instant(until)
                .sql(" FROM due d WHERE v.tenant = d.tenant AND v.user_id = d.user_id AND v.version = d.version")
                .sql(of("v", tenant))
                .sql(" RETURNING " + COLUMNS);
        return database.write(connection -> lease.query(connection, PostgresEvents::read));
    }

    /**
     * The first event of each user that is not done, unless it is leased. As a subquery with a limit, it is looked for
     * user by user.
     *
     * @param tenant whose events alone are meant; empty for all
     */
    private static Statement due(String columns, Optional<String> tenant, int most, Instant now) {
        return new Statement()
                .sql("SELECT " + columns + " FROM partyline_version v WHERE v.done_at IS NULL AND v.at IS NOT NULL"
                        + " AND (v.leased_until IS NULL OR v.leased_until <= ?)")
                .instant(now)
                .sql(of("v", tenant))
                .sql(" AND v.version = (SELECT f.version FROM partyline_version f WHERE f.tenant = v.tenant"
                        + " AND f.user_id = v.user_id AND f.done_at IS NULL AND f.at IS NOT NULL")
                .sql(of("f", tenant))
                .sql(" ORDER BY f.version LIMIT 1) ORDER BY v.at LIMIT ?")
                .integer(Math.max(0, most));
    }

    private static Statement of(String alias, Optional<String> tenant) {
        Statement condition = new Statement();
        tenant.ifPresent(only -> condition.sql(" AND " + alias + ".tenant = ?").text(only));
        return condition;
    }

    @Override
    public void done(Collection<EventId> events, Instant now) {
        List<EventId> ids = List.copyOf(events);
        Statement done = new Statement()
                .sql(
                        "WITH done (tenant, user_id, version) AS (SELECT * FROM unnest(?, ?::uuid[], ?))"
                                + " UPDATE partyline_version v SET done_at = ? FROM done d WHERE v.tenant = d.tenant"
                                + " AND v.user_id = d.user_id AND v.version = d.version AND v.done_at IS NULL"
                                + " AND v.at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM partyline_version f"
                                + " WHERE f.tenant = v.tenant AND f.user_id = v.user_id AND f.version < v.version"
                                + " AND f.done_at IS NULL AND f.at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM done o"
                                + " WHERE o.tenant = f.tenant AND o.user_id = f.user_id AND o.version = f.version)) RETURNING 1")
                .texts(ids.stream().map(id -> id.tenant().text()).toList())
                .texts(ids.stream().map(id -> id.user().toString()).toList())
                .bigints(ids.stream().map(EventId::version).toList())
                .instant(now);
        database.write(connection -> done.query(connection, ResultSet::next));
    }

    @Override
    public int notDone(int most) {
        Statement count = new Statement()
                .sql("SELECT count(*) FROM (SELECT 1 FROM partyline_version v"
                        + " WHERE v.done_at IS NULL AND v.at IS NOT NULL LIMIT ?) AS waiting")
                .integer(Math.max(0, most));
        return database.read(connection -> count.query(connection, rows -> {
            rows.next();
            return rows.getInt(1);
        }));
    }

    @Override
    public List<Event> of(TenantId tenant, UserId user) {
        Statement history = new Statement()
                .sql("SELECT " + COLUMNS + " FROM partyline_version v"
                        + " WHERE v.tenant = ? AND v.user_id = ? AND v.at IS NOT NULL ORDER BY v.version")
                .text(tenant.text())
                .uuid(user.value());
        return database.read(connection -> history.query(connection, PostgresEvents::read));
    }

    @Override
    public int forgetDone(Instant before) {
        Statement forget = new Statement()
                .sql("SELECT partyline_forget_events(?, ?)")
                .instant(before)
                .integer(FORGOTTEN);
        return database.write(connection -> forget.query(connection, rows -> {
            rows.next();
            return rows.getInt(1);
        }));
    }

    private static List<Event> read(ResultSet rows) throws SQLException {
        List<Event> events = new ArrayList<>();
        while (rows.next()) {
            events.add(new Event(
                    TenantId.restored(rows.getString(1)),
                    new UserId(rows.getObject(2, UUID.class)),
                    UserRow.kind(rows.getInt(3)),
                    rows.getLong(4),
                    happened(rows.getInt(12)),
                    UserRow.instant(rows, 13),
                    fields(rows.getString(14)),
                    rows.getString(11) == null ? Optional.empty() : Optional.of(UserData.read(rows, 1))));
        }
        return events;
    }

    static int code(Happened happened) {
        return switch (happened) {
            case CREATED -> 0;
            case REVIVED -> 1;
            case UPDATED -> 2;
            case DEACTIVATED -> 3;
            case ERASED -> 4;
        };
    }

    private static Happened happened(int code) {
        return Arrays.stream(Happened.values())
                .filter(happened -> code(happened) == code)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing that happens has the code " + code));
    }

    /** The fields as one text; null for none. */
    static @Nullable String text(Set<Field> fields) {
        return fields.isEmpty() ? null : fields.stream().map(Field::name).collect(Collectors.joining(","));
    }

    static Set<Field> fields(@Nullable String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(",")).map(Field::valueOf).collect(Collectors.toSet());
    }
}
