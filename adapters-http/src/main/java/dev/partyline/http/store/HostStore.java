package dev.partyline.http.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.postgres.PostgresLines;
import dev.partyline.postgres.PostgresSchema;
import dev.partyline.postgres.PostgresUserStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The store that a host works on, with the lines of its pool; closed after the last request. */
public final class HostStore implements AutoCloseable {
    /** As many requests as are carried out at once: a database does no more with more. */
    private static final int CONNECTIONS = 16;

    /** How long a request waits for a connection before it is answered that the store is down. */
    private static final int LONGEST_WAIT_MILLIS = 5_000;

    private final UserStore users;
    private final Runnable close;

    private HostStore(UserStore users, Runnable close) {
        this.users = users;
        this.close = close;
    }

    /**
     * The store at the address, or in memory where there is none. In a database, tables are brought up to date, and the
     * pool's lines are the ones that take new users from then on: others that are there keep the users that they have.
     *
     * @param jdbcUrl the address of a PostgreSQL
     * @throws IOException if it can't be reached or brought up to date; the message tells no part of the address
     */
    public static HostStore open(Optional<String> jdbcUrl, List<PoolLine> pool) throws IOException {
        return jdbcUrl.isEmpty() ? inMemory(pool) : postgres(jdbcUrl.get(), pool);
    }

    private static HostStore inMemory(List<PoolLine> pool) {
        return new HostStore(InMemoryUserStore.withLines(InMemoryPhonePool.of(pool)), () -> {});
    }

    private static HostStore postgres(String jdbcUrl, List<PoolLine> pool) throws IOException {
        HikariDataSource source;
        try {
            source = new HikariDataSource(connections(jdbcUrl));
        } catch (RuntimeException unreachable) {
            throw new IOException("the database cannot be reached");
        }
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations(PostgresSchema.LOCATION)
                    .table(PostgresSchema.HISTORY_TABLE)
                    .baselineOnMigrate(true)
                    .baselineVersion(PostgresSchema.BASELINE_VERSION)
                    .load()
                    .migrate();
            new PostgresLines(source).offer(pool);
            return new HostStore(PostgresUserStore.own(source), source::close);
        } catch (FlywayException | UnavailableException failure) {
            source.close();
            throw new IOException("the database cannot be brought up to date");
        }
    }

    private static HikariConfig connections(String jdbcUrl) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setPoolName("store");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
        // What violates a constraint is a phone or an email, which PostgreSQL would quote.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return config;
    }

    /** The users, and the lines that they get. */
    public UserStore users() {
        return users;
    }

    @Override
    public void close() {
        close.run();
    }
}
