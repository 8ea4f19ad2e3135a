package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.tenant.Project;
import dev.partyline.ports.UserRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A host with a table of its own, a store that joins its transactions, and what it calls on its connections written
 * down.
 */
abstract class SpringHost {
    final HikariDataSource source;
    final HostTransactions transactions;
    final JdbcTemplate host;
    final Recorder recorder = new Recorder();
    final SampleTenants tenants;
    final PostgresUserStore store;
    final UserRegistry joined;
    final UserRegistry own;

    SpringHost(SharedDatabase database, UnaryOperator<Project> choices) {
        tenants = new SampleTenants(choices);
        source = database.emptied();
        transactions = new HostTransactions(source);
        host = transactions.host();
        store = PostgresUserStore.joined(recorder.recorded(transactions.joined()));
        joined = over(store);
        own = over(PostgresUserStore.own(source));
        Databases.execute(source, "DELETE FROM host_row");
        new PostgresLines(source).offer(SampleTenants.pool(100));
    }

    /** With the host's table in it. */
    static SharedDatabase database() {
        return new SharedDatabase(tests -> {
            HikariDataSource source = Databases.fresh();
            Databases.execute(source, "CREATE TABLE host_row (id integer PRIMARY KEY)");
            return source;
        });
    }

    final UserRegistry over(PostgresUserStore users) {
        return UserRegistry.of(users, tenants);
    }

    /** Something that the host does in the transaction that is open. */
    final void writeRow(int id) {
        host.update("INSERT INTO host_row VALUES (?)", id);
    }

    /** The server's process for the transaction that is open. */
    final int backend() {
        return transactions.backend();
    }

    final long rows() {
        return Databases.number(source, "SELECT count(*) FROM host_row");
    }

    /** What is committed: the rows by table, and the plan. */
    final Map<String, List<String>> contents() {
        JdbcTemplate outside = new JdbcTemplate(source);
        Map<String, List<String>> contents = new TreeMap<>();
        outside.queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
                        String.class)
                .forEach(table -> contents.put(
                        table, outside.queryForList("SELECT t::text FROM " + table + " t ORDER BY 1", String.class)));
        contents.put("plan", outside.queryForList("SELECT partyline_plan()::text", String.class));
        return contents;
    }
}
