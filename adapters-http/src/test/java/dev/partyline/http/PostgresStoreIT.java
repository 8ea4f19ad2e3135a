package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.http.HostProcess.Ended;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The host on a database that it shares with others. */
class PostgresStoreIT {
    private static final String PHONE = "+14155550132";
    private static final String LINE = "+14155550900";

    private final EmbeddedPostgres postgres;
    private final TestProject project = TestProject.admitting(5);

    PostgresStoreIT() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        postgres.close();
    }

    private StartedHost host(Object... pool) throws Exception {
        Path file = StartedHost.configurationFile(StartedHost.configuration(List.of(project), pool));
        try {
            return StartedHost.with("--config", file.toString(), "--store", url());
        } finally {
            Files.delete(file);
        }
    }

    private String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Test
    void twoHostsHaveTheSameUsersAndTheyOutliveBoth() throws Exception {
        String id;
        try (StartedHost one = host(LINE);
                StartedHost other = host(LINE)) {
            Reply created = one.client(project).create(NewUser.shared(PHONE));
            assertThat(created.outcome()).isEqualTo("created");
            id = created.id();
            assertThat(other.client(project).create(NewUser.shared(PHONE)).outcome())
                    .isEqualTo("returned");
            Set<Integer> statuses = IntStream.range(0, 20)
                    .parallel()
                    .mapToObj(i -> status(i % 2 == 0 ? one : other, i))
                    .collect(Collectors.toSet());
            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        }
        // A line that is no longer in the configuration keeps its users.
        try (StartedHost again = host("+14155550901")) {
            Reply returned = again.client(project).create(NewUser.shared(PHONE));
            assertThat(returned.id()).isEqualTo(id);
            assertThat(returned.line()).isEqualTo(LINE);
            assertThat(again.client(project).list("").data()).hasSize(5);
            again.client(project).delete(id);
            assertThat(again.client(project).create(NewUser.shared(PHONE)).line())
                    .isEqualTo("+14155550901");
        }
    }

    @Test
    void itsTablesAreMadeBesideThoseOfOthers() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mine (id bigint PRIMARY KEY)");
        }
        for (String outcome : List.of("created", "returned")) {
            try (StartedHost host = host(LINE)) {
                assertThat(host.client(project).create(NewUser.shared(PHONE)).outcome())
                        .isEqualTo(outcome);
            }
        }
    }

    private int status(StartedHost host, int number) {
        try {
            return host.client(project)
                    .create(NewUser.shared("+141555502%02d".formatted(number)))
                    .status();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Tag("thorough")
    @Test
    void E4_aStoreThatIsDownIs503AndNothingOfItIsShown() throws Exception {
        StartedHost host = host(LINE);
        try {
            assertThat(host.client(project).create(NewUser.shared(PHONE)).status())
                    .isEqualTo(200);
            postgres.close();
            Reply down = host.client(project).create(NewUser.shared("+14155550133"));
            assertThat(down.status()).isEqualTo(503);
            assertThat(down.body()).contains("unavailable").doesNotContain("sql", "Exception", "5550133");
        } finally {
            Ended ended = host.stop();
            assertThat(ended.status()).isIn(0, 143);
            assertThat(ended.err()).doesNotContain("5550133", "5550132");
        }
    }

    @Test
    void V16_aStoreOfAnotherPlanEndsItWithStatus1AndNamesBoth() throws Exception {
        try (StartedHost host = host(LINE)) {
            host.client(project).create(NewUser.shared(PHONE));
        }
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT partyline_adopt_plan(41)");
        }
        Ended ended = HostProcess.start(List.of("--port", "0", "--demo", "--store", url()))
                .end();
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("cannot start", "plan 41", "plan " + NumberingPlan.NUMBER);
    }

    @Tag("thorough")
    @Test
    void V17_aStoreIsMovedToThisPlanAndToWhatItsTenantsAsk() throws Exception {
        String id;
        String other;
        try (StartedHost host = host(LINE, "+14155550901")) {
            id = host.client(project).create(NewUser.shared("+5215512345678")).id();
            other = host.client(project).create(NewUser.shared("+525512345678")).id();
            host.client(project).create(NewUser.shared("+22997123456"));
        }
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT partyline_adopt_plan(41)");
        }
        TestProject asking = project.choosing("phoneIdentity", "subscriber");
        Path file = StartedHost.configurationFile(StartedHost.configuration(List.of(asking), LINE));
        try {
            Ended ended = HostProcess.start(List.of("--rekey", "--config", file.toString(), "--store", url()))
                    .end();
            assertThat(ended.status()).isZero();
            assertThat(ended.out())
                    .contains(
                            "plan 41", "1 changed, 0 unchanged, 2 in collision", id + " is in collision with " + other)
                    .doesNotContain("5512345678");
            try (StartedHost again = StartedHost.with("--config", file.toString(), "--store", url())) {
                assertThat(again.client(asking)
                                .create(NewUser.shared("+2290197123456"))
                                .outcome())
                        .isEqualTo("returned");
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void V15_theFormsOfANumberAreOneUser() throws Exception {
        TestProject subscribers = TestProject.fresh().choosing("phoneIdentity", "subscriber");
        Path file = StartedHost.configurationFile(StartedHost.configuration(List.of(subscribers), LINE));
        try (StartedHost host = StartedHost.with("--config", file.toString(), "--store", url())) {
            ProjectClient client = host.client(subscribers);
            Reply created = client.create(NewUser.shared("+5511987654321"));
            assertThat(created.outcome()).isEqualTo("created");
            Reply again = client.create(NewUser.shared("+551187654321"));
            assertThat(again.outcome()).isEqualTo("returned");
            assertThat(again.user()).isEqualTo(created.user());
        } finally {
            Files.delete(file);
        }
    }

    /** Another host may be there: then this one must not be the one that migrates its tables. */
    @Test
    void aPortThatIsTakenEndsItBeforeItTouchesTheStore() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = HostProcess.start(
                            List.of("--port", Integer.toString(taken.getLocalPort()), "--demo", "--store", url()))
                    .end();

            assertThat(ended.status()).isEqualTo(1);
        }
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void aStoreThatCannotBeReachedEndsItWithStatus1() throws Exception {
        Ended ended = HostProcess.start(List.of(
                        "--port",
                        "0",
                        "--demo",
                        "--store",
                        "jdbc:postgresql://127.0.0.1:1/none?user=u&password=s3cret"))
                .end();
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("cannot start").doesNotContain("s3cret", "\tat ");
    }
}
