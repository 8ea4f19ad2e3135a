package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** On the oldest version that is supported. */
class Postgres15StoreRace extends StoreRaces {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.onPostgres15());

    Postgres15StoreRace() {
        super(DATABASE);
    }
}
