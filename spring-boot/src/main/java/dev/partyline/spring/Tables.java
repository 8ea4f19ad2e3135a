package dev.partyline.spring;

import dev.partyline.postgres.PostgresSchema;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The tables of the adapter, ready for use. Whoever uses them gets the source of connections from here, and so cannot
 * come too early.
 *
 * @param source gives the connection of the transaction that is open, if there is one
 */
record Tables(DataSource source) {
    private static final String TAKES_CHANGES =
            "SELECT NOT (pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean)";

    /**
     * Brought up to date, with a history of their own. This Flyway is no bean: if there were one, Boot would not make
     * that of the application.
     */
    static Tables migrated(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations(PostgresSchema.LOCATION)
                .table(PostgresSchema.HISTORY_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion(PostgresSchema.BASELINE_VERSION)
                .load()
                .migrate();
        return asTheyAre(source);
    }

    static Tables asTheyAre(DataSource source) {
        return new Tables(new TransactionAwareDataSourceProxy(source));
    }

    /** False on a standby, and if transactions are read-only: then every create would fail. */
    boolean takeChanges() {
        return Boolean.TRUE.equals(new JdbcTemplate(source).queryForObject(TAKES_CHANGES, Boolean.class));
    }
}
