package dev.partyline.http.store;

import dev.partyline.postgres.PostgresSchema;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** A database before it is used: whether it can be, and its tables. Every failure names its cause, and no password. */
final class StartOfDatabase {
    private static final int OLDEST = 15;

    /** Long enough for a migration of many users; a statement that takes longer has been lost. */
    private static final Map<String, String> PROPERTIES =
            Map.of("connectTimeout", "5", "socketTimeout", "600", "tcpKeepAlive", "true");

    private static final int RETRIES_FOR_THE_LOCK = 10;

    /** Only the class of a state is looked up if the state is not here. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("08", "it cannot be reached at this address"),
            Map.entry("28", "it refuses the login: the user or the password is wrong"),
            Map.entry("3D", "there is no database of this name"),
            Map.entry("53300", "it has no connection left"),
            Map.entry("57P03", "it is starting or shutting down"),
            Map.entry("25006", "it takes no changes: it is a standby, or read-only"),
            Map.entry("42501", "the user may not make tables there"),
            Map.entry("42", "it has tables of these names that are somebody else's, or of another version"));

    private static final String OF_ANOTHER_VERSION = "its tables are of another version of this host";
    private static final String IN_PROGRESS = "another host is bringing its tables up to date, and has not finished";

    private final DatabaseAccess database;
    private final int retriesForTheLock;

    StartOfDatabase(DatabaseAccess database) {
        this(database, RETRIES_FOR_THE_LOCK);
    }

    /** The same, with so many retries if another host is bringing the tables up to date: one a second. */
    StartOfDatabase(DatabaseAccess database, int retriesForTheLock) {
        this.database = database;
        this.retriesForTheLock = retriesForTheLock;
    }

    /**
     * Brings the tables up to date, if the database is fit for them. If it is not, nothing is changed.
     *
     * @throws IOException with the cause as its message
     */
    void check() throws IOException {
        try {
            examine();
            migrate();
        } catch (SQLException failure) {
            throw unusable(reason(failure));
        } catch (FlywayValidateException failure) {
            throw unusable(OF_ANOTHER_VERSION);
        } catch (FlywayException failure) {
            throw unusable(reason(failure));
        }
    }

    private void examine() throws SQLException, IOException {
        Properties properties = new Properties();
        properties.putAll(properties());
        // Nothing that is asked here takes time.
        properties.setProperty("socketTimeout", "5");
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT current_setting('server_encoding'), current_setting('server_version_num')::int / 10000,"
                                + " pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean")) {
            found.next();
            if (!found.getString(1).equals("UTF8")) {
                throw unusable("its encoding is " + found.getString(1) + ", in which not every name can be written;"
                        + " make it with ENCODING 'UTF8'");
            }
            if (found.getInt(2) < OLDEST) {
                throw unusable("it is PostgreSQL " + found.getInt(2) + "; the oldest that will do is " + OLDEST);
            }
            if (found.getBoolean(3)) {
                throw unusable("it takes no changes: it is a standby, or read-only");
            }
        }
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>(PROPERTIES);
        properties.putAll(database.properties());
        return properties;
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), null, null)
                .jdbcProperties(properties())
                .locations(PostgresSchema.LOCATION)
                .table(PostgresSchema.HISTORY_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion(PostgresSchema.BASELINE_VERSION)
                .lockRetryCount(retriesForTheLock)
                .load()
                .migrate();
    }

    private static IOException unusable(String reason) {
        return new IOException("the database cannot be used: " + reason);
    }

    private static String reason(Exception failure) {
        if (causes(failure).anyMatch(UnknownHostException.class::isInstance)) {
            return "its host is unknown";
        }
        if (causes(failure).anyMatch(SocketTimeoutException.class::isInstance)) {
            return "it does not answer";
        }
        Optional<String> state = causes(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(Objects::nonNull)
                .findFirst();
        // The lock is taken in vain, and so without a state.
        return state.map(StartOfDatabase::reason).orElse(IN_PROGRESS);
    }

    private static String reason(String state) {
        String ofTheClass = REASONS.getOrDefault(state.substring(0, 2), "it failed (SQLSTATE " + state + ")");
        return REASONS.getOrDefault(state, ofTheClass);
    }

    private static Stream<Throwable> causes(Exception failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(10);
    }
}
