package dev.partyline.postgres;

import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.UserStore;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store that joins the host's transactions: each call in one. */
@Tag("thorough")
class JoinedUserStoreTest extends PostgresUserStoreContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    JoinedUserStoreTest() {
        super(DATABASE);
    }

    @Override
    protected UserStore newStore(Map<Line, Integer> capacities) {
        DataSource source = DATABASE.emptied();
        new PostgresLines(source).offer(SharedDatabase.lines(capacities));
        return joined(source);
    }

    @Override
    protected UserStore another(UserStore store) {
        return joined(DATABASE.another());
    }

    private static UserStore joined(DataSource source) {
        HostTransactions host = new HostTransactions(source);
        return host.each(UserStore.class, PostgresUserStore.joined(host.joined()));
    }
}
