package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.testkit.contract.AllocatingUserStoreContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of every store with lines, on one database that each test finds empty; half of the racers come from another pool. */
class PostgresUserStoreTest extends AllocatingUserStoreContract {
    private static HikariDataSource source = new HikariDataSource();
    private static HikariDataSource another = new HikariDataSource();

    @BeforeAll
    static void open() {
        source = Databases.fresh();
        another = Databases.another(source);
    }

    @AfterAll
    static void close() {
        another.close();
        source.close();
    }

    @Override
    protected AllocatingUserStore newStore(Map<Line, Integer> capacities) {
        Databases.execute(source, """
                TRUNCATE partyline_user, partyline_key, partyline_phone_on_line, partyline_former, partyline_quota,
                    partyline_answer, partyline_settled_place, partyline_line
                """);
        new PostgresLines(source)
                .offer(capacities.entrySet().stream()
                        .map(line -> new PoolLine(line.getKey(), line.getValue()))
                        .toList());
        return new PostgresUserStore(source);
    }

    @Override
    protected AllocatingUserStore another(AllocatingUserStore store) {
        return new PostgresUserStore(another);
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
