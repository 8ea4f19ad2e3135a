package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A failure is reported as what it is (rules E3, E4), in words that quote nothing. */
class FailureTest {
    private static final String SECRET = "s3cret";

    private final HikariDataSource source = Databases.fresh();
    private final CustomerUser user =
            new SampleTenants(project -> project).customer(1).as(new UserId(new UUID(1, 1)), Instant.EPOCH);

    @AfterEach
    void close() {
        source.close();
    }

    private UnavailableException failureOn(DataSource of) {
        Change change = new Change.Admit(
                ChangeId.of(user.id()),
                user,
                user.createdAt(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
        UnavailableException failure = catchThrowableOfType(
                UnavailableException.class, () -> PostgresUserStore.own(of).commit(change));
        assertThat(failure).isNotNull();
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain("user1@", SECRET, "HikariPool-");
        return failure;
    }

    private void assertFails(DataSource of, Effect effect, String words) {
        UnavailableException failure = failureOn(of);
        assertThat(failure).hasMessage(words);
        assertThat(failure.effect()).isEqualTo(effect);
    }

    @Test
    void E4_anExhaustedPool() throws SQLException {
        try (HikariDataSource small = pool(config -> config.setMaximumPoolSize(1));
                Connection only = small.getConnection()) {
            assertThat(only.isValid(1)).isTrue();
            assertFails(small, Effect.NONE, "the connection pool is exhausted: no connection was free in time");
        }
    }

    @Test
    void E4_aClosedPool() {
        source.close();
        assertFails(source, Effect.NONE, "the connection pool is closed");
    }

    @Test
    void E4_noServer() {
        PGSimpleDataSource nowhere = plain("jdbc:postgresql://127.0.0.1:1/none?user=u&password=" + SECRET);
        assertFails(nowhere, Effect.NONE, "no connection to the database (SQLSTATE 08001)");
        try (HikariDataSource impatient = Databases.impatient("jdbc:postgresql://127.0.0.1:1/none?user=u")) {
            assertFails(impatient, Effect.NONE, "no connection to the database (SQLSTATE 08001)");
        }
    }

    /** A pool that makes its first connection at once throws an exception of its own. */
    @Test
    void E4_noServerForAPoolThatBegins() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/none?user=u&password=" + SECRET);
        try (HikariDataSource lazy = new HikariDataSource()) {
            config.copyStateTo(lazy);
            assertFails(lazy, Effect.NONE, "no connection to the database (SQLSTATE 08001)");
        }
    }

    @Test
    void E4_noSuchDatabase() {
        PGSimpleDataSource other = plain(source.getJdbcUrl());
        other.setDatabaseName("nosuchdatabase");
        assertFails(other, Effect.NONE, "there is no such database (SQLSTATE 3D000)");
    }

    @Test
    void E4_aRefusedLogin() {
        PGSimpleDataSource other = plain(source.getJdbcUrl());
        other.setUser("nosuchlogin");
        other.setPassword(SECRET);
        assertFails(other, Effect.NONE, "the database refused the login (SQLSTATE 28000)");
    }

    private static PGSimpleDataSource plain(String url) {
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(url);
        return plain;
    }

    @Test
    void E4_missingTables() {
        try (HikariDataSource empty = Databases.fresh(Map.of(), "SELECT 1")) {
            assertFails(
                    empty,
                    Effect.NONE,
                    "the tables or functions are missing, or belong to another version (SQLSTATE 42704)");
        }
    }

    @Test
    void E4_aReadOnlyDatabase() {
        try (HikariDataSource standby =
                pool(config -> config.addDataSourceProperty("options", "-c default_transaction_read_only=on"))) {
            assertFails(
                    standby,
                    Effect.NONE,
                    "the database takes no changes: it is a standby, or the transaction is read-only (SQLSTATE 25006)");
        }
    }

    private HikariDataSource pool(java.util.function.Consumer<HikariConfig> settings) {
        HikariConfig config = new HikariConfig();
        source.copyStateTo(config);
        config.setPoolName(null);
        config.setConnectionTimeout(250);
        settings.accept(config);
        return new HikariDataSource(config);
    }

    /** By what the server and the driver say of a statement. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "08006 | UNKNOWN | the connection to the database was lost",
                "57P01 | UNKNOWN | the database is shutting down, or starting",
                "53100 | NONE    | the database is out of disk, memory or another resource",
                "53300 | NONE    | the database has no connection left: too many are open",
                "57014 | NONE    | the database cancelled the statement, which may have taken too long",
                "55P03 | NONE    | a lock was not free in time",
                "42501 | NONE    | the login may not use the tables",
                "XX000 | UNKNOWN | the database failed"
            })
    void E4_aStatementThatFails(String state, Effect effect, String words) {
        Database database = new OwnTransaction(source);
        UnavailableException failure = catchThrowableOfType(
                UnavailableException.class,
                () -> database.write(connection -> {
                    throw new SQLException("of " + SECRET, state);
                }));
        assertThat(failure).hasMessage(words + " (SQLSTATE " + state + ")").hasNoCause();
        assertThat(failure.effect()).isEqualTo(effect);
    }

    /** Each attempt is a transaction of its own. */
    @ParameterizedTest
    @CsvSource({"40001, another transaction was in the way", "40P01, a deadlock with another transaction"})
    void E4_aTransactionThatNeverGetsThrough(String state, String words) {
        UnavailableException failure = catchThrowableOfType(
                UnavailableException.class,
                () -> new OwnTransaction(source).write(connection -> {
                    throw new SQLException("of " + SECRET, state);
                }));
        assertThat(failure).hasMessage(words + " (SQLSTATE " + state + "), each of 60 times");
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
    }

    /** What other pools throw, which have no SQLSTATE either. */
    @ParameterizedTest
    @CsvSource({
        "Cannot get a connection: Timeout waiting for idle object, the connection pool is exhausted: no connection was free in time",
        "An attempt by a client to checkout a Connection has timed out., the connection pool is exhausted: no connection was free in time",
        "Data source is closed, the connection pool is closed",
        "anything else of s3cret, no connection to the database: java.sql.SQLException"
    })
    void E4_otherPools(String message, String words) {
        assertThat(Failure.ofConnecting(new SQLException(message))).hasMessage(words);
        assertThat(Failure.ofConnecting(new IllegalStateException(new SQLException(message, "08001"))))
                .hasMessage("no connection to the database (SQLSTATE 08001)");
        assertThat(Failure.ofConnecting(new SQLTransientConnectionException()))
                .hasMessage("the connection pool is exhausted: no connection was free in time");
    }

    /** Nothing but a state is taken for a state. */
    @Test
    void E3_aStateThatIsNoneIsNotQuoted() {
        assertThat(Failure.of(new SQLException("", "user1@example.org"), Effect.NONE, ""))
                .hasMessage("the database failed");
    }
}
