package dev.partyline.http;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The same with the users in a database. */
@Tag("thorough")
class PostgresBulkIT extends BulkIT {
    private final EmbeddedPostgres postgres;

    PostgresBulkIT() throws IOException {
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
