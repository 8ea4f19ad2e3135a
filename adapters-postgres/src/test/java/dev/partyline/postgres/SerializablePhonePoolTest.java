package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Where every transaction is serializable. */
class SerializablePhonePoolTest extends PostgresPhonePoolContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.serializable());

    SerializablePhonePoolTest() {
        super(DATABASE);
    }
}
