package dev.partyline.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the tables are distributed, if the database is a cluster of Citus. Some ways lose users or give a key twice
 * without a word (docs/cluster.md). So each way that was not run is refused.
 *
 * @param tables each of {@link #TABLES}
 * @param isolation the level of the transactions, as PostgreSQL calls it
 */
record Distribution(List<Placed> tables, String isolation) {
    /** Those whose rows are a tenant's. */
    static final List<String> OF_TENANTS = List.of(
            "partyline_user",
            "partyline_version",
            "partyline_changed",
            "partyline_key",
            "partyline_former",
            "partyline_quota",
            "partyline_answer");

    /** Those of the pool, whose rows are a line's, or a phone's on a line. */
    private static final List<String> OF_LINES =
            List.of("partyline_line", "partyline_phone_on_line", "partyline_former_pair", "partyline_place");

    static final List<String> TABLES =
            Stream.of(OF_TENANTS, OF_LINES).flatMap(List::stream).toList();

    private static final Statement IS_CITUS =
            new Statement().sql("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus')");

    /** The columns after the name are null for a table that Citus does not know. */
    private static final Statement PLACES = new Statement()
            .sql("SELECT t.name, p.partmethod, p.repmodel, p.colocationid,"
                    + " column_to_column_name(p.logicalrelid, p.partkey), current_setting('transaction_isolation')"
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
        /** Each tenant's on one node. */
        BY_TENANT,
        /** On the server that was asked, which commits them together with all others. */
        IN_METADATA,
        /** Any other. */
        OTHER
    }

    /** @param group the same for tables whose rows move together */
    record Placed(String table, Place place, int group) {}

    /** What is supported. */
    enum Layout {
        /** One server, or a cluster that distributes nothing. */
        PLAIN,
        /** A schema that is on one node. */
        CELL,
        /** The tables of tenants by tenant, and those of the pool in the metadata of Citus. */
        BY_TENANT
    }

    /** Looks, and refuses what is not supported. */
    static Layout of(Database database) {
        boolean isCitus = database.read(connection -> IS_CITUS.query(connection, rows -> {
            rows.next();
            return rows.getBoolean(1);
        }));
        if (!isCitus) {
            return Layout.PLAIN;
        }
        Distribution distribution = database.read(connection -> PLACES.query(connection, Distribution::read));
        distribution.unsupported().ifPresent(words -> {
            throw Failure.withoutEffect(words + " (docs/cluster.md)");
        });
        return distribution.layout().orElseThrow();
    }

    private static Distribution read(ResultSet rows) throws SQLException {
        List<Placed> tables = new ArrayList<>();
        String isolation = "";
        while (rows.next()) {
            int group = rows.getInt(4);
            Place place = rows.wasNull()
                    ? Place.PLAIN
                    : place(rows.getString(2) + rows.getString(3), group, rows.getString(5));
            tables.add(new Placed(rows.getString(1), place, group));
            isolation = rows.getString(6);
        }
        return new Distribution(tables, isolation);
    }

    /**
     * @param method how it is partitioned, and how it is copied, as pg_dist_partition says
     * @param group 0 for a table that moves with no other
     * @param column that it is distributed by; null for none
     */
    private static Place place(String method, int group, @Nullable String column) {
        return switch (method) {
            case "ns" -> group == 0 ? Place.IN_METADATA : Place.ON_ONE_NODE;
            case "nt" -> Place.ON_EVERY_NODE;
            case "hs" -> "tenant".equals(column) ? Place.BY_TENANT : Place.OTHER;
            default -> Place.OTHER;
        };
    }

    /** Empty if it is none that is supported. */
    Optional<Layout> layout() {
        if (all(TABLES, Place.PLAIN)) {
            return Optional.of(Layout.PLAIN);
        }
        if (all(TABLES, Place.ON_ONE_NODE) && moveTogether(TABLES)) {
            return Optional.of(Layout.CELL);
        }
        return Optional.of(Layout.BY_TENANT)
                .filter(layout -> all(OF_TENANTS, Place.BY_TENANT)
                        && moveTogether(OF_TENANTS)
                        && all(OF_LINES, Place.IN_METADATA));
    }

    /** Why it is not supported; empty if it is. */
    Optional<String> unsupported() {
        return layout().map(this::isolated).orElseGet(() -> Optional.of(misplaced()));
    }

    private Optional<String> isolated(Layout layout) {
        return Optional.of("transactions on distributed tables are READ COMMITTED, and these are " + isolation)
                .filter(words -> layout != Layout.PLAIN && !isolation.equals("read committed"));
    }

    private String misplaced() {
        return first(Place.ON_EVERY_NODE)
                .map(table -> table + " is a reference table: its copies would come to differ")
                .or(() -> first(Place.PLAIN)
                        .map(table -> table + " is a plain table beside distributed ones: a crash between their commits"
                                + " would lose users"))
                .orElse("the tables are distributed in a way that is not supported");
    }

    private boolean all(List<String> names, Place place) {
        return of(names).map(Placed::place).allMatch(place::equals);
    }

    private boolean moveTogether(List<String> names) {
        return of(names).map(Placed::group).distinct().count() == 1;
    }

    private Stream<Placed> of(List<String> names) {
        return tables.stream().filter(table -> names.contains(table.table));
    }

    private Optional<String> first(Place place) {
        return tables.stream()
                .filter(table -> table.place == place)
                .map(Placed::table)
                .findFirst();
    }
}
