package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.RunName;
import dev.partyline.ports.Cell;
import dev.partyline.ports.Cells;
import dev.partyline.ports.GroupCommit;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.CellDirectory;
import dev.partyline.ports.driven.CellName;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cells that are two schemas of one database. */
class PostgresCellsTest {
    private static final CellName EAST = new CellName("east");
    private static final CellName WEST = new CellName("west");
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final HikariDataSource east = schema();
    private final HikariDataSource west = schema();
    private final SampleTenants eastern = new SampleTenants(project -> project);
    private final SampleTenants western = new SampleTenants(project -> project);

    /** As docs/cells.md says. */
    private static HikariDataSource schema() {
        String name = "s" + UUID.randomUUID().toString().replace("-", "");
        HikariDataSource source = Databases.open(Server.url("postgres"), name, Map.of());
        Flyway.configure()
                .dataSource(source)
                .defaultSchema(name)
                .locations(PostgresSchema.LOCATION)
                .table(PostgresSchema.HISTORY_TABLE)
                .load()
                .migrate();
        return source;
    }

    @AfterEach
    void close() {
        east.close();
        west.close();
    }

    private Cells cells() {
        offer(east, 0);
        offer(west, 1);
        return put();
    }

    private static void offer(HikariDataSource source, int... lines) {
        new PostgresLines(source)
                .offer(IntStream.of(lines)
                        .mapToObj(SampleTenants.POOL::get)
                        .map(PoolLine::unlimited)
                        .toList());
    }

    /** The first line of the pool and the first one that is owned are in the east, the second ones in the west. */
    private Cells put() {
        return Cells.of(
                Map.of(
                        EAST, new Cell(PostgresUserStore.own(east)),
                        WEST, new Cell(GroupCommit.over(PostgresUserStore.own(west)))),
                new CellDirectory() {
                    @Override
                    public Optional<CellName> cellOf(TenantId tenant) {
                        return eastern.find(tenant).isPresent()
                                ? Optional.of(EAST)
                                : western.find(tenant).map(known -> WEST);
                    }

                    @Override
                    public Optional<CellName> cellOf(Line line) {
                        return Stream.of(SampleTenants.POOL, SampleTenants.OWNED)
                                .map(lines -> lines.indexOf(line))
                                .filter(number -> number >= 0)
                                .map(number -> number == 0 ? EAST : WEST)
                                .findFirst();
                    }
                },
                new Tenants() {
                    @Override
                    public Optional<Project> project(ProjectId id) {
                        return eastern.project(id).or(() -> western.project(id));
                    }

                    @Override
                    public boolean owns(ProjectId project, Line line) {
                        return SampleTenants.OWNED.contains(line);
                    }
                },
                RegistryOptions.DEFAULT);
    }

    @Test
    void T1_eachTenantIsInTheSchemaOfItsCell() {
        UserRegistry users = cells().users();
        SharedUser one = created(users, eastern, 1);
        SharedUser other = created(users, western, 1);

        assertThat(one.line()).isEqualTo(SampleTenants.POOL.get(0));
        assertThat(other.line()).isEqualTo(SampleTenants.POOL.get(1));
        assertThat(usersIn(east, eastern)).isOne();
        assertThat(usersIn(east, western)).isZero();
        assertThat(usersIn(west, western)).isOne();
        assertThat(usersIn(west, eastern)).isZero();
        assertThat(users.find(eastern.project.id(), other.id())).isEmpty();
        assertThat(users.create(new SampleTenants(project -> project).shared(1, null, null))
                        .getLeft())
                .isEqualTo(new Refusal.UnknownTenant());
    }

    private static SharedUser created(UserRegistry users, SampleTenants tenants, int who) {
        return users.create(tenants.shared(who, null, null)).map(Outcome::user).get();
    }

    private static long usersIn(HikariDataSource source, SampleTenants tenants) {
        return Databases.number(
                source,
                "SELECT count(*) FROM partyline_user WHERE tenant = '"
                        + tenants.project.id().text() + "'");
    }

    @Test
    void R1_aLineLeadsToTheUserOfItsCell() {
        UserRegistry users = cells().users();
        for (SharedUser user : List.of(created(users, eastern, 1), created(users, western, 1))) {
            assertThat(users.find(user.phone(), user.line())).contains(user);
        }
        assertThat(users.route(created(users, eastern, 2).phone(), SampleTenants.POOL.get(1)))
                .isEmpty();
    }

    @Test
    void P2_aLineInTwoCellsIsRefused() {
        offer(east, 0);
        offer(west, 0, 1);

        assertThatThrownBy(this::put)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("east", "west")
                .hasMessageNotContaining(SampleTenants.POOL.get(0).e164());
    }

    @Test
    void D1_aProjectOwnsNoLineOfAnotherCell() {
        UserRegistry users = cells().users();

        assertThat(users.create(western.dedicated(1, 1)).isRight()).isTrue();
        assertThat(users.create(western.dedicated(1, 0)).getLeft())
                .isEqualTo(new Refusal.LineNotOwned(SampleTenants.OWNED.get(0)));
    }

    @Test
    void O4_eventsOfBothSchemasAreLeasedAndDone() {
        UserRegistry users = cells().users();
        created(users, eastern, 1);
        created(users, western, 1);
        created(users, western, 2);

        assertThat(users.eventsNotDone(10)).isEqualTo(3);
        List<Event> leased = users.leaseEvents(10, LEASE);
        assertThat(leased)
                .extracting(Event::tenant)
                .containsExactlyInAnyOrder(eastern.project.id(), western.project.id(), western.project.id());
        users.eventsDone(leased.stream().map(Event::id).toList());
        assertThat(users.eventsNotDone(10)).isZero();
    }

    @Test
    void B2_aRunOverBothSchemasIsToldAgain() {
        Cells cells = cells();
        Run run = Run.named(RunName.of("both").get());
        List<CreateRequest<? extends Refusal, ? extends User>> rows = new ArrayList<>();
        for (int who = 0; who < 100; who++) {
            rows.add((who % 3 == 0 ? western : eastern).shared(who, null, null));
        }

        List<Object> first = new ArrayList<>();
        cells.users().createAll(run, rows.iterator()).forEachRemaining(first::add);
        List<Object> again = new ArrayList<>();
        put().users().createAll(run, rows.iterator()).forEachRemaining(again::add);
        assertThat(again).isEqualTo(first).hasSize(100);
        assertThat(cells.lines().lines(Optional.empty(), 10).lines())
                .extracting(LineUse::users)
                .containsExactly(66, 34);
        assertThat(cells.users().sweep()).isZero();
    }
}
