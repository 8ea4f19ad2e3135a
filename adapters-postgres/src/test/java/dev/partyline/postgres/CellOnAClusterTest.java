package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.ports.UserRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a cell while users are created in it: its nodes are killed, and it is moved (rules E6, P5). */
@Tag("citus")
class CellOnAClusterTest {
    private static final int ACKNOWLEDGED = 40;
    private static final int TIMES = 3;
    private static final int RACERS = 16;
    private static final int PHONES = 20;

    private final HikariDataSource source = Databases.cell();
    private final HikariDataSource clients = Databases.impatient(source);
    private final Creations creations = new Creations();

    CellOnAClusterTest() {
        new PostgresLines(source).offer(SampleTenants.pool(1_000_000));
    }

    @AfterEach
    void close() {
        clients.close();
        source.close();
    }

    /** One of the workers has the cell. The coordinator is asked, and the other worker has nothing to do with it. */
    @ParameterizedTest
    @EnumSource
    void E6_whatIsAcknowledgedOutlivesEachNode(Citus node) {
        for (int i = 0; i < TIMES; i++) {
            creations.during(clients, () -> {
                creations.await(ACKNOWLEDGED);
                node.kill9();
                node.start();
                creations.await(ACKNOWLEDGED);
            });
            creations.assertKept(source);
        }
    }

    @Test
    void E6_whatIsAcknowledgedMovesWithTheCell() {
        creations.during(clients, () -> {
            for (int i = 0; i < TIMES; i++) {
                creations.await(ACKNOWLEDGED);
                Citus to = worker() == Citus.WORKER_1 ? Citus.WORKER_2 : Citus.WORKER_1;
                Databases.execute(
                        source,
                        "SELECT citus_schema_move(current_schema()::regnamespace, '127.0.0.1', " + to.port() + ")");
                assertThat(worker()).isEqualTo(to);
            }
            creations.await(ACKNOWLEDGED);
        });
        creations.assertKept(source);
    }

    /** Each node knows where the cell is. */
    @Test
    void S2_onePhoneIsOneUserWhicheverNodeIsAsked() {
        String schema = source.getDataSourceProperties().getProperty("currentSchema");
        SampleTenants tenants = new SampleTenants(project -> project.withMaxSharedUsers(1_000));
        List<HikariDataSource> nodes = Arrays.stream(Citus.values())
                .map(node -> Databases.open(node.url(), schema, Map.of()))
                .toList();
        List<UserRegistry> hosts = nodes.stream()
                .map(node -> UserRegistry.of(PostgresUserStore.own(node), tenants))
                .toList();
        for (int n = 0; n < PHONES; n++) {
            int phone = n;
            var answers =
                    Together.run(RACERS, i -> hosts.get(i % hosts.size()).create(tenants.shared(phone, null, null)));
            assertThat(answers.stream().map(answer -> answer.get().user()).distinct())
                    .hasSize(1);
        }
        Leaks.assertNone(source);
        nodes.forEach(HikariDataSource::close);
    }

    /** What Flyway does when it meets files that have changed. */
    @Test
    void functionsThatAreMadeAnewReachEachNode() {
        Migration.all().stream().filter(Migration::isRepeatable).forEach(file -> Databases.execute(source, file.sql()));
        creations.during(clients, () -> creations.await(ACKNOWLEDGED));
        creations.assertKept(source);
    }

    /** Many who want the same are overtaken, with the server writing down whatever it likes. */
    @Test
    void E3_noLogOfANodeQuotesAnything() {
        SampleTenants tenants = new SampleTenants(project -> project.withMaxSharedUsers(4));
        DiscretionTest.meet(UserRegistry.of(PostgresUserStore.own(source), tenants), tenants);
        assertThatThrownBy(() -> Databases.execute(source, "SELECT 1 / 0")).hasMessageContaining("division");
        assertThat(Citus.COORDINATOR.log()).as("that errors are in it at all").contains("division by zero");
        for (Citus node : Citus.values()) {
            assertThat(node.log()).doesNotContain("4477009", "@example.org", "Ada");
        }
    }

    /** The one that has the cell. */
    private Citus worker() {
        long port = Databases.number(
                source,
                "SELECT p.nodeport FROM pg_dist_shard s JOIN pg_dist_shard_placement p ON p.shardid = s.shardid"
                        + " WHERE s.logicalrelid = 'partyline_user'::regclass");
        return port == Citus.WORKER_1.port() ? Citus.WORKER_1 : Citus.WORKER_2;
    }
}
