package dev.partyline.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The server of the tests, started once, that keeps what it has acknowledged. */
final class Server {
    private static final String GIVEN = System.getProperty("contract.jdbc.url", "");

    private static @Nullable EmbeddedPostgres running;

    private Server() {}

    /** A server with the settings that a database has which is to keep what it has acknowledged: the library's are others. */
    static EmbeddedPostgres.Builder durable() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
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

    /** Whether tests run on somebody else's server, which has but one database. */
    static boolean isGiven() {
        return !GIVEN.isEmpty();
    }
}
