package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.ports.UserRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a cluster while users are created in it: its nodes are killed, and rows move (rules E6, P5). */
abstract class OnACluster {
    private static final int ACKNOWLEDGED = 40;
    private static final int TIMES = 3;

    final HikariDataSource source;
    private final HikariDataSource clients;
    private final Creations creations = new Creations();

    OnACluster(HikariDataSource source) {
        this.source = source;
        this.clients = Databases.impatient(source);
        new PostgresLines(source).offer(SampleTenants.pool(1_000_000));
    }

    @AfterEach
    void close() {
        clients.close();
        source.close();
    }

    /** The coordinator is asked. */
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
    void E6_whatIsAcknowledgedMovesWithItsRows() {
        creations.during(clients, () -> {
            for (int i = 0; i < TIMES; i++) {
                creations.await(ACKNOWLEDGED);
                Citus to = Citus.ofUsers(source) == Citus.WORKER_1 ? Citus.WORKER_2 : Citus.WORKER_1;
                move(to);
                assertThat(Citus.ofUsers(source)).isEqualTo(to);
            }
            creations.await(ACKNOWLEDGED);
        });
        creations.assertKept(source);
    }

    /** Moves rows to this worker. */
    abstract void move(Citus to);

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
}
