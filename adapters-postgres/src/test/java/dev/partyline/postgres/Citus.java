package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The nodes of the cluster that {@code scripts/citus} has started. Each may be killed, and started again. */
enum Citus {
    COORDINATOR,
    WORKER_1,
    WORKER_2;

    /** The statements of docs/cluster.md that distribute tables by tenant. */
    static final String BY_TENANT = statements("create_distributed_table");

    private static final String FOLDER = System.getProperty("partyline.citus", "");

    /** The block of that page with this function in it. */
    private static String statements(String function) {
        try {
            return Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(CopiedSources.ROOT.resolve("docs/cluster.md")))
                    .results()
                    .map(block -> block.group(1))
                    .filter(block -> block.contains(function))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The folder of the cluster. */
    private static Path folder() {
        if (FOLDER.isEmpty()) {
            throw new IllegalStateException("scripts/citus runs these tests: they want a cluster");
        }
        return Path.of(FOLDER);
    }

    private String node() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int port() {
        try {
            return Integer.parseInt(
                    Files.readString(folder().resolve(node() + ".port")).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Its database. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=postgres";
    }

    /** The worker that has the first shard of the users of this database. */
    static Citus ofUsers(HikariDataSource source) {
        long port = Databases.number(
                source,
                "SELECT p.nodeport FROM pg_dist_shard s JOIN pg_dist_shard_placement p ON p.shardid = s.shardid"
                        + " WHERE s.logicalrelid = 'partyline_user'::regclass ORDER BY s.shardid");
        return port == WORKER_1.port() ? WORKER_1 : WORKER_2;
    }

    /** Connections to it as an administrator. */
    HikariDataSource admin() {
        return Databases.open(url(), "public", Map.of());
    }

    /** With no time to write anything down. */
    void kill9() {
        try (HikariDataSource admin = admin()) {
            Server.kill9(Server.postmaster(admin));
        }
    }

    /** After it was killed; returns once it answers. */
    void start() {
        try {
            int exit = new ProcessBuilder(folder().resolve("start").toString(), node())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(node() + " was not started: " + exit);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** What it has logged, and all that it had logged before. */
    String log() {
        try {
            return Files.readString(folder().resolve(node()).resolve("log.txt"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
