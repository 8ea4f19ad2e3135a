package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** On tables as the migrations make them. */
class PostgresPhonePoolTest extends PostgresPhonePoolContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    PostgresPhonePoolTest() {
        super(DATABASE);
    }
}
