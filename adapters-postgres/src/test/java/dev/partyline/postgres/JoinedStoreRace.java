package dev.partyline.postgres;

import dev.partyline.ports.UserRegistry;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hosts that call a registry in transactions of theirs. */
class JoinedStoreRace extends StoreRaces {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    JoinedStoreRace() {
        super(DATABASE);
    }

    @Override
    UserRegistry registry(DataSource source, SampleTenants tenants) {
        HostTransactions host = new HostTransactions(source);
        return host.each(UserRegistry.class, UserRegistry.of(PostgresUserStore.joined(host.joined()), tenants));
    }
}
