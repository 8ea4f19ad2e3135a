package dev.partyline.http.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.ports.GroupCommit;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.postgres.PostgresSchema;
import dev.partyline.postgres.PostgresUserStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that a host is started on: what each is refused for, and how one is used. */
class StartOfDatabaseIT {
    private static final String OWNER = "postgres";

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    private static void execute(String database, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.getJdbcUrl(OWNER, database));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static DatabaseAccess access(String url) {
        return new DatabaseAccess(url + "&password=s3cret", false, true);
    }

    private static DatabaseAccess access(String database, String login) {
        return access(postgres.getJdbcUrl(login, database));
    }

    private static void assertRefused(DatabaseAccess database, String reason) {
        assertThat(catchThrowableOfType(IOException.class, new StartOfDatabase(database, 0)::check))
                .hasMessageStartingWith("the database cannot be used: " + reason)
                .message()
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    nowhere |                                                 | there is no database of this name
                    latin   | ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0 | its encoding is LATIN1, in which
                    closed  | ALLOW_CONNECTIONS false                         | it failed (SQLSTATE 55000)
                    """)
    void whatMakesADatabaseUnfitIsNamed(String database, String made, String reason) throws Exception {
        if (made != null) {
            execute(OWNER, "CREATE DATABASE " + database + " " + made);
        }

        assertRefused(access(database, OWNER), reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nobody  |                    | it refuses the login
                    crowded | CONNECTION LIMIT 0 | it has no connection left
                    """)
    void whatALoginMayNotDoIsNamed(String login, String made, String reason) throws Exception {
        if (made != null) {
            execute(OWNER, "CREATE ROLE " + login + " LOGIN " + made);
        }

        assertRefused(access(OWNER, login), reason);
    }

    /** The history of the tables is there: to make it, Flyway would try for nine seconds. */
    @Test
    void aLoginThatMayNotMakeTablesIsNamed() throws Exception {
        execute(OWNER, "CREATE DATABASE strict", "CREATE ROLE guest LOGIN");
        migrations(access("strict", OWNER)).load().baseline();
        execute("strict", "GRANT ALL ON " + PostgresSchema.HISTORY_TABLE + " TO guest");

        assertRefused(access("strict", "guest"), "the user may not make tables there");
    }

    private static FluentConfiguration migrations(DatabaseAccess database) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), null, null)
                .locations(PostgresSchema.LOCATION)
                .baselineVersion(PostgresSchema.BASELINE_VERSION)
                .table(PostgresSchema.HISTORY_TABLE);
    }

    @Test
    void aDatabaseThatIsReadOnlyIsNamed() throws Exception {
        execute(OWNER, "CREATE DATABASE read_only", "ALTER DATABASE read_only SET default_transaction_read_only = on");

        assertRefused(access("read_only", OWNER), "it takes no changes: it is a standby, or read-only");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:1, it cannot be reached at this address", "no..host, its host is unknown"})
    void aServerThatIsNotThereIsNamed(String server, String reason) {
        assertRefused(access("jdbc:postgresql://" + server + "/" + OWNER + "?user=" + OWNER), reason);
    }

    @Test
    void aServerThatIsStartingIsNamed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> refusing = CompletableFuture.runAsync(() -> refuse(server, "57P03"));

            assertRefused(
                    access("jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/" + OWNER + "?user=" + OWNER
                            + "&sslmode=disable"),
                    "it is starting or shutting down");

            refusing.join();
        }
    }

    /** As PostgreSQL answers a login while it is starting, which takes too short to be met. */
    private static void refuse(ServerSocket server, String state) {
        try (Socket client = server.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            in.readNBytes(in.readInt() - Integer.BYTES);
            byte[] fields = ("SFATAL\0C" + state + "\0Mno\0\0").getBytes(UTF_8);
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            out.writeByte('E');
            out.writeInt(Integer.BYTES + fields.length);
            out.write(fields);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void tablesThatAreSomebodyElsesAreNamedAndLeftAsTheyAre() throws Exception {
        execute(OWNER, "CREATE DATABASE others");
        execute("others", "CREATE TABLE partyline_user (theirs bigint)");

        assertRefused(access("others", OWNER), "it has tables of these names that are somebody else's");
        execute("others", "SELECT theirs FROM partyline_user");
    }

    @Test
    void tablesOfAnotherVersionAreNamed() throws Exception {
        execute(OWNER, "CREATE DATABASE newer");
        DatabaseAccess newer = access("newer", OWNER);
        assertThatCode(new StartOfDatabase(newer)::check).doesNotThrowAnyException();
        execute("newer", "UPDATE " + PostgresSchema.HISTORY_TABLE + " SET checksum = 1 WHERE version = '1'");

        assertRefused(newer, "its tables are of another version of this host");
    }

    /** The other one is asked to wait in its first migration, so nothing here takes time. */
    @Test
    void aMigrationThatIsInProgressIsNamed() throws Exception {
        execute(OWNER, "CREATE DATABASE busy");
        DatabaseAccess busy = access("busy", OWNER);
        List<Event> met = new ArrayList<>();
        migrations(busy)
                .callbacks(new BaseCallback() {
                    @Override
                    public boolean supports(Event event, Context context) {
                        return event == Event.BEFORE_EACH_MIGRATE && met.isEmpty();
                    }

                    @Override
                    public void handle(Event event, Context context) {
                        met.add(event);
                        assertRefused(busy, "another host is bringing its tables up to date");
                    }
                })
                .load()
                .migrate();

        assertThat(met).hasSize(1);
        assertThatCode(new StartOfDatabase(busy)::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void B3_callersShareACommitIfTheyAreToldTo(boolean groupCommit) throws Exception {
        String database = "grouped_" + groupCommit;
        execute(OWNER, "CREATE DATABASE " + database);
        DatabaseAccess access = new DatabaseAccess(postgres.getJdbcUrl(OWNER, database), false, groupCommit);

        try (HostStore store =
                HostStore.postgres(access, List.of(), Duration.ofSeconds(10), new SimpleMeterRegistry())) {
            Class<? extends UserStore> expected = groupCommit ? GroupCommit.class : PostgresUserStore.class;
            assertThat(store.users()).isExactlyInstanceOf(expected);
        }
    }
}
