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
import dev.partyline.domain.value.RunName;
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
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
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
            Callers one = postgres.callers(1);
            Callers two = postgres.callers(2);
            Callers four = postgres.callers(4);
            Callers eight = postgres.callers(8);
            Callers sixteen = postgres.callers(16);
            Callers many = postgres.callers(32);
            List<Row> rows = Stream.of(
                            one.rows(0.6, Goal.NONE),
                            eight.rows(0.9, Goal.ratioAtLeast(0.8)),
                            many.rows(1.0, Goal.ratioAtLeast(1.0)),
                            postgres.runs(),
                            postgres.others())
                    .flatMap(List::stream)
                    .toList();
            postgres.check();
            Report.write("callers.svg", Callers.picture(List.of(one, two, four, eight, sixteen, many)));
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

    /** So many callers, each with a connection: the insert and creates. */
    private Callers callers(int connections) throws Exception {
        try (HikariDataSource source = connections(connections)) {
            double[] rates = turns.perSecond(
                    connections,
                    List.of(
                            new BareInsert(source),
                            creates(grouped(source), thousand),
                            creates(PostgresUserStore.own(source), thousand),
                            creates(grouped(source), one)));
            return new Callers(connections, rates[0], rates[1], rates[2], rates[3]);
        }
    }

    /**
     * What so many callers make in a second.
     *
     * @param grouped creates in 1,000 tenants, through a group commit
     * @param single the same as single calls
     * @param oneTenant creates in one tenant with a limit, through a group commit
     */
    private record Callers(int count, double inserts, double grouped, double single, double oneTenant) {
        /**
         * @param asked of a create in one of 1,000 tenants
         * @param askedOfOne of one in one tenant
         */
        List<Row> rows(double asked, Goal askedOfOne) {
            String work = "create, %s, %d at once".formatted("%s", count);
            return List.of(
                    against("bare INSERT", work.formatted("1,000 tenants"), grouped, inserts, Goal.ratioAtLeast(asked)),
                    against(
                            "bare INSERT",
                            work.formatted("1,000 tenants, no group commit"),
                            single,
                            inserts,
                            Goal.NONE),
                    against("bare INSERT", work.formatted("one tenant with a limit"), oneTenant, inserts, askedOfOne));
        }

        static String picture(List<Callers> all) {
            return Picture.of(
                    "Creates per second on PostgreSQL, in groups, beside a bare INSERT",
                    "per second",
                    "callers at once",
                    all.stream().map(Callers::count).toList(),
                    List.of(
                            series("bare INSERT", Picture.GREY, all, Callers::inserts),
                            series("1,000 tenants", Picture.BLUE, all, Callers::grouped),
                            series("one tenant", Picture.ORANGE, all, Callers::oneTenant)));
        }

        private static Picture.Series series(
                String name, String colour, List<Callers> all, ToDoubleFunction<Callers> rate) {
            return new Picture.Series(
                    name,
                    colour,
                    false,
                    all.stream()
                            .map(callers -> new Picture.Point(callers.count(), rate.applyAsDouble(callers)))
                            .toList());
        }
    }

    /** Runs, each of which one caller makes, beside a floor of eight callers. */
    private List<Row> runs() throws Exception {
        int connections = 8;
        try (HikariDataSource source = connections(connections)) {
            double floor = turns.perSecond(connections, List.of(new BareInsert(source)))[0];
            double[] rates = turns.perSecond(
                    1,
                    List.of(
                            runs(source, thousand, Postgres::named),
                            runs(source, one, Postgres::named),
                            runs(source, thousand, Run::unnamed),
                            runs(source, one, Run::unnamed)));
            return List.of(
                    rows("1,000 tenants", rates[0], floor, Goal.ratioAtLeast(1.5)),
                    rows("one tenant with a limit", rates[1], floor, Goal.ratioAtLeast(1.5)),
                    rows("1,000 tenants, without a name", rates[2], floor, Goal.NONE),
                    rows("one tenant with a limit, without a name", rates[3], floor, Goal.NONE));
        }
    }

    private static Row rows(String tenants, double runs, double floor, Goal goal) {
        return against("bare INSERT, 8 at once", "rows of a run, " + tenants, runs * ROWS, floor, goal);
    }

    private static Run named() {
        return Run.named(RunName.of(UUID.randomUUID().toString()).get());
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
    private Turns.Work runs(DataSource source, List<Project> projects, Supplier<Run> run) {
        UserRegistry registry =
                UserRegistry.of(PostgresUserStore.own(source), Tenants.of(projects.toArray(Tenant[]::new)));
        return (thread, number) -> {
            Iterator<NewSharedUser> rows = LongStream.generate(rowNumbers::getAndIncrement)
                    .limit(ROWS)
                    .mapToObj(row -> request(projects, row))
                    .iterator();
            Iterator<Verdict<SharedUserRefusal, SharedUser>> verdicts = registry.createAll(run.get(), rows);
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
