package dev.partyline.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the tables are distributed, if the database is a cluster of Citus. Some ways lose users or give a key twice
 * without a word (docs/cluster.md). So each way that was not run is refused.
 *
 * @param tables each of {@link #TABLES}
 * @param isolation the level of the transactions, as PostgreSQL calls it
 */
record Distribution(List<Placed> tables, String isolation) {
    static final List<String> TABLES = List.of(
            "partyline_user",
            "partyline_version",
            "partyline_changed",
            "partyline_key",
            "partyline_former",
            "partyline_quota",
            "partyline_answer",
            "partyline_line",
            "partyline_phone_on_line",
            "partyline_former_pair",
            "partyline_place");

    private static final Statement IS_CITUS =
            new Statement().sql("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus')");

    /** The columns after the name are null for a table that Citus does not know. */
    private static final Statement PLACES = new Statement()
            .sql("SELECT t.name, p.partmethod, p.repmodel, p.colocationid,"
                    + " current_setting('transaction_isolation')"
                    + " FROM unnest(?) WITH ORDINALITY AS t (name, number)"
                    + " LEFT JOIN pg_dist_partition p ON p.logicalrelid = to_regclass(t.name) ORDER BY t.number")
            .texts(TABLES);

    /** Where the rows of a table are. */
    enum Place {
        /** On the server that was asked, which commits them apart from all others. */
        PLAIN,
        /** All of them on one node. */
        ON_ONE_NODE,
        /** All of them on each node. */
        ON_EVERY_NODE,
        /** Any other. */
        OTHER
    }

    /** @param group the same for tables whose rows move together */
    record Placed(String table, Place place, int group) {}

    /** Looks, and refuses what is not supported. */
    static void check(Database database) {
        boolean isCitus = database.read(connection -> IS_CITUS.query(connection, rows -> {
            rows.next();
            return rows.getBoolean(1);
        }));
        if (isCitus) {
            database.read(connection -> PLACES.query(connection, Distribution::read))
                    .unsupported()
                    .ifPresent(words -> {
                        throw Failure.withoutEffect(words + " (docs/cluster.md)");
                    });
        }
    }

    private static Distribution read(ResultSet rows) throws SQLException {
        List<Placed> tables = new ArrayList<>();
        String isolation = "";
        while (rows.next()) {
            int group = rows.getInt(4);
            Place place = rows.wasNull() ? Place.PLAIN : place(rows.getString(2) + rows.getString(3), group);
            tables.add(new Placed(rows.getString(1), place, group));
            isolation = rows.getString(5);
        }
        return new Distribution(tables, isolation);
    }

    /**
     * @param method how it is partitioned, and how it is copied, as pg_dist_partition says
     * @param group 0 for a table that moves with no other
     */
    private static Place place(String method, int group) {
        return switch (method) {
            case "ns" -> group == 0 ? Place.OTHER : Place.ON_ONE_NODE;
            case "nt" -> Place.ON_EVERY_NODE;
            default -> Place.OTHER;
        };
    }

    /** Why it is not supported; empty if it is. */
    Optional<String> unsupported() {
        if (all(Placed::place, Place.PLAIN)) {
            return Optional.empty();
        }
        if (isCell()) {
            return Optional.of("transactions in a cell are READ COMMITTED, and these are " + isolation)
                    .filter(words -> !isolation.equals("read committed"));
        }
        return first(Place.ON_EVERY_NODE)
                .map(table -> table + " is a reference table: its copies would come to differ")
                .or(() -> first(Place.PLAIN)
                        .map(table -> table + " is a plain table beside distributed ones: a crash between their commits"
                                + " would lose users"))
                .or(() -> Optional.of("the tables are distributed in a way that is not supported"));
    }

    private boolean isCell() {
        return all(Placed::place, Place.ON_ONE_NODE) && all(Placed::group, tables.get(0).group);
    }

    private boolean all(Function<Placed, ?> what, Object expected) {
        return tables.stream().map(what).allMatch(expected::equals);
    }

    private Optional<String> first(Place place) {
        return tables.stream()
                .filter(table -> table.place == place)
                .map(Placed::table)
                .findFirst();
    }
}
