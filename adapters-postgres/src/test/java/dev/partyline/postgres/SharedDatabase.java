package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.ports.driven.PoolLine;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database for all tests of a class, one after the other. A schema for each would take longer than most of them do.
 */
final class SharedDatabase implements BeforeAllCallback, AfterAllCallback {
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+) \\(");

    /** Beside which {@code TRUNCATE} is slow: it makes every file of every table anew. */
    private static final String EMPTY = TABLE.matcher(Databases.migration())
            .results()
            .map(table -> "DELETE FROM " + table.group(1) + ";")
            .collect(Collectors.joining());

    private static final String ADOPT_PLAN = "SELECT partyline_adopt_plan(" + NumberingPlan.NUMBER + ")";

    private final Function<ExtensionContext, HikariDataSource> fresh;
    private HikariDataSource source = new HikariDataSource();
    private HikariDataSource another = new HikariDataSource();

    /** What makes it, once the tests begin. */
    SharedDatabase(Function<ExtensionContext, HikariDataSource> fresh) {
        this.fresh = fresh;
    }

    @Override
    public void beforeAll(ExtensionContext tests) {
        source = fresh.apply(tests);
        another = Databases.another(source);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        another.close();
        source.close();
    }

    /** With nothing in it. */
    HikariDataSource emptied() {
        Databases.execute(source, EMPTY);
        // In a transaction of its own: Citus makes no function after rows of several shards.
        Databases.execute(source, ADOPT_PLAN);
        return source;
    }

    /** The same, as another process has it: with connections of its own. */
    HikariDataSource another() {
        return another;
    }

    /** Lines as the contracts have them. */
    static List<PoolLine> lines(Map<Line, Integer> capacities) {
        return capacities.entrySet().stream()
                .map(line -> new PoolLine(line.getKey(), line.getValue()))
                .toList();
    }
}
