package dev.partyline.postgres;

/** Where the database is fresh. */
class PlainStoreRace extends StoreRaces {
    PlainStoreRace() {
        super(Databases.fresh());
    }
}
