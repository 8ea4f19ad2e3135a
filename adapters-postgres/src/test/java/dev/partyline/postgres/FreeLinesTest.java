package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pool of so many lines that a store suggests some to the database instead of having it look for each. */
class FreeLinesTest {
    private static final int LINES = 40;

    private final HikariDataSource source = Databases.fresh();
    private final Trips trips = new Trips();
    private final SampleTenants tenants = new SampleTenants(project -> project.withMaxSharedUsers(100_000));
    private final List<UserRegistry> hosts = List.of(host(), host());
    private int created;

    private UserRegistry host() {
        return UserRegistry.of(PostgresUserStore.own(trips.counted(source)), tenants);
    }

    @AfterEach
    void close() {
        source.close();
    }

    private static List<Line> lines() {
        return IntStream.range(0, LINES)
                .mapToObj(i -> Line.of("+1415555%04d".formatted(i)).get())
                .toList();
    }

    private void offer(List<Line> lines, int capacity) {
        new PostgresLines(source)
                .offer(lines.stream().map(line -> new PoolLine(line, capacity)).toList());
    }

    private void create(int users) {
        for (int i = 0; i < users; i++) {
            created++;
            assertThat(hosts.get(created % 2)
                            .create(tenants.shared(created, null, null))
                            .isRight())
                    .isTrue();
        }
    }

    private long number(String sql) {
        return Databases.number(source, sql);
    }

    @Test
    void aCreateIsOneTripButForOneInSixteenAtTheMost() {
        offer(lines(), 1_000);
        // The first call of a store makes trips of its own.
        hosts.forEach(host -> assertThat(host.find(tenants.project.id(), new UserId(new UUID(1, 1))))
                .isEmpty());
        trips.take();
        create(200);
        assertThat(trips.take()).isBetween(201, 200 + 200 / 16);
    }

    @Test
    void P3_theLoadIsSpread() {
        offer(lines(), 1_000);
        for (int round = 1; round <= 20; round++) {
            create(LINES);
            assertThat(number("SELECT max(users) - min(users) FROM partyline_line"))
                    .as("after %d users a line", round)
                    .isLessThanOrEqualTo(2 + hosts.size());
        }
        assertThat(number("SELECT sum(users) FROM partyline_line")).isEqualTo(created);
        Leaks.assertNone(source);
    }

    @Test
    void P4_theCapacityHoldsAndIsReached() {
        offer(lines(), 3);
        create(3 * LINES);
        assertThat(hosts.get(0).create(tenants.shared(0, null, null)).getLeft()).isEqualTo(new Refusal.PoolExhausted());
        Leaks.assertNone(source);
    }

    @Test
    void P1_aLineThatIsClosedAfterItWasAskedForIsNotGiven() {
        offer(lines(), 1_000);
        create(LINES);
        long before = number("SELECT sum(users) FROM partyline_line WHERE line % 2 = 0");
        offer(lines().stream().filter(line -> Digits.of(line) % 2 == 1).toList(), 1_000);
        create(2 * LINES);
        assertThat(number("SELECT sum(users) FROM partyline_line WHERE line % 2 = 0"))
                .isEqualTo(before);
        Leaks.assertNone(source);
    }

    @Test
    void P2_aLineThatThePhoneIsOnIsNotGiven() {
        offer(lines(), 1_000);
        create(LINES);
        for (int tenant = 0; tenant < LINES; tenant++) {
            SampleTenants another = new SampleTenants(project -> project);
            UserRegistry host = UserRegistry.of(PostgresUserStore.own(source), another);
            assertThat(host.create(another.shared(0, null, null)).isRight()).isTrue();
        }
        SampleTenants last = new SampleTenants(project -> project);
        assertThat(UserRegistry.of(PostgresUserStore.own(source), last)
                        .create(last.shared(0, null, null))
                        .getLeft())
                .isEqualTo(new Refusal.PoolExhausted());
        Leaks.assertNone(source);
    }

    /**
     * A function that began before the third migration sets no level: it leaves full lines that look empty, and empty
     * ones that look full.
     */
    @Test
    void P4_aLineOfTheWrongLevelIsNotGivenWhereItIsFullAndPutRightWhenItIsOffered() {
        offer(lines(), 1);
        create(LINES / 2);
        Databases.execute(source, "UPDATE partyline_line SET level = CASE WHEN users = 1 THEN 0 END");
        assertThat(hosts.get(0).create(tenants.shared(1_000, null, null)).getLeft())
                .isEqualTo(new Refusal.PoolExhausted());
        offer(lines(), 1);
        create(LINES / 2);
        assertThat(hosts.get(0).create(tenants.shared(1_000, null, null)).getLeft())
                .isEqualTo(new Refusal.PoolExhausted());
        Leaks.assertNone(source);
    }

    /** Who has lines to suggest tells of the user that is there, and of a quota that is full, as anyone. */
    @Test
    void S5_anExistingUserAndTheQuotaComeBeforeTheSuggestedLine() {
        offer(lines(), 1_000);
        create(LINES);
        assertThat(hosts.get(0)
                        .create(tenants.shared(1, "Grace", null))
                        .get()
                        .user()
                        .line())
                .isEqualTo(hosts.get(1)
                        .create(tenants.shared(1, null, null))
                        .get()
                        .user()
                        .line());
        SampleTenants full = new SampleTenants(tenants.project.withMaxSharedUsers(created));
        UserRegistry host = UserRegistry.of(PostgresUserStore.own(source), full);
        for (int i = 0; i < LINES; i++) {
            assertThat(host.create(full.shared(1_000 + i, null, null)).getLeft())
                    .isEqualTo(new Refusal.SharedUserLimitReached(created));
        }
        Leaks.assertNone(source);
    }
}
