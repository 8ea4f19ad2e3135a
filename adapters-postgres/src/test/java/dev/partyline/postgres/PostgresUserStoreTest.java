package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** On tables as the migrations make them. */
class PostgresUserStoreTest extends PostgresUserStoreContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    PostgresUserStoreTest() {
        super(DATABASE);
    }
}
