package dev.partyline.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Fresh databases: each is a schema of its own, with the migrations in it. */
final class Databases {
    private static final int CONNECTIONS = 20;
    private static final int SHORT_WAIT_MILLIS = 250;

    private static final Map<String, String> SERIALIZABLE =
            Map.of("options", "-c default_transaction_isolation=serializable");

    private Databases() {}

    /** A fresh one, as hosts have it. */
    static HikariDataSource fresh() {
        return fresh(Map.of(), migration());
    }

    /** A fresh one in which every transaction is serializable. */
    static HikariDataSource serializable() {
        return fresh(SERIALIZABLE, migration());
    }

    /**
     * A fresh one whose tables are partitioned by hash, of the tenant or, where that is no key of theirs, of the line
     * or the place.
     */
    static HikariDataSource partitioned() {
        return fresh(Map.of(), Partitioning.of(migration()));
    }

    /** A fresh one on PostgreSQL 15. */
    static HikariDataSource onPostgres15() {
        return fresh(Postgres15.url(), Map.of(), migration());
    }

    /** A fresh cell of a cluster: a schema that is on one of the workers. */
    static HikariDataSource cell() {
        return cell(Map.of());
    }

    /** A fresh cell of a cluster in which every transaction is serializable. */
    static HikariDataSource serializableCell() {
        return cell(SERIALIZABLE);
    }

    private static HikariDataSource cell(Map<String, String> properties) {
        HikariDataSource source = fresh(Citus.COORDINATOR.url(), properties, migration());
        execute(source, "SELECT citus_schema_distribute(current_schema()::regnamespace)");
        return source;
    }

    /** A fresh one on a cluster, for a big tenant: tables by tenant, and those of the pool in the metadata of Citus. */
    static HikariDataSource byTenant() {
        HikariDataSource source = fresh(Citus.COORDINATOR.url(), Map.of(), migration());
        execute(source, "SET citus.shard_count = 4;" + Citus.BY_TENANT);
        return source;
    }

    /** A fresh one through a pooler, which can't tell one schema from another: it is a database of its own. */
    static HikariDataSource through(PgBouncer pooler) {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        try (HikariDataSource admin = open(Server.url("postgres"), "public", Map.of())) {
            execute(admin, "CREATE DATABASE " + name);
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(pooler.url(name));
        PgBouncer.PROPERTIES.forEach(config::addDataSourceProperty);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        HikariDataSource source = new HikariDataSource(config);
        execute(source, migration());
        return source;
    }

    static HikariDataSource fresh(Map<String, String> properties, String migration) {
        return fresh(Server.url("postgres"), properties, migration);
    }

    static HikariDataSource fresh(String url, Map<String, String> properties, String migration) {
        String schema = "s" + UUID.randomUUID().toString().replace("-", "");
        try (HikariDataSource admin = open(url, "public", Map.of())) {
            execute(admin, "CREATE SCHEMA " + schema);
        }
        HikariDataSource source = open(url, schema, properties);
        execute(source, migration);
        return source;
    }

    /** Another pool of connections to the same database. */
    static HikariDataSource another(HikariDataSource source) {
        HikariConfig config = new HikariConfig();
        source.copyStateTo(config);
        config.setPoolName(null);
        return new HikariDataSource(config);
    }

    /** Connections of a client that does not wait long, whether there is a server yet or not. */
    static HikariDataSource impatient(String url) {
        HikariConfig config = config(url, "public", Map.of());
        config.setConnectionTimeout(SHORT_WAIT_MILLIS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Another pool of connections to the same database, of a client that does not wait long. */
    static HikariDataSource impatient(HikariDataSource source) {
        HikariConfig config = new HikariConfig();
        source.copyStateTo(config);
        config.setPoolName(null);
        config.setConnectionTimeout(SHORT_WAIT_MILLIS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    static HikariDataSource open(String url, String schema, Map<String, String> properties) {
        return new HikariDataSource(config(url, schema, properties));
    }

    private static HikariConfig config(String url, String schema, Map<String, String> properties) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setSchema(null);
        config.addDataSourceProperty("currentSchema", schema);
        config.addDataSourceProperty("logServerErrorDetail", "false");
        properties.forEach(config::addDataSourceProperty);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        return config;
    }

    static void execute(HikariDataSource source, String sql) {
        try (Connection connection = source.getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The first column of the first row. */
    static long number(HikariDataSource source, String sql) {
        try (Connection connection = source.getConnection();
                java.sql.Statement statement = connection.createStatement();
                java.sql.ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /**
     * Waits until a transaction waits for a lock that this process of the server holds, or the work has ended without.
     */
    static void awaitWhoWaitsFor(HikariDataSource source, int process, Future<?> work) {
        String waiting = "SELECT count(*) FROM pg_stat_activity WHERE " + process + " = ANY (pg_blocking_pids(pid))";
        while (number(source, waiting) == 0 && !work.isDone()) {
            Thread.onSpinWait();
        }
    }

    /** All migrations, in order. */
    static String migration() {
        return Migration.all().stream().map(Migration::sql).collect(Collectors.joining());
    }
}
