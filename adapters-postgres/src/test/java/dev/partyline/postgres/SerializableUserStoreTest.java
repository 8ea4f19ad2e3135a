package dev.partyline.postgres;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where every transaction is serializable. */
@Tag("databases")
class SerializableUserStoreTest extends PostgresUserStoreContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.serializable());

    SerializableUserStoreTest() {
        super(DATABASE);
    }
}
