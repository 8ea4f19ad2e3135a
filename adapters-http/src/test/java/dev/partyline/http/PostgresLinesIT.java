package dev.partyline.http;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The same with the users and the lines in a database, each host with one of its own. */
@Tag("thorough")
class PostgresLinesIT extends LinesIT {
    private final EmbeddedPostgres postgres;

    PostgresLinesIT() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @Override
    String store() throws Exception {
        return Databases.fresh(postgres);
    }

    @AfterAll
    void stopPostgres() throws IOException {
        postgres.close();
    }
}
