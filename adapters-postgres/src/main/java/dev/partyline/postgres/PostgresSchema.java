package dev.partyline.postgres;

/**
 * Where the tables and functions of this adapter are, for Flyway or any other tool that runs SQL files. If you use
 * Flyway for tables of your own as well, run it twice: each owner has its own history.
 *
 * <pre>{@code
 * Flyway.configure()
 *         .dataSource(dataSource)
 *         .locations(PostgresSchema.LOCATION)
 *         .table(PostgresSchema.HISTORY_TABLE)
 *         .baselineOnMigrate(true)
 *         .baselineVersion(PostgresSchema.BASELINE_VERSION)
 *         .load()
 *         .migrate();
 * }</pre>
 */
public final class PostgresSchema {
    /** The folder of the SQL files on the class path. */
    public static final String LOCATION = "classpath:dev/partyline/postgres/migration";

    /** The table in which Flyway keeps which of these files it has run. */
    public static final String HISTORY_TABLE = "partyline_schema_history";

    /**
     * The version from which Flyway starts in a schema that has other tables. Both owners of such a schema need it,
     * with {@code baselineOnMigrate}: else Flyway refuses the schema, or takes its owner's first file for one that it
     * has run.
     */
    public static final String BASELINE_VERSION = "0";

    private PostgresSchema() {}
}
