package dev.partyline.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server of the oldest version that is supported, started once. The build puts its binaries beside the classes. */
final class Postgres15 {
    private static final Path FOLDER = Path.of("target", "postgres-15");

    private static @Nullable EmbeddedPostgres running;

    private Postgres15() {}

    static synchronized String url() {
        try {
            if (running == null) {
                running = Server.durable()
                        .setPgBinaryResolver((system, machine) -> Files.newInputStream(binaries()))
                        .start();
            }
            return running.getJdbcUrl("postgres", "postgres");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Those of the machine that the build has chosen. */
    private static Path binaries() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txz"))
                    .findAny()
                    .orElseThrow();
        }
    }
}
