package dev.partyline.postgres;

/** Where the database is serializable. */
class SerializableStoreRace extends StoreRaces {
    SerializableStoreRace() {
        super(Databases.serializable());
    }
}
