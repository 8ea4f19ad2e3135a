package dev.partyline.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.postgres.PostgresLines;
import dev.partyline.postgres.PostgresSchema;
import dev.partyline.postgres.PostgresUserStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.JdbcUserDetailsManager;

/**
 * Creates of new shared users through the registry on PostgreSQL, in turns with a bare insert and with what one might
 * do instead, through the same driver, pool and server.
 */
final class Postgres implements AutoCloseable {
    static final int TENANTS = 1_000;

    private static final int LINES = 1_000;
    private static final int FLYWAYS_CONNECTIONS = 2;
    private static final long FIRST_PHONE = 200_000_0000L;
    private static final GivenProfile ADA = new GivenProfile("Ada", "Lovelace", "ada@example.com");

    private static final String SPRING_TABLES = """
            CREATE TABLE users (username text PRIMARY KEY, password text NOT NULL, enabled boolean NOT NULL);
            CREATE TABLE authorities (username text NOT NULL REFERENCES users, authority text NOT NULL, UNIQUE (username, authority));
            """;

    private static final String LINES_MISCOUNTED = """
            SELECT count(*) FROM partyline_line l LEFT JOIN (SELECT line, count(*) AS users FROM partyline_user GROUP BY line) u USING (line)
            WHERE l.users <> coalesce(u.users, 0)
            """;
    private static final String QUOTAS_MISCOUNTED = """
            SELECT count(*) FROM partyline_quota q
            LEFT JOIN (SELECT tenant, kind, count(*) AS users FROM partyline_user WHERE counted GROUP BY tenant, kind) u
                USING (tenant, kind)
            WHERE q.users <> coalesce(u.users, 0)
            """;

    private final EmbeddedPostgres server;
    private final Turns turns = new Turns(FIRST_PHONE);
    private final AtomicLong created = new AtomicLong();
    private final List<Project> thousand = Stream.generate(Postgres::project)
            .map(Postgres::limited)
            .limit(TENANTS)
            .toList();
    private final List<Project> one = List.of(limited(project()));
    private final List<Project> unlimited = List.of(project());

    /** A server that keeps what it has acknowledged, which the library's own settings would not have it do. */
    private Postgres() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    static List<Row> measure() throws Exception {
        try (Postgres postgres = new Postgres()) {
            postgres.prepare();
            List<Row> rows = Stream.of(postgres.few(1), postgres.everything(), postgres.few(32))
                    .flatMap(List::stream)
                    .toList();
            postgres.check();
            return rows;
        }
    }

    private static Project project() {
        return Project.of(ProjectId.of(UUID.randomUUID().toString()).get());
    }

    private static Project limited(Project project) {
        return project.withMaxSharedUsers(10_000_000);
    }

    private void prepare() throws SQLException {
        try (HikariDataSource source = connections(FLYWAYS_CONNECTIONS)) {
            Flyway.configure()
                    .dataSource(source)
                    .locations(PostgresSchema.LOCATION)
                    .table(PostgresSchema.HISTORY_TABLE)
                    .load()
                    .migrate();
            new PostgresLines(source)
                    .offer(IntStream.range(0, LINES)
                            .mapToObj(i -> PoolLine.unlimited(
                                    Line.of("+1415555%04d".formatted(i)).get()))
                            .toList());
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(BareInsert.TABLE + NaiveCreate.TABLES + SPRING_TABLES);
            }
        }
    }

    private List<Row> few(int connections) throws Exception {
        try (HikariDataSource source = connections(connections)) {
            double[] rates = turns.perSecond(connections, List.of(new BareInsert(source), creates(source, thousand)));
            return List.of(against(
                    "bare INSERT",
                    "create, 1,000 tenants, %d at once".formatted(connections),
                    rates[1],
                    rates[0],
                    Goal.NONE));
        }
    }

    private List<Row> everything() throws Exception {
        int connections = 8;
        try (HikariDataSource source = connections(connections);
                HikariDataSource serializable = serializableConnections(connections)) {
            double[] rates = turns.perSecond(
                    connections,
                    List.of(
                            new BareInsert(source),
                            creates(source, thousand),
                            creates(source, one),
                            creates(source, unlimited),
                            springCreates(source),
                            NaiveCreate.withCounters(serializable),
                            NaiveCreate.counting(serializable)));
            String create = "create, 1,000 tenants, 8 at once";
            return List.of(
                    against("bare INSERT", create, rates[1], rates[0], Goal.ratioAtLeast(0.5)),
                    against("JdbcUserDetailsManager.createUser", create, rates[1], rates[4], Goal.atLeast(1, "more")),
                    against(
                            "four statements, SERIALIZABLE",
                            create,
                            rates[1],
                            rates[5],
                            Goal.atLeast(8, "8 times as fast")),
                    against(
                            "– counting users instead of counters",
                            create,
                            rates[1],
                            rates[6],
                            Goal.atLeast(8, "8 times as fast")),
                    against("bare INSERT", "create, one tenant with a limit, 8 at once", rates[2], rates[0], Goal.NONE),
                    against(
                            "bare INSERT",
                            "create, one tenant without a limit, 8 at once",
                            rates[3],
                            rates[0],
                            Goal.NONE));
        }
    }

    private static Row against(String floor, String work, double ours, double floors, Goal goal) {
        return Row.against(floor, "PostgreSQL: " + work, "/s", ours, floors, goal);
    }

    private Turns.Work creates(DataSource source, List<Project> projects) {
        UserRegistry registry =
                UserRegistry.of(PostgresUserStore.own(source), Tenants.of(projects.toArray(Tenant[]::new)));
        return (thread, number) -> {
            Project project = projects.get((int) (number % projects.size()));
            registry.create(NewSharedUser.of(project, "+1" + number, ADA).get()).get();
            created.incrementAndGet();
        };
    }

    private static Turns.Work springCreates(DataSource source) {
        JdbcUserDetailsManager users = new JdbcUserDetailsManager(source);
        return (thread, number) -> users.createUser(User.withUsername("+1" + number)
                .password("{noop}password")
                .authorities("USER")
                .build());
    }

    private HikariDataSource connections(int count) {
        return new HikariDataSource(config(count));
    }

    private HikariDataSource serializableConnections(int count) {
        HikariConfig config = config(count);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        return new HikariDataSource(config);
    }

    private HikariConfig config(int count) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.setMaximumPoolSize(count);
        return config;
    }

    /** That every create that was answered is a user, and that all counts are those of their users. */
    private void check() throws SQLException {
        require("SELECT count(*) FROM partyline_user", created.get());
        require("SELECT count(*) FROM partyline_phone_on_line", created.get());
        require(LINES_MISCOUNTED, 0);
        require(QUOTAS_MISCOUNTED, 0);
    }

    private void require(String sql, long expected) throws SQLException {
        try (HikariDataSource source = connections(1);
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            if (rows.getLong(1) != expected) {
                throw new IllegalStateException(rows.getLong(1) + " instead of " + expected + ": " + sql);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
