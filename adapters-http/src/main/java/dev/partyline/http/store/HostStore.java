package dev.partyline.http.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.GroupCommit;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.PoolUse;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.postgres.PostgresLines;
import dev.partyline.postgres.PostgresUserStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** The store that a host works on, with the lines of its pool; closed after the last request. */
public final class HostStore implements AutoCloseable {
    /** As many requests are carried out at once: a database does no more with more. */
    public static final int CONNECTIONS = 16;

    /** How long a request waits for a connection before it is answered that the store is down. */
    private static final Duration CONNECTING = Duration.ofSeconds(3);

    /** How long the question whether the database answers may take. */
    private static final Duration ASKING = Duration.ofSeconds(1);

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private static final Pattern ADDRESS = Pattern.compile("jdbc:postgresql://[^/?]+/[^/?]+(\\?.*)?");

    /** Kept, because a logger that nobody keeps forgets its level. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private final UserStore users;
    private final Supplier<PoolUse> pool;
    private final boolean waits;
    private final BooleanSupplier ready;
    private final Runnable close;

    private HostStore(UserStore users, Supplier<PoolUse> pool, boolean waits, BooleanSupplier ready, Runnable close) {
        this.users = users;
        this.pool = pool;
        this.waits = waits;
        this.ready = ready;
        this.close = close;
    }

    /** Whether the text is the address of a database on a PostgreSQL. Nothing is asked there. */
    public static boolean isAddress(String text) {
        // The driver logs what it cannot read, with the password in it.
        DRIVER.setLevel(Level.OFF);
        try {
            return ADDRESS.matcher(text).matches()
                    && DriverManager.getDriver(text).acceptsURL(text);
        } catch (SQLException notUnderstood) {
            return false;
        }
    }

    /** A store in memory. */
    public static HostStore inMemory(List<PoolLine> pool) {
        InMemoryPhonePool lines = InMemoryPhonePool.of(pool);
        return new HostStore(InMemoryUserStore.withLines(lines), lines::use, false, () -> true, () -> {});
    }

    /**
     * A store in a database. Its tables are brought up to date, and the pool's lines are the ones that take new users
     * from then on: others that are there keep the users that they have.
     *
     * @param database a PostgreSQL
     * @param silence how long a statement may take; a connection that is silent for longer is given up
     * @throws IOException if it can't be reached or brought up to date; the message names the cause, and no password
     */
    public static HostStore postgres(
            DatabaseAccess database, List<PoolLine> pool, Duration silence, MeterRegistry meters) throws IOException {
        HikariDataSource source = upToDate(database, silence, meters);
        try {
            new PostgresLines(source).offer(pool);
        } catch (UnavailableException failure) {
            source.close();
            throw new IOException("the lines of the pool cannot be offered: " + failure.getMessage());
        }
        return postgres(database, source);
    }

    /** The same, with the lines that it has. It takes no changes as long as its keys are of another plan (V16). */
    public static HostStore postgresWithItsLines(DatabaseAccess database, Duration silence, MeterRegistry meters)
            throws IOException {
        return postgres(database, upToDate(database, silence, meters));
    }

    private static HostStore postgres(DatabaseAccess database, HikariDataSource source) {
        UserStore users = PostgresUserStore.own(source);
        return new HostStore(
                database.groupCommit() ? GroupCommit.over(users) : users,
                new PostgresLines(source)::use,
                true,
                () -> takesChanges(source),
                source::close);
    }

    private static HikariDataSource upToDate(DatabaseAccess database, Duration silence, MeterRegistry meters)
            throws IOException {
        new StartOfDatabase(database).check();
        return new HikariDataSource(connections(database, silence, meters));
    }

    private static HikariConfig connections(DatabaseAccess database, Duration silence, MeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        database.properties().forEach(config::addDataSourceProperty);
        config.setPoolName("store");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECTING.toMillis());
        config.setValidationTimeout(ASKING.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        // What violates a constraint is a phone or an email, which PostgreSQL would quote.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("connectTimeout", CONNECTING.toSeconds());
        config.addDataSourceProperty("socketTimeout", silence.toSeconds());
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // A pooler would give the settings of a connection to other clients.
        if (!database.pooler()) {
            config.setConnectionInitSql(timeouts(silence));
        }
        return config;
    }

    /** The server gives up before the connection is given up: then it is known that nothing happened. */
    private static String timeouts(Duration silence) {
        long statement = silence.toMillis() * 4 / 5;
        long lock = silence.toMillis() / 2;
        return "SET statement_timeout = " + statement + "; SET lock_timeout = " + lock;
    }

    private static boolean takesChanges(HikariDataSource source) {
        try (Connection connection = source.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, (int) ASKING.toMillis());
            try (Statement statement = connection.createStatement();
                    ResultSet isReadOnly = statement.executeQuery(
                            "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean")) {
                return isReadOnly.next() && !isReadOnly.getBoolean(1);
            }
        } catch (SQLException down) {
            return false;
        }
    }

    /** The users, and the lines that they get. */
    public UserStore users() {
        return users;
    }

    /** How much of the pool is used now. */
    public PoolUse pool() {
        return pool.get();
    }

    /** Whether its calls may have to wait. */
    public boolean waits() {
        return waits;
    }

    /** Whether it takes changes now. Takes as long as a connection does to come or to fail. */
    public boolean isReady() {
        return ready.getAsBoolean();
    }

    /** Closes it, and does not wait for connections that are silent. */
    @Override
    public void close() {
        Thread closing = new Thread(close, "close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
