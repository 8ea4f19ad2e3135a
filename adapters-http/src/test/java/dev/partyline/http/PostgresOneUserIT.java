package dev.partyline.http;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;

/** The same with the users in a database. */
class PostgresOneUserIT extends OneUserIT {
    private final EmbeddedPostgres postgres;

    PostgresOneUserIT() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @Override
    String store() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @AfterAll
    void stopPostgres() throws IOException {
        postgres.close();
    }
}
