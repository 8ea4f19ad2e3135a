package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On the oldest version that is supported. */
@Tag("databases")
class Postgres15UserStoreTest extends PostgresUserStoreContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.onPostgres15());

    Postgres15UserStoreTest() {
        super(DATABASE);
    }

    @Test
    void itIsThatVersion() {
        assertThat(Databases.number(DATABASE.emptied(), "SHOW server_version_num") / 10_000)
                .isEqualTo(15);
    }
}
