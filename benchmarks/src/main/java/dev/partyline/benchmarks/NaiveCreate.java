package dev.partyline.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The rules as one would first write them: a transaction of a few plain statements, at SERIALIZABLE so that it is right, and made again when the
 * database says that it has to be.
 *
 * @param source of connections that are serializable and commit nothing by themselves
 * @param takeQuota a statement about the tenant that gives a row where there is room
 * @param takeLine a statement that gives the line
 */
record NaiveCreate(DataSource source, String takeQuota, String takeLine) implements Turns.Work {
    static final String TABLES = """
            CREATE TABLE naive_user (id uuid PRIMARY KEY, tenant bigint NOT NULL, phone bigint NOT NULL, line bigint NOT NULL,
                first_name text, last_name text, email text, created_at timestamptz NOT NULL, UNIQUE (tenant, phone), UNIQUE (phone, line));
            CREATE INDEX ON naive_user (line);
            CREATE TABLE naive_tenant (tenant bigint PRIMARY KEY, users integer NOT NULL, most integer NOT NULL);
            CREATE TABLE naive_line (line bigint PRIMARY KEY, users integer NOT NULL);
            CREATE INDEX ON naive_line (users);
            INSERT INTO naive_tenant SELECT tenant, 0, 1000000 FROM generate_series(0, 999) AS tenant;
            INSERT INTO naive_line SELECT line, 0 FROM generate_series(1, 1000) AS line;
            """;
    private static final String SERIALIZATION_FAILURE = "40001";

    /** Counts the users, of the tenant and of each line. */
    static NaiveCreate counting(DataSource source) {
        return new NaiveCreate(
                source,
                "SELECT t.tenant FROM naive_tenant t WHERE t.tenant = ? AND t.most > (SELECT count(*) FROM naive_user u WHERE u.tenant = t.tenant)",
                "SELECT l.line FROM naive_line l LEFT JOIN naive_user u ON u.line = l.line GROUP BY l.line"
                        + " HAVING NOT coalesce(bool_or(u.phone = ?), false) ORDER BY count(u.id) LIMIT 1");
    }

    /** Keeps both counts in columns. */
    static NaiveCreate withCounters(DataSource source) {
        return new NaiveCreate(
                source,
                "UPDATE naive_tenant SET users = users + 1 WHERE tenant = ? AND users < most RETURNING tenant",
                "UPDATE naive_line SET users = users + 1 WHERE line = (SELECT l.line FROM naive_line l WHERE NOT EXISTS ("
                        + "SELECT FROM naive_user u WHERE u.phone = ? AND u.line = l.line) ORDER BY l.users LIMIT 1) RETURNING line");
    }

    @Override
    public void call(int thread, long number) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean done = false;
            while (!done) {
                done = isCommitted(connection, number % Postgres.TENANTS, number);
            }
        }
    }

    private boolean isCommitted(Connection connection, long tenant, long phone) throws SQLException {
        try {
            boolean isNew =
                    first(connection, "SELECT 1 FROM naive_user WHERE tenant = ? AND phone = ?", tenant, phone) < 0;
            if (!isNew || first(connection, takeQuota, tenant) < 0) {
                throw new IllegalStateException("no new user");
            }
            insert(connection, tenant, phone, first(connection, takeLine, phone));
            connection.commit();
            return true;
        } catch (SQLException failure) {
            connection.rollback();
            if (!SERIALIZATION_FAILURE.equals(failure.getSQLState())) {
                throw failure;
            }
            return false;
        }
    }

    /** The first column of the first row, or -1 where there is none. */
    private static long first(Connection connection, String sql, long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : -1;
            }
        }
    }

    private static void insert(Connection connection, long tenant, long phone, long line) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO naive_user VALUES (?, ?, ?, ?, 'Ada', 'Lovelace', 'ada@example.com', now())")) {
            statement.setObject(1, UUID.randomUUID());
            statement.setLong(2, tenant);
            statement.setLong(3, phone);
            statement.setLong(4, line);
            statement.executeUpdate();
        }
    }
}
