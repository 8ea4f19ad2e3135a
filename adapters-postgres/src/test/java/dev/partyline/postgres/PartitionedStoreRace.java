package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** On tables that are partitioned by hash. */
class PartitionedStoreRace extends StoreRaces {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.partitioned());

    PartitionedStoreRace() {
        super(DATABASE);
    }
}
