package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On the oldest version that is supported. */
class Postgres15PhonePoolTest extends PostgresPhonePoolContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.onPostgres15());

    Postgres15PhonePoolTest() {
        super(DATABASE);
    }

    @Test
    void itIsThatVersion() {
        assertThat(Databases.number(DATABASE.emptied(), "SHOW server_version_num") / 10_000)
                .isEqualTo(15);
    }
}
