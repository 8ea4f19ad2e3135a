package dev.partyline.postgres;

import dev.partyline.ports.GroupCommit;
import dev.partyline.ports.UserRegistry;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two hosts, in each of which callers who come at the same moment share a commit. */
class GroupedStoreRace extends StoreRaces {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    GroupedStoreRace() {
        super(DATABASE);
    }

    @Override
    UserRegistry registry(DataSource source, SampleTenants there) {
        return UserRegistry.of(GroupCommit.over(PostgresUserStore.own(source)), there);
    }
}
