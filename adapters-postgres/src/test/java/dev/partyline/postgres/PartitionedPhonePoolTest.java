package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** On tables that are partitioned by hash. */
class PartitionedPhonePoolTest extends PostgresPhonePoolContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.partitioned());

    PartitionedPhonePoolTest() {
        super(DATABASE);
    }
}
