package dev.partyline.postgres;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Version;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * A pool on PostgreSQL, with the lines of {@link PostgresLines}, for hosts whose users are kept elsewhere. It may give
 * the same lines as a {@link PostgresUserStore} of the same database: a line counts the users of both. Each call is one
 * trip to the database and one transaction; calls at the same time take different lines while there are enough. Gives a
 * line whose number of users is the fewest there is up to four, and from there on less than the square root of it from
 * the fewest (rule P3), beside what is given at the same time.
 *
 * <p>On a cluster of Citus, it refuses the same tables as {@link PostgresUserStore}: its first call makes one more trip
 * to find out.
 *
 * <p>Leases lapse by the clock of the host that asks. A host whose clock is ahead by more than a lease takes sweeps
 * creators that are only slow: these start over, and nothing is given twice. A lease whose effect is unknown, since the
 * database could not answer, lapses as any other.
 *
 * <p>Safe for use by many threads and processes.
 */
public final class PostgresPhonePool implements PhonePool {
    /** How long a lease holds unless it is confirmed, by default: far longer than a create takes. */
    public static final Duration DEFAULT_LEASE = Duration.ofMinutes(1);

    /**
     * Before a caller is told that leases are out: it asks again at once, and those who have them need the database as
     * well.
     */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long CONTENDED = -1;
    private static final long EXHAUSTED = 0;

    private final Database database;
    private final PostgresLines lines;
    private final InstantSource clock;
    private final Duration lease;

    /**
     * A pool in a database that has the tables of {@link PostgresSchema}, with the clock of the machine.
     *
     * @param source of connections in auto-commit mode, each of which is closed as soon as it has been used; its
     *     isolation level may be any, and is {@code READ COMMITTED} on distributed tables. A lease is known to all at
     *     once, and so is in no transaction of the host
     */
    public PostgresPhonePool(DataSource source) {
        this(source, InstantSource.system(), DEFAULT_LEASE);
    }

    /** The same, with a clock and a duration of leases of the host's. */
    public PostgresPhonePool(DataSource source, InstantSource clock, Duration lease) {
        this.database = new CheckedDatabase(new OwnTransaction(source));
        this.lines = new PostgresLines(database);
        this.clock = clock;
        this.lease = lease;
    }

    @Override
    public Lease lease(LeaseRequest request) {
        Statement statement = new Statement()
                .sql("SELECT partyline_lease(?, ?, ?, ?, ?, " + WishText.ARGUMENT + ", ?)")
                .uuid(request.place().value())
                .text(request.admission().tenant().text())
                .uuid(request.admission().user().value())
                .bigint(request.admission().number())
                .texts(PostgresLines.digits(request.taken()));
        WishText.bind(statement, request.wish()).instant(clock.instant().plus(lease));
        long line = database.write(connection -> statement.query(connection, rows -> {
            rows.next();
            return rows.getLong(1);
        }));
        if (line == CONTENDED) {
            LockSupport.parkNanos(PAUSE_NANOS);
            return new Lease.Contended();
        }
        return line == EXHAUSTED ? new Lease.Exhausted() : new Lease.Granted(Digits.line(line));
    }

    @Override
    public void confirm(ChangeId place) {
        Instant now = clock.instant();
        change(new Statement()
                .sql("SELECT partyline_confirm_place(?, ?, ?)")
                .uuid(place.value())
                .instant(now)
                .instant(now.plus(lease)));
    }

    @Override
    public void reopen(ChangeId place) {
        change(new Statement()
                .sql("SELECT partyline_reopen_place(?, ?)")
                .uuid(place.value())
                .instant(clock.instant().plus(lease)));
    }

    @Override
    public void release(ChangeId place) {
        change(new Statement().sql("SELECT partyline_release_place(?)").uuid(place.value()));
    }

    private void change(Statement statement) {
        database.write(connection -> statement.query(connection, ResultSet::next));
    }

    @Override
    public Optional<Line> choose(Set<Line> taken, LineWish wish) {
        return lines.choose(taken, wish);
    }

    @Override
    public List<LineUse> page(Optional<Line> after, int most) {
        return lines.page(after, most);
    }

    @Override
    public Optional<LineUse> find(Line line) {
        return lines.find(line);
    }

    @Override
    public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
        return lines.set(line, state, capacity);
    }

    @Override
    public List<Version> lapsed(int limit) {
        Statement statement = new Statement()
                .sql("SELECT p.place, p.tenant, p.user_id, p.version FROM partyline_place p WHERE p.lapses_at <= ?"
                        + " ORDER BY p.lapses_at LIMIT ?")
                .instant(clock.instant())
                .integer(limit);
        return database.read(connection -> statement.query(connection, rows -> {
            List<Version> lapsed = new ArrayList<>();
            while (rows.next()) {
                lapsed.add(new Version(
                        TenantId.restored(rows.getString(2)),
                        new UserId(rows.getObject(3, UUID.class)),
                        rows.getLong(4),
                        new ChangeId(rows.getObject(1, UUID.class))));
            }
            return lapsed;
        }));
    }
}
