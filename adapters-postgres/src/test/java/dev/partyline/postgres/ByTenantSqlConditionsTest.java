package dev.partyline.postgres;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a cluster, with tables by tenant. */
@Tag("citus")
class ByTenantSqlConditionsTest extends SqlConditions {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.byTenant());

    ByTenantSqlConditionsTest() {
        super(DATABASE);
    }

    @Override
    boolean admitsTogether() {
        return false;
    }
}
