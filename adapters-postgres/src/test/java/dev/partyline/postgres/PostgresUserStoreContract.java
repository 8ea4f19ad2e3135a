package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.StoreWithLinesContract;
import java.util.Map;

/** The contract of every store with lines; half of the racers come from another pool of connections. */
abstract class PostgresUserStoreContract extends StoreWithLinesContract {
    private final SharedDatabase database;

    PostgresUserStoreContract(SharedDatabase database) {
        this.database = database;
    }

    @Override
    protected UserStore newStore(Map<Line, Integer> capacities) {
        HikariDataSource source = database.emptied();
        new PostgresLines(source).offer(SharedDatabase.lines(capacities));
        return PostgresUserStore.own(source);
    }

    @Override
    protected UserStore another(UserStore store) {
        return PostgresUserStore.own(database.another());
    }

    /** Lines of one level are alike to it. */
    @Override
    protected int spread() {
        return 3;
    }

    @Override
    public int rounds() {
        return 3;
    }
}
