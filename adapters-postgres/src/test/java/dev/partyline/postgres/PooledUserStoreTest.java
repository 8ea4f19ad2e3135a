package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.GroupCommit;
import dev.partyline.ports.driven.UserStore;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Through a pooler that gives each transaction another connection, for callers who share a commit. */
@Tag("thorough")
class PooledUserStoreTest extends PostgresUserStoreContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.through(PgBouncer.running()));

    PooledUserStoreTest() {
        super(DATABASE);
    }

    @Override
    protected UserStore newStore(Map<Line, Integer> capacities) {
        HikariDataSource source = DATABASE.emptied();
        new PostgresLines(source).offer(SharedDatabase.lines(capacities));
        return GroupCommit.over(PostgresUserStore.own(source));
    }

    @Override
    protected UserStore another(UserStore store) {
        return GroupCommit.over(PostgresUserStore.own(DATABASE.another()));
    }
}
