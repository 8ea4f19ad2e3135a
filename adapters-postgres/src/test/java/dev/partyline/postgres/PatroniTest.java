package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A leader that Patroni replaces under load, and that comes back as a standby, several times. Run by
 * {@code scripts/patroni}. The system property {@code partyline.failovers} says how often.
 */
@Tag("patroni")
class PatroniTest {
    private static final int FAILOVERS = Integer.getInteger("partyline.failovers", 3);

    private static final int ACKNOWLEDGED = 100;

    /** More than are under way at once: the last of them was asked for later. */
    private static final int SOME = 20;

    private final PatroniCluster cluster = new PatroniCluster();
    private final Creations creations = new Creations();

    /** Why a leader leads no more, and what brings it back. */
    enum End {
        KILLED {
            @Override
            void comes(PatroniCluster cluster, PatroniNode leader) {
                leader.kill9();
            }

            @Override
            void passes(PatroniNode former) {
                former.start();
            }
        },
        SILENT {
            @Override
            void comes(PatroniCluster cluster, PatroniNode leader) {
                leader.freeze();
            }

            @Override
            void passes(PatroniNode former) {
                // As a watchdog would. If it went on, it would tell what was so before, until Patroni steps in.
                former.kill9();
                former.start();
            }
        },
        SWITCHED_OVER {
            @Override
            void comes(PatroniCluster cluster, PatroniNode leader) {
                cluster.switchOver();
            }

            @Override
            void passes(PatroniNode former) {
                // Patroni brings it back by itself.
            }
        };

        abstract void comes(PatroniCluster cluster, PatroniNode leader);

        abstract void passes(PatroniNode former);
    }

    @ParameterizedTest
    @EnumSource
    void E6_whatIsAcknowledgedOutlivesTheLeader(End end) {
        String database = cluster.newDatabase();
        try (HikariDataSource clients = cluster.clients(database)) {
            creations.during(clients, () -> {
                for (int failover = 0; failover < FAILOVERS; failover++) {
                    creations.await(ACKNOWLEDGED);
                    fail(end);
                }
            });
            creations.assertKept(clients);
            cluster.nodes().forEach(node -> assertHasAll(node, database));
        }
    }

    private void fail(End end) {
        PatroniNode former = cluster.leader();
        long begin = System.nanoTime();
        end.comes(cluster, former);
        creations.await(SOME);
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        PatroniNode next = cluster.leader();
        System.out.printf(
                "%s %s, and %s leads: acknowledged again after %d ms%n", former.name(), end, next.name(), millis);
        assertThat(next).isNotEqualTo(former);
        end.passes(former);
        do {
            creations.await(SOME);
        } while (!cluster.isWhole());
    }

    @Test
    void E6_aStandbyThatLacksWhatIsAcknowledgedDoesNotTakeOver() {
        String database = cluster.newDatabase();
        try (HikariDataSource clients = cluster.clients(database)) {
            creations.during(clients, () -> {
                PatroniNode leader = cluster.leader();
                List<PatroniNode> standbys = cluster.standbys();
                killBeforeTheyHaveAll(leader, standbys);
                for (PatroniNode standby : standbys) {
                    long before = standby.refusals();
                    while (standby.refusals() == before) {
                        assertThat(cluster.count("leader")).isZero();
                    }
                }
                leader.start();
                creations.await(ACKNOWLEDGED);
                assertThat(cluster.leader()).isEqualTo(leader);
            });
            creations.assertKept(clients);
        }
        cluster.awaitWhole();
    }

    @Test
    void E6_itTakesOverIfPatroniIsNotToldThatCommitsWait() {
        String database = cluster.newDatabase();
        cluster.synchronous(false);
        try (HikariDataSource clients = cluster.clients(database)) {
            creations.during(clients, () -> {
                PatroniNode leader = cluster.leader();
                killBeforeTheyHaveAll(leader, cluster.standbys());
                creations.await(SOME);
                assertThat(creations.lost(clients)).isNotEmpty();
                leader.start();
            });
        } finally {
            cluster.synchronous(true);
        }
        cluster.awaitWhole();
    }

    /** The leader alone has what was acknowledged last. */
    private void killBeforeTheyHaveAll(PatroniNode leader, List<PatroniNode> standbys) {
        standbys.forEach(PatroniNode::leave);
        try (HikariDataSource source = leader.source("postgres")) {
            while (Databases.number(source, "SELECT count(*) FROM pg_stat_replication") > 0) {
                Thread.onSpinWait();
            }
        }
        creations.await(SOME);
        leader.kill9();
        standbys.forEach(PatroniNode::comeBack);
    }

    /** The others follow: what was acknowledged comes to be there too. */
    private void assertHasAll(PatroniNode node, String database) {
        try (HikariDataSource source = node.source(database)) {
            while (!creations.lost(source).isEmpty()) {
                Thread.onSpinWait();
            }
            Leaks.assertNone(source);
        }
    }
}
