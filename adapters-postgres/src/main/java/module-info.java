/**
 * The durable adapter: a store with the lines in it, and a pool for the users of other stores, on PostgreSQL through a
 * {@link javax.sql.DataSource} of the host's.
 */
module dev.partyline.postgres {
    requires static transitive org.jspecify;
    requires transitive dev.partyline.ports;
    requires transitive java.sql;
    requires tools.jackson.databind;

    exports dev.partyline.postgres;

    // Migrations are found by whoever runs them.
    opens db.migration;
}
