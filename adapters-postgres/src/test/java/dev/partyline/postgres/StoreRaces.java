package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Listing;
import io.vavr.control.Either;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;

/** Requests that meet, from two hosts with a pool of connections each on one database. */
abstract class StoreRaces {
    private static final int THREADS = 16;
    private static final int ROUNDS = 3;

    private final HikariDataSource one;
    private final HikariDataSource other;
    private SampleTenants tenants = new SampleTenants(project -> project);
    private List<UserRegistry> hosts = List.of();

    StoreRaces(SharedDatabase database) {
        one = database.emptied();
        other = database.another();
        new PostgresLines(one).offer(SampleTenants.pool(1_000));
        in(tenants);
    }

    private void in(SampleTenants there) {
        tenants = there;
        hosts = List.of(registry(one, tenants), registry(other, tenants));
    }

    /** That of a host. */
    UserRegistry registry(DataSource source, SampleTenants there) {
        return UserRegistry.of(PostgresUserStore.own(source), there);
    }

    private UserRegistry host(int number) {
        return hosts.get(number % hosts.size());
    }

    @RepeatedTest(ROUNDS)
    void S2_onePhoneIsOneUser() {
        var answers = Together.run(THREADS, i -> host(i).create(tenants.shared(1, null, null)));
        assertOneUser(answers);
        assertThat(users()).isOne();
        assertNothingLeaked();
    }

    @RepeatedTest(ROUNDS)
    void S4_theQuotaIsNeverExceededAndFilled() {
        in(new SampleTenants(project -> project.withMaxSharedUsers(5)));
        var answers = Together.run(THREADS, i -> host(i).create(tenants.shared(i, null, null)));
        assertThat(answers.stream().filter(Either::isRight)).hasSize(5);
        assertThat(answers.stream()
                        .filter(Either::isLeft)
                        .map(answer -> answer.getLeft().code()))
                .containsOnly(new Refusal.SharedUserLimitReached(5).code());
        assertThat(users()).isEqualTo(5);
        assertNothingLeaked();
    }

    /** Users that came while there was no limit count from the moment in which there is one. */
    @RepeatedTest(ROUNDS)
    void S4_theQuotaIsNeverExceededWhereALimitComesLate() {
        SampleTenants limited = new SampleTenants(project -> project.withMaxSharedUsers(8));
        SampleTenants unlimited = limited.without();
        UserRegistry before = registry(one, unlimited);
        for (int i = 0; i < 6; i++) {
            before.create(unlimited.shared(100 + i, null, null));
        }
        in(limited);
        var answers = Together.run(THREADS, i -> host(i).create(tenants.shared(i, null, null)));
        assertThat(answers.stream().filter(Either::isRight)).hasSize(2);
        assertThat(users()).isEqualTo(8);
        assertNothingLeaked();
        Together.run(
                4,
                i -> host(i).deactivate(
                                tenants.project.id(),
                                before.create(unlimited.shared(100 + i, null, null))
                                        .get()
                                        .user()
                                        .id()));
        assertThat(Together.run(THREADS, i -> host(i).create(tenants.shared(50 + i, null, null))).stream()
                        .filter(Either::isRight))
                .hasSize(4);
        assertNothingLeaked();
    }

    @RepeatedTest(ROUNDS)
    void P4_aCapacityIsNeverExceededAndFilled() {
        new PostgresLines(one).offer(SampleTenants.pool(2));
        var answers = Together.run(THREADS, i -> host(i).create(tenants.shared(i, null, null)));
        assertThat(answers.stream().filter(Either::isRight)).hasSize(6);
        assertThat(answers.stream()
                        .filter(Either::isLeft)
                        .map(answer -> answer.getLeft().code()))
                .containsOnly(new Refusal.PoolExhausted().code());
        assertNothingLeaked();
    }

    /**
     * With fewer lines than threads whoever comes takes a line that nobody holds; what comes after that evens it out.
     */
    @RepeatedTest(ROUNDS)
    void P3_loadIsSpread() {
        Together.run(THREADS, i -> {
            for (int n = 0; n < 3; n++) {
                host(i).create(tenants.shared(i * 100 + n, null, null));
            }
            return i;
        });
        for (int i = 0; i < 100; i++) {
            host(i).create(tenants.shared(10_000 + i, null, null));
        }
        assertThat(Databases.number(one, "SELECT max(users) - min(users) FROM partyline_line"))
                .isLessThanOrEqualTo(5);
    }

    @RepeatedTest(ROUNDS)
    void I5_oneIdempotencyKeyIsOneUser() {
        var answers = Together.run(
                THREADS, i -> host(i).create(tenants.subscriber(1, 1).withIdempotencyKey(SampleTenants.key(1))));
        assertThat(answers.stream().map(answer -> answer.get()))
                .containsOnly(answers.get(0).get());
        var lines = Together.run(
                THREADS, i -> host(i).create(tenants.shared(1, "Ada", null).withIdempotencyKey(SampleTenants.key(1))));
        assertThat(lines.stream().map(answer -> answer.get()))
                .containsOnly(lines.get(0).get());
        assertThat(lines.get(0).get()).isInstanceOf(Outcome.Created.class);
    }

    @RepeatedTest(ROUNDS)
    void C4_oneEmailIsOneUser() {
        var answers = Together.run(THREADS, i -> host(i).create(tenants.customer(1)));
        assertThat(answers.stream().filter(Either::isRight)).hasSize(1);
    }

    /** The identifiers of each cross those of the next, in the other order. */
    @RepeatedTest(ROUNDS)
    void A2_allIdentifiersAreClaimedOrNone() {
        var answers = Together.run(THREADS, i -> host(i).create(tenants.app(i % 4, (i + 1) % 4, null)));
        Set<String> claimed = new HashSet<>();
        answers.stream()
                .filter(Either::isRight)
                .forEach(answer -> answer.get()
                        .user()
                        .keys()
                        .forEach(key -> assertThat(claimed.add(key.claim())).isTrue()));
        assertThat(Databases.number(one, "SELECT count(*) FROM partyline_key")).isEqualTo(claimed.size());
    }

    @RepeatedTest(ROUNDS)
    void L1_createsAndDeactivationsLeaveWhatIsActive() {
        in(new SampleTenants(project -> project.withMaxSharedUsers(4)));
        new PostgresLines(one).offer(SampleTenants.pool(1));
        Together.run(THREADS, i -> {
            for (int n = 0; n < 5; n++) {
                host(i).create(tenants.shared((i + n) % 4, null, null))
                        .forEach(outcome -> host(i).deactivate(
                                        tenants.project.id(), outcome.user().id()));
            }
            return i;
        });
        assertNothingLeaked();
    }

    @RepeatedTest(ROUNDS)
    void L3_aUserIsRevivedOnce() {
        in(new SampleTenants(project -> project.withRecreation(dev.partyline.domain.tenant.Recreation.REVIVE)));
        UserId id = host(0).create(tenants.shared(1, null, null)).get().user().id();
        host(0).deactivate(tenants.project.id(), id);
        var answers = Together.run(THREADS, i -> host(i).create(tenants.shared(1, null, null)));
        assertThat(answers.stream().map(answer -> answer.get().user().id())).containsOnly(id);
        assertThat(answers.stream().filter(answer -> answer.get() instanceof Outcome.Revived))
                .hasSize(1);
        assertNothingLeaked();
    }

    private static void assertOneUser(
            List<? extends Either<? extends Refusal, ? extends Outcome<? extends User>>> answers) {
        assertThat(answers.stream().map(answer -> answer.get().user().id()).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.get() instanceof Outcome.Created))
                .hasSize(1);
    }

    private int users() {
        return host(0).list(Listing.of(tenants.project.id(), 500)).rows().size();
    }

    private void assertNothingLeaked() {
        Leaks.assertNone(one);
    }
}
