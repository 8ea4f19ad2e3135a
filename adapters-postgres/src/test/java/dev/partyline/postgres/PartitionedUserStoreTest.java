package dev.partyline.postgres;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On tables that are partitioned by hash. */
@Tag("databases")
class PartitionedUserStoreTest extends PostgresUserStoreContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.partitioned());

    PartitionedUserStoreTest() {
        super(DATABASE);
    }
}
