package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Where every transaction is serializable. */
class SerializableStoreRace extends StoreRaces {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.serializable());

    SerializableStoreRace() {
        super(DATABASE);
    }
}
