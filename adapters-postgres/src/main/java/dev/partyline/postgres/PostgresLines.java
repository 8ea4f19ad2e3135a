package dev.partyline.postgres;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.Lines;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.PoolUse;
import dev.partyline.ports.driven.UnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The lines of the database, on which a {@link PostgresUserStore} puts shared users and a {@link PostgresPhonePool}
 * leases places. On a cluster of Citus, it refuses the same tables as the store. Safe for use by many threads and
 * processes.
 */
public final class PostgresLines implements Lines {
    private final Database database;

    /** The lines of a database that has the tables of {@link PostgresSchema}. */
    public PostgresLines(DataSource source) {
        this.database = new CheckedDatabase(new OwnTransaction(source));
    }

    PostgresLines(Database database) {
        this.database = database;
    }

    /**
     * From now on these are the lines that take new users, with these capacities and in these states; every other line
     * is draining, unless it is retired. What {@link #set} has said of a line since stays, until the line is offered
     * with another capacity or state than the last time. A capacity below the users that a line has keeps them all and
     * admits none.
     *
     * @throws UnavailableException if the database could not answer, or if its keys are made with another plan (V16)
     */
    public void offer(Collection<PoolLine> lines) {
        List<Locality> localities =
                lines.stream().map(line -> Locality.of(line.line())).toList();
        Statement offer = StoredPlan.ifOurs(new Statement()
                .sql("partyline_offer_lines(?, ?, ?, ?, ?)")
                .texts(lines.stream()
                        .map(line -> Long.toString(Digits.of(line.line())))
                        .toList())
                .texts(lines.stream()
                        .map(line -> Integer.toString(line.capacity()))
                        .toList())
                .texts(lines.stream()
                        .map(line -> Integer.toString(code(line.state())))
                        .toList())
                .texts(localities.stream()
                        .map(locality -> locality.country().orElse(""))
                        .toList())
                .texts(localities.stream()
                        .map(locality -> locality.area().orElse(""))
                        .toList()));
        StoredPlan.writing(
                database,
                () -> database.write(connection -> offer.query(connection, rows -> {
                    StoredPlan.first(rows);
                    return true;
                })));
    }

    private static int code(LineState state) {
        return switch (state) {
            case OPEN -> 0;
            case DRAINING -> 1;
            case RETIRED -> 2;
            case AT_RISK -> 3;
            case RESERVED -> 4;
        };
    }

    private static LineState state(int code) {
        return switch (code) {
            case 0 -> LineState.OPEN;
            case 1 -> LineState.DRAINING;
            case 2 -> LineState.RETIRED;
            case 3 -> LineState.AT_RISK;
            default -> LineState.RESERVED;
        };
    }

    @Override
    public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
        Statement update = new Statement()
                .sql("SELECT partyline_set_line(?, ?, ?)")
                .bigint(Digits.of(line))
                .smallint(state.map(PostgresLines::code).orElse(null))
                .integer(capacity.isPresent() ? capacity.getAsInt() : null);
        boolean isThere = database.write(connection -> update.query(connection, rows -> {
            rows.next();
            return rows.getBoolean(1);
        }));
        return isThere ? find(line) : Optional.empty();
    }

    @Override
    public Optional<Line> choose(Set<Line> taken, LineWish wish) {
        Statement statement = new Statement()
                .sql("SELECT partyline_search_line(?::text[]::bigint[], " + WishText.ARGUMENT + ")")
                .texts(digits(taken));
        WishText.bind(statement, wish);
        return database.read(connection -> statement.query(connection, rows -> {
            rows.next();
            long line = rows.getLong(1);
            return rows.wasNull() ? Optional.empty() : Optional.of(Digits.line(line));
        }));
    }

    static List<String> digits(Collection<Line> lines) {
        return lines.stream().map(line -> Long.toString(Digits.of(line))).toList();
    }

    @Override
    public List<LineUse> page(Optional<Line> after, int most) {
        return uses(new Statement()
                .sql("SELECT l.line, l.state, l.capacity, l.users FROM partyline_line l WHERE l.line > ?"
                        + " ORDER BY l.line LIMIT ?")
                .bigint(after.map(Digits::of).orElse(0L))
                .integer(Math.max(0, most)));
    }

    @Override
    public Optional<LineUse> find(Line line) {
        return uses(new Statement()
                        .sql("SELECT l.line, l.state, l.capacity, l.users FROM partyline_line l WHERE l.line = ?")
                        .bigint(Digits.of(line)))
                .stream()
                .findFirst();
    }

    private List<LineUse> uses(Statement statement) {
        return database.read(connection -> statement.query(connection, rows -> {
            List<LineUse> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(new LineUse(
                        Digits.line(rows.getLong(1)), state(rows.getInt(2)), rows.getInt(3), rows.getInt(4)));
            }
            return lines;
        }));
    }

    /**
     * How many users the line has, places of a pool included; empty if there is no such line.
     *
     * @throws UnavailableException if the database could not answer
     */
    public Optional<Integer> usersOf(Line line) {
        Statement statement = new Statement()
                .sql("SELECT l.users FROM partyline_line l WHERE l.line = ?")
                .bigint(Digits.of(line));
        return database.read(connection ->
                statement.query(connection, rows -> rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty()));
    }

    /**
     * How much of the lines is used, places of a pool included.
     *
     * @throws UnavailableException if the database could not answer
     */
    public PoolUse use() {
        Statement statement = new Statement()
                .sql("SELECT count(*) FILTER (WHERE l.state = 0),"
                        + " count(*) FILTER (WHERE l.state = 0 AND l.users >= l.capacity),"
                        + " coalesce(sum(l.users), 0) FROM partyline_line l");
        return database.read(connection -> statement.query(connection, rows -> {
            rows.next();
            return new PoolUse(rows.getInt(1), rows.getInt(2), rows.getLong(3));
        }));
    }
}
