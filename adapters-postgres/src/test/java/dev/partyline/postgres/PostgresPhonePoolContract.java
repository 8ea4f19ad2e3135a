package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.testkit.contract.PhonePoolContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** The contract of every pool; half of the racers come from another pool of connections. */
abstract class PostgresPhonePoolContract extends PhonePoolContract {
    private final SharedDatabase database;
    private InstantSource clock = InstantSource.system();
    private Duration lease = PostgresPhonePool.DEFAULT_LEASE;

    PostgresPhonePoolContract(SharedDatabase database) {
        this.database = database;
    }

    @Override
    protected PhonePool newPool(Map<Line, Integer> capacities, InstantSource clock, Duration lease) {
        this.clock = clock;
        this.lease = lease;
        HikariDataSource source = database.emptied();
        new PostgresLines(source).offer(SharedDatabase.lines(capacities));
        return new PostgresPhonePool(source, clock, lease);
    }

    @Override
    protected PhonePool another(PhonePool pool) {
        return new PostgresPhonePool(database.another(), clock, lease);
    }

    /** Lines of one level are alike to it. */
    @Override
    protected int spread() {
        return 3;
    }

    @Override
    protected int rounds() {
        return 5;
    }
}
