package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server of the tests, started once, that keeps what it has acknowledged. */
final class Server {
    private static final String GIVEN = System.getProperty("contract.jdbc.url", "");

    private static @Nullable EmbeddedPostgres running;

    private Server() {}

    /** A server that keeps what it has acknowledged: the library's own settings would not have it do so. */
    static EmbeddedPostgres.Builder durable() {
        return EmbeddedPostgres.builder()
                // Recovery takes a while where others are busy.
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                // A server that is killed can't remove its socket.
                .setServerConfig("unix_socket_directories", "");
    }

    /** The address of a database of this name, on the server given or on one that is started. */
    static synchronized String url(String database) {
        if (!GIVEN.isEmpty()) {
            return GIVEN;
        }
        try {
            if (running == null) {
                running = durable().start();
            }
            return running.getJdbcUrl("postgres", database);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The process that has started all others of the server. */
    static ProcessHandle postmaster(HikariDataSource source) {
        long backend = Databases.number(source, "SELECT pg_backend_pid()");
        return ProcessHandle.of(backend).orElseThrow().parent().orElseThrow();
    }

    /** The postmaster and every process that it has started are gone, with no time to write anything down. */
    static void kill9(ProcessHandle postmaster) {
        // One that it starts meanwhile would live on, and might wait for a lock of the dead for ever.
        signal("STOP", postmaster);
        postmaster.descendants().forEach(ProcessHandle::destroyForcibly);
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    /** By the shell's own {@code kill}: not every machine has another one. */
    static void signal(String name, ProcessHandle process) {
        try {
            int exit = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0 && process.isAlive()) {
                throw new IllegalStateException("kill -" + name + " ended with " + exit);
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Whether tests run on somebody else's server, which has but one database. */
    static boolean isGiven() {
        return !GIVEN.isEmpty();
    }
}
