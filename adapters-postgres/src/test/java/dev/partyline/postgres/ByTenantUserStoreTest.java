package dev.partyline.postgres;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a cluster, with tables by tenant. */
@Tag("citus")
class ByTenantUserStoreTest extends PostgresUserStoreContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.byTenant());

    ByTenantUserStoreTest() {
        super(DATABASE);
    }
}
