package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed under load, with no time to write anything down, and starts again, while its clients stay.
 * The system property {@code partyline.kills} says how often.
 */
@Tag("thorough")
class KilledServerTest {
    private static final int KILLS = Integer.getInteger("partyline.kills", 5);
    private static final int ACKNOWLEDGED = 150;

    private final Creations creations = new Creations();

    @Test
    void E6_whatIsAcknowledgedStaysAndWhatIsUnknownIsSettledByAskingAgain(@TempDir Path directory) throws Exception {
        int port = freePort();
        String url = "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
        try (HikariDataSource clients = Databases.impatient(url)) {
            for (int kill = 0; kill <= KILLS; kill++) {
                try (EmbeddedPostgres postgres = Server.durable()
                                .setDataDirectory(directory.resolve("data"))
                                .setCleanDataDirectory(false)
                                .setPort(port)
                                .start();
                        HikariDataSource source =
                                Databases.open(postgres.getJdbcUrl("postgres", "postgres"), "public", Map.of())) {
                    if (kill == 0) {
                        Databases.execute(source, Databases.migration());
                        new PostgresLines(source).offer(SampleTenants.pool(1_000_000));
                    }
                    creations.assertKept(source);
                    if (kill < KILLS) {
                        creations.during(clients, () -> {
                            creations.await(ACKNOWLEDGED);
                            Server.kill9(Server.postmaster(source));
                        });
                    }
                }
            }
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
