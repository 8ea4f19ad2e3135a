package dev.partyline.postgres;

/** Where the database is partitioned. */
class PartitionedStoreRace extends StoreRaces {
    PartitionedStoreRace() {
        super(Databases.partitioned());
    }
}
