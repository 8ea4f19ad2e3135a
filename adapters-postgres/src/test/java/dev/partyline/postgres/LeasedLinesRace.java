package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import dev.partyline.testkit.contract.MovableClock;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Requests that meet where the users are in one system and the lines on PostgreSQL: two hosts with a pool of
 * connections each.
 */
class LeasedLinesRace {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    private static final int THREADS = 16;
    private static final int ROUNDS = 3;
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final HikariDataSource source = DATABASE.emptied();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final UserStore users = InMemoryUserStore.withoutLines();
    private final List<PhonePool> pools = List.of(
            new PostgresPhonePool(source, clock, LEASE), new PostgresPhonePool(DATABASE.another(), clock, LEASE));
    private SampleTenants tenants = new SampleTenants(project -> project);
    private List<UserRegistry> hosts = List.of();

    LeasedLinesRace() {
        offer(1_000);
        in(tenants);
    }

    private void offer(int capacity) {
        new PostgresLines(source).offer(SampleTenants.pool(capacity));
    }

    private void in(SampleTenants there) {
        tenants = there;
        hosts = pools.stream()
                .map(pool -> UserRegistry.of(users, pool, tenants, RegistryOptions.DEFAULT.withClock(clock)))
                .toList();
    }

    private UserRegistry host(int number) {
        return hosts.get(number % hosts.size());
    }

    @RepeatedTest(ROUNDS)
    void S2_onePhoneIsOneUserOnOneLine() {
        offer(1);
        var answers = Together.run(THREADS, i -> host(i).create(tenants.shared(1, null, null)));
        assertThat(answers.stream().map(answer -> answer.get().user()).distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.get() instanceof Outcome.Created))
                .hasSize(1);
        assertNothingLeaked();
    }

    @RepeatedTest(ROUNDS)
    void S4_theQuotaIsNeverExceededAndFilled() {
        in(new SampleTenants(project -> project.withMaxSharedUsers(5)));
        var answers = Together.run(THREADS, i -> host(i).create(tenants.shared(i, null, null)));
        assertThat(answers.stream().filter(Either::isRight)).hasSize(5);
        assertNothingLeaked();
    }

    @RepeatedTest(ROUNDS)
    void P4_aCapacityIsNeverExceededAndFilled() {
        offer(2);
        var answers = Together.run(THREADS, i -> host(i).create(tenants.shared(i, null, null)));
        assertThat(answers.stream().filter(Either::isRight)).hasSize(6);
        assertThat(answers.stream()
                        .filter(Either::isLeft)
                        .map(answer -> answer.getLeft().code()))
                .containsOnly(new Refusal.PoolExhausted().code());
        assertNothingLeaked();
    }

    @RepeatedTest(ROUNDS)
    void L1_createsAndDeactivationsLeaveWhatIsActive() {
        offer(2);
        Together.run(THREADS, i -> {
            for (int n = 0; n < 5; n++) {
                var answer = host(i).create(tenants.shared((i + n) % 6, null, null));
                if (n < 4) {
                    answer.forEach(outcome -> host(i).deactivate(
                                    tenants.project.id(), outcome.user().id()));
                }
            }
            return i;
        });
        assertNothingLeaked();
    }

    /** The creators of three leases are dead, and there are no other lines. */
    @Test
    void P5_whoNeedsALineWaitsForTheDeadNoLongerThanALease() {
        offer(1);
        IntStream.range(0, SampleTenants.POOL.size()).forEach(this::leaseAndDie);
        clock.advance(LEASE);
        var answers = Together.run(SampleTenants.POOL.size(), i -> host(i).create(tenants.shared(i, null, null)));
        assertThat(answers).allMatch(Either::isRight);
        assertNothingLeaked();
    }

    private void leaseAndDie(int who) {
        UserId id = new UserId(new UUID(1, who));
        assertThat(pools.get(0)
                        .lease(new PhonePool.LeaseRequest(
                                new Version(tenants.project.id(), id, 1, ChangeId.of(id)), Set.of(), LineWish.NONE)))
                .isInstanceOf(PhonePool.Lease.Granted.class);
    }

    /** P5: of places there are those of the active users and no others, once leases have lapsed and were swept. */
    private void assertNothingLeaked() {
        clock.advance(LEASE.multipliedBy(2));
        host(0).sweep();
        List<AnyUser> active = host(0).list(Listing.of(tenants.project.id(), Listing.MAX_LIMIT))
                .rows();
        assertThat(active).isNotEmpty().allSatisfy(row -> {
            SharedUser user = (SharedUser) row;
            assertThat(Databases.number(
                            source,
                            "SELECT line FROM partyline_place WHERE place = '"
                                    + user.placedBy().value() + "'"))
                    .isEqualTo(Digits.of(user.line()));
        });
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_place"))
                .isEqualTo(active.size());
        Leaks.assertLevels(source);
        assertThat(Databases.number(source, "SELECT sum(users) FROM partyline_line"))
                .isEqualTo(active.size());
    }
}
