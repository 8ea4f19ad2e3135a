package dev.partyline.postgres;

import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.PoolUse;
import dev.partyline.ports.driven.UnavailableException;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The lines of the database, on which a {@link PostgresUserStore} puts shared users and a {@link PostgresPhonePool}
 * leases places. Safe for use by many threads and processes.
 */
public final class PostgresLines {
    private final Database database;

    /** The lines of a database that has the tables of {@link PostgresSchema}. */
    public PostgresLines(DataSource source) {
        this.database = new OwnTransaction(source);
    }

    /**
     * From now on these are the lines that take new users, with these capacities; every other line is draining, unless
     * it is retired. A capacity below the users that a line has keeps them all and admits none.
     *
     * @throws UnavailableException if the database could not answer, or if its keys are made with another plan (V16)
     */
    public void offer(Collection<PoolLine> lines) {
        Statement offer = StoredPlan.ifOurs(new Statement()
                .sql("partyline_offer_lines(?, ?)")
                .texts(lines.stream()
                        .map(line -> Long.toString(Digits.of(line.line())))
                        .toList())
                .texts(lines.stream()
                        .map(line -> Integer.toString(line.capacity()))
                        .toList()));
        StoredPlan.writing(
                database,
                () -> database.write(connection -> offer.query(connection, rows -> {
                    StoredPlan.first(rows);
                    return true;
                })));
    }

    /**
     * From now on the line takes new users or does not (rule P4). Nothing happens where there is no such line.
     *
     * @throws UnavailableException if the database could not answer
     */
    public void setState(Line line, LineState state) {
        Statement update = new Statement()
                .sql("SELECT partyline_set_line_state(?, ?)")
                .bigint(Digits.of(line))
                .smallint(
                        switch (state) {
                            case OPEN -> 0;
                            case DRAINING -> 1;
                            case RETIRED -> 2;
                        });
        database.write(connection -> update.query(connection, ResultSet::next));
    }

    /**
     * How many users the line has, places of a pool included; empty where there is no such line.
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
