package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host whose database does not answer any more, or takes no changes. */
@Timeout(120)
class SilentDatabaseIT {
    private final EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
    private final SilentProxy proxy = new SilentProxy(postgres.getPort());
    private final HostProcess process;
    private final StartedHost host;

    SilentDatabaseIT() throws Exception {
        process = HostProcess.start(
                Map.of(
                        "JDK_JAVA_OPTIONS",
                        "-Dpartyline.database-time=PT2S",
                        "PARTYLINE_STORE",
                        "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(proxy.port())),
                List.of("--port", "0", "--demo"));
        String line = process.out()
                .await(text -> text.startsWith("listening on "))
                .orElseThrow(() -> new AssertionError("It does not listen: " + process.end()));
        host = new StartedHost(process, line.substring("listening on ".length()));
    }

    @AfterEach
    void stop() throws Exception {
        process.kill();
        proxy.close();
        postgres.close();
    }

    @Test
    void aSilentDatabaseMakesItUnreadyAndNotDeadAndItRecoversByItself() throws Exception {
        assertThat(health()).isEqualTo(200);

        proxy.fallSilent();
        await(503);
        assertThat(host.call("GET", "/livez").status()).isEqualTo(200);

        proxy.speak();
        await(200);
    }

    @Test
    void aDatabaseThatTakesNoChangesMakesItUnready() throws Exception {
        readOnly("on");
        await(503);
        assertThat(host.call("GET", "/livez").status()).isEqualTo(200);

        readOnly("off");
        await(200);
    }

    @Test
    void aSilentDatabaseDoesNotKeepItFromEnding() throws Exception {
        proxy.fallSilent();
        await(503);

        assertThat(host.stop().status()).isIn(0, 143);
    }

    private int health() throws Exception {
        return host.call("GET", "/healthz").status();
    }

    private void await(int status) throws Exception {
        while (health() != status) {
            Thread.onSpinWait();
        }
    }

    private void readOnly(String setting) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET default_transaction_read_only = " + setting);
            statement.execute("SELECT pg_reload_conf()");
        }
    }
}
