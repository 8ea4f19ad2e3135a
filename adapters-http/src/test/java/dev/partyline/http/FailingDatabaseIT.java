package dev.partyline.http;

import static dev.partyline.http.OtherSystems.subscriber;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.UserSystems.Api;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A host whose database does not answer any more, has no connection left, or takes no changes. The system property
 * {@code partyline.attacks} says how often.
 */
@Tag("thorough")
class FailingDatabaseIT {
    private static final int ATTACKS = Integer.getInteger("partyline.attacks", 1);

    /** More than the host has connections. */
    private static final int CLIENTS = 40;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    private static StartedHost start(int port, String databaseTime) throws Exception {
        return StartedHost.with(
                Map.of(
                        "JDK_JAVA_OPTIONS",
                        "-Dpartyline.queue-time=PT1S -Dpartyline.database-time=" + databaseTime,
                        "PARTYLINE_STORE",
                        "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port)),
                "--demo");
    }

    private static Stream<Integer> attacks() {
        return IntStream.range(0, ATTACKS).boxed();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void aSilentDatabaseMakesItUnreadyAndNotDeadAndItRecoversByItself() throws Exception {
        try (SilentProxy proxy = new SilentProxy(postgres.getPort());
                StartedHost host = start(proxy.port(), "PT2S")) {
            await(host, 200);

            proxy.fallSilent();
            await(host, 503);
            assertAlive(host);

            proxy.speak();
            await(host, 200);
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void aSilentDatabaseDoesNotKeepItFromEnding() throws Exception {
        try (SilentProxy proxy = new SilentProxy(postgres.getPort());
                StartedHost host = start(proxy.port(), "PT2S")) {
            proxy.fallSilent();
            await(host, 503);

            assertThat(host.stop().status()).isIn(0, 143);
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void aDatabaseThatTakesNoChangesMakesItUnready() throws Exception {
        try (StartedHost host = start(postgres.getPort(), "PT2S")) {
            readOnly("on");
            await(host, 503);
            assertAlive(host);

            readOnly("off");
            await(host, 200);
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void connectionsThatAreAllHeldMakeItUnreadyUntilTheyComeBack() throws Exception {
        try (StartedHost host = start(postgres.getPort(), "PT40S");
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE partyline_user");
            AtomicBoolean areHeld = new AtomicBoolean();
            Clients clients = new Clients(CLIENTS, number -> createUntil(areHeld, host));
            await(host, 503);
            areHeld.set(true);
            assertAlive(host);
            assertUnavailable(create(host));

            connection.commit();

            await(host, 200);
            assertThat(create(host).status()).isEqualTo(201);
            List<Reply> replies = clients.replies();
            assertThat(replies).anyMatch(reply -> reply.status() == 201);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() != 201)
                    .isNotEmpty()
                    .allSatisfy(FailingDatabaseIT::assertUnavailable);
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void connectionsThatAreAllClosedMakeItUnreadyUntilThereAreNewOnes() throws Exception {
        try (StartedHost host = start(postgres.getPort(), "PT2S")) {
            await(host, 200);
            execute(
                    "ALTER DATABASE postgres ALLOW_CONNECTIONS false",
                    "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE datname = 'postgres'");
            await(host, 503);
            assertAlive(host);
            assertUnavailable(create(host));

            execute("ALTER DATABASE postgres ALLOW_CONNECTIONS true");
            await(host, 200);
            assertThat(create(host).status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void B2_aRunThatASilentDatabaseBreaksOffGoesOnUnderItsName() throws Exception {
        try (SilentProxy proxy = new SilentProxy(postgres.getPort());
                StartedHost host = start(proxy.port(), "PT2S -Dpartyline.request-time=PT10S")) {
            await(host, 200);
            UserClient client = new UserClient(Api.CONNECT, host.url() + "/users", Map.of("X-API-Key", "k3y"))
                    .with("Partyline-Run", UUID.randomUUID().toString());
            List<String> rows = Stream.of(subscriber(), subscriber())
                    .map(user -> JsonMapper.shared().writeValueAsString(user.members()))
                    .toList();
            JsonNode first;
            try (BulkConnection bulk = BulkConnection.to(client)) {
                bulk.sendRow(rows.get(0));
                first = bulk.verdict();
                proxy.fallSilent();
                bulk.sendRow(rows.get(1));

                JsonNode last = bulk.verdict();
                assertThat(last.has("row")).isFalse();
                assertThat(last.path("status").intValue()).isEqualTo(503);
                assertThat(bulk.isBrokenOff()).isTrue();
            }
            proxy.speak();
            while (create(host).status() != 201) {
                Thread.onSpinWait();
            }

            List<JsonNode> verdicts = BulkConnection.verdicts(client, rows);

            assertThat(verdicts.get(0)).isEqualTo(first);
            assertThat(verdicts.get(1).path("status").intValue()).isEqualTo(201);
            assertThat(verdicts).hasSize(3);
        }
    }

    private static Reply create(StartedHost host) throws Exception {
        return CreateCall.to(host.url() + "/users").with("X-API-Key", "k3y").create(subscriber());
    }

    /** On a busy machine, a create may be refused before all connections are there to be held. */
    private static Reply createUntil(AtomicBoolean end, StartedHost host) throws Exception {
        Reply reply = create(host);
        while (!end.get()) {
            reply = create(host);
        }
        return reply;
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isPresent();
        assertThat(reply.body()).contains("unavailable").doesNotContain("SQL", "Exception");
    }

    private static void assertAlive(StartedHost host) throws Exception {
        assertThat(host.call("GET", "/livez").status()).isEqualTo(200);
    }

    private static void await(StartedHost host, int health) throws Exception {
        while (host.call("GET", "/healthz").status() != health) {
            Thread.onSpinWait();
        }
    }

    private static void readOnly(String setting) throws Exception {
        execute("ALTER SYSTEM SET default_transaction_read_only = " + setting, "SELECT pg_reload_conf()");
    }

    /** On a database beside the host's. */
    private static void execute(String... commands) throws Exception {
        try (Connection connection = postgres.getTemplateDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
