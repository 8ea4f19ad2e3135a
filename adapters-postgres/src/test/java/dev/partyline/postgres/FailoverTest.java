package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A primary that is killed under load. One of its two standbys has every commit; that which has received most takes
 * over, and the clients find it by themselves.
 */
@Tag("once")
class FailoverTest {
    private static final int ACKNOWLEDGED = 100;

    private final Creations creations = new Creations();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void E6_whatIsAcknowledgedOutlivesThePrimary(boolean oneStandbyIsLeftBehind) throws Exception {
        try (Replica primary = Replica.primary(directory.resolve("primary"));
                Replica a = primary.standby("a", directory.resolve("a"));
                Replica b = primary.standby("b", directory.resolve("b"));
                HikariDataSource clients = Databases.impatient(Replica.url(primary, a, b))) {
            primary.awaitStandbys(2);
            Databases.execute(primary.source(), Databases.migration());
            new PostgresLines(primary.source()).offer(SampleTenants.pool(1_000_000));
            creations.during(clients, () -> {
                creations.await(ACKNOWLEDGED);
                if (oneStandbyIsLeftBehind) {
                    b.leave();
                    primary.awaitStandbys(1);
                    creations.await(ACKNOWLEDGED);
                }
                primary.kill9();
                boolean isFirst = a.received() >= b.received();
                Replica next = isFirst ? a : b;
                Replica other = isFirst ? b : a;
                if (oneStandbyIsLeftBehind) {
                    assertThat(creations.lost(other.source()))
                            .as("what is lost where the other one takes over")
                            .isNotEmpty();
                }
                next.promote();
                other.follow(next);
                creations.await(ACKNOWLEDGED);
            });
            creations.assertKept(a.isPrimary() ? a.source() : b.source());
        }
    }
}
