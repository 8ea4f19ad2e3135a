package dev.partyline.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.GroupCommit;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.Verdict;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.postgres.PostgresLines;
import dev.partyline.postgres.PostgresSchema;
import dev.partyline.postgres.PostgresUserStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
    private static final long FIRST_PHONE_OF_RUNS = 700_000_0000L;
    private static final int ROWS = 1_000;
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
    private final AtomicLong rowNumbers = new AtomicLong(FIRST_PHONE_OF_RUNS);
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
            List<Row> rows = Stream.of(
                            postgres.callers(1, 0.6, Goal.NONE),
                            postgres.callers(8, 0.9, Goal.ratioAtLeast(0.8)),
                            postgres.callers(32, 1.0, Goal.ratioAtLeast(1.0)),
                            postgres.runs(),
                            postgres.others())
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

    /**
     * One caller, or many: through a group commit, and as single calls beside it.
     *
     * @param asked of a create in one of 1,000 tenants, and of one in one tenant
     */
    private List<Row> callers(int connections, double asked, Goal askedOfOne) throws Exception {
        try (HikariDataSource source = connections(connections)) {
            double[] rates = turns.perSecond(
                    connections,
                    List.of(
                            new BareInsert(source),
                            creates(grouped(source), thousand),
                            creates(PostgresUserStore.own(source), thousand),
                            creates(grouped(source), one)));
            String work = "create, %s, %d at once".formatted("%s", connections);
            return List.of(
                    against(
                            "bare INSERT",
                            work.formatted("1,000 tenants"),
                            rates[1],
                            rates[0],
                            Goal.ratioAtLeast(asked)),
                    against(
                            "bare INSERT",
                            work.formatted("1,000 tenants, no group commit"),
                            rates[2],
                            rates[0],
                            Goal.NONE),
                    against("bare INSERT", work.formatted("one tenant with a limit"), rates[3], rates[0], askedOfOne));
        }
    }

    /** Runs, each of which one caller makes, beside a floor of eight callers. */
    private List<Row> runs() throws Exception {
        int connections = 8;
        try (HikariDataSource source = connections(connections)) {
            double floor = turns.perSecond(connections, List.of(new BareInsert(source)))[0];
            double[] rates = turns.perSecond(
                    1,
                    List.of(runs(PostgresUserStore.own(source), thousand), runs(PostgresUserStore.own(source), one)));
            return List.of(
                    against(
                            "bare INSERT, 8 at once",
                            "rows of a run, 1,000 tenants",
                            rates[0] * ROWS,
                            floor,
                            Goal.ratioAtLeast(1.5)),
                    against(
                            "bare INSERT, 8 at once",
                            "rows of a run, one tenant with a limit",
                            rates[1] * ROWS,
                            floor,
                            Goal.ratioAtLeast(1.5)));
        }
    }

    private List<Row> others() throws Exception {
        int connections = 8;
        try (HikariDataSource source = connections(connections);
                HikariDataSource serializable = serializableConnections(connections)) {
            double[] rates = turns.perSecond(
                    connections,
                    List.of(
                            creates(grouped(source), thousand),
                            creates(grouped(source), unlimited),
                            springCreates(source),
                            NaiveCreate.withCounters(serializable),
                            NaiveCreate.counting(serializable)));
            String create = "create, 1,000 tenants, 8 at once";
            return List.of(
                    against("JdbcUserDetailsManager.createUser", create, rates[0], rates[2], Goal.atLeast(1, "more")),
                    against(
                            "four statements, SERIALIZABLE",
                            create,
                            rates[0],
                            rates[3],
                            Goal.atLeast(8, "8 times as fast")),
                    against(
                            "– counting users instead of counters",
                            create,
                            rates[0],
                            rates[4],
                            Goal.atLeast(8, "8 times as fast")),
                    against(
                            "itself, 1,000 tenants with limits",
                            "create, one tenant without a limit, 8 at once",
                            rates[1],
                            rates[0],
                            Goal.NONE));
        }
    }

    private static Row against(String floor, String work, double ours, double floors, Goal goal) {
        return Row.against(floor, "PostgreSQL: " + work, "/s", ours, floors, goal);
    }

    private static UserStore grouped(DataSource source) {
        return GroupCommit.over(PostgresUserStore.own(source));
    }

    private Turns.Work creates(UserStore store, List<Project> projects) {
        UserRegistry registry = UserRegistry.of(store, Tenants.of(projects.toArray(Tenant[]::new)));
        return (thread, number) -> {
            registry.create(request(projects, number)).get();
            created.incrementAndGet();
        };
    }

    private static NewSharedUser request(List<Project> projects, long number) {
        Project project = projects.get((int) (number % projects.size()));
        return NewSharedUser.of(project, "+1" + number, ADA).get();
    }

    /** Each call is a run of so many rows. */
    private Turns.Work runs(UserStore store, List<Project> projects) {
        UserRegistry registry = UserRegistry.of(store, Tenants.of(projects.toArray(Tenant[]::new)));
        return (thread, number) -> {
            Iterator<NewSharedUser> rows = LongStream.generate(rowNumbers::getAndIncrement)
                    .limit(ROWS)
                    .mapToObj(row -> request(projects, row))
                    .iterator();
            Iterator<Verdict<SharedUserRefusal, SharedUser>> verdicts = registry.createAll(Run.unnamed(), rows);
            while (verdicts.hasNext()) {
                verdicts.next().answer().get();
                created.incrementAndGet();
            }
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
