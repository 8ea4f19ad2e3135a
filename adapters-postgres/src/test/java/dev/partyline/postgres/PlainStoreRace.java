package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** On tables as the migrations make them. */
class PlainStoreRace extends StoreRaces {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    PlainStoreRace() {
        super(DATABASE);
    }
}
