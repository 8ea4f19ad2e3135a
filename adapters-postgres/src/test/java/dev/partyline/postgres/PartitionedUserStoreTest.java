package dev.partyline.postgres;

/** On tables that are partitioned by hash. */
class PartitionedUserStoreTest extends UserStoreBehaviour {
    PartitionedUserStoreTest() {
        super(Databases.partitioned());
    }
}
