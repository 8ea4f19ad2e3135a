/**
 * The durable adapter: a store with the lines in it, and a pool for the users of other stores, on PostgreSQL through a
 * {@link javax.sql.DataSource} of the host's.
 */
module dev.partyline.postgres {
    requires static transitive org.jspecify;
    requires transitive dev.partyline.ports;
    requires transitive java.sql;
    requires tools.jackson.core;

    exports dev.partyline.postgres;

    // For the tool that runs the migrations.
    opens dev.partyline.postgres.migration;
}
