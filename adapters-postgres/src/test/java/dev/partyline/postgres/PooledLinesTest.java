package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.PhonePool.LeaseRequest;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Version;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lines that change while places on them are leased, and lines that a store gives as well. */
class PooledLinesTest {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    private static final Line LINE = SampleTenants.POOL.get(0);
    private static final Line OTHER = SampleTenants.POOL.get(1);

    private final HikariDataSource source = DATABASE.emptied();
    private final PostgresLines lines = new PostgresLines(source);
    private final PostgresPhonePool pool = new PostgresPhonePool(source);
    private final SampleTenants tenants = new SampleTenants(project -> project);

    @Test
    void P4_aLineThatTakesNobodyKeepsItsPlaces() {
        lines.offer(List.of(new PoolLine(LINE, 2)));
        assertThat(lease(1)).isEqualTo(new Lease.Granted(LINE));
        for (LineState state : List.of(LineState.DRAINING, LineState.RETIRED)) {
            lines.setState(LINE, state);
            assertThat(lease(2)).isEqualTo(new Lease.Exhausted());
            assertThat(pool.choose(Set.of(), LineWish.NONE)).isEmpty();
            assertThat(lease(1)).as("a place that it has").isEqualTo(new Lease.Granted(LINE));
            assertThat(lines.usersOf(LINE)).contains(1);
        }
        pool.release(place(1));
        assertThat(lines.usersOf(LINE)).contains(0);
        lines.setState(LINE, LineState.OPEN);
        assertThat(lease(2)).isEqualTo(new Lease.Granted(LINE));
    }

    /** One confirmed and two leased: once both leases have come back, a line of capacity 1 is still full. */
    @Test
    void S6_aLeaseIsNotWaitedForWhereItsPlaceCouldNotBeHad() {
        lines.offer(List.of(new PoolLine(LINE, 3)));
        for (int who = 1; who <= 3; who++) {
            assertThat(lease(who)).isEqualTo(new Lease.Granted(LINE));
        }
        pool.confirm(place(1));
        lines.offer(List.of(new PoolLine(LINE, 1)));
        assertThat(lease(4)).isEqualTo(new Lease.Exhausted());
        lines.offer(List.of(new PoolLine(LINE, 2)));
        assertThat(lease(4)).isEqualTo(new Lease.Contended());
    }

    /**
     * Whoever confirms it may be late for an earlier admission, and whoever reopened it may be about to give it back.
     */
    @Test
    void P5_aReopenedLeaseIsWaitedForThoughItIsConfirmed() {
        lines.offer(List.of(new PoolLine(LINE, 1)));
        assertThat(lease(1)).isEqualTo(new Lease.Granted(LINE));
        pool.confirm(place(1));
        assertThat(lease(2)).isEqualTo(new Lease.Exhausted());
        pool.reopen(place(1));
        pool.confirm(place(1));
        assertThat(lease(2)).isEqualTo(new Lease.Contended());
    }

    @Test
    void P4_aLineThatAStoreGivesAsWellHasNoMoreUsersThanItsCapacity() {
        lines.offer(List.of(new PoolLine(LINE, 2)));
        UserRegistry registry = UserRegistry.of(PostgresUserStore.own(source), tenants);
        assertThat(registry.create(tenants.shared(1, null, null)).isRight()).isTrue();
        assertThat(lease(1)).isEqualTo(new Lease.Granted(LINE));
        assertThat(registry.create(tenants.shared(2, null, null)).isRight()).isFalse();
        pool.confirm(place(1));
        assertThat(lease(2)).isEqualTo(new Lease.Exhausted());
        pool.release(place(1));
        assertThat(registry.create(tenants.shared(2, null, null)).isRight()).isTrue();
    }

    /** Places of one line have nothing to do with each other. */
    @Test
    void P5_aCallIsAboutOnePlace() {
        lines.offer(List.of(new PoolLine(LINE, 3)));
        for (int who = 1; who <= 3; who++) {
            assertThat(lease(who)).isEqualTo(new Lease.Granted(LINE));
            pool.confirm(place(who));
        }
        pool.release(place(1));
        assertThat(lines.usersOf(LINE)).contains(2);
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_place"))
                .isEqualTo(2);
        pool.reopen(place(2));
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_place WHERE lapses_at IS NULL"))
                .as("places that do not lapse")
                .isEqualTo(1);
        Leaks.assertLevels(source);
    }

    /** A lease tells which change it is for, whichever version of a user that makes. */
    @Test
    void P5_whatHasLapsedIsNamedAsItWasLeased() {
        lines.offer(List.of(new PoolLine(LINE, 1)));
        Version version = new Version(tenants.project.id(), new UserId(new UUID(1, 1)), 7, place(9));
        PostgresPhonePool atOnce = new PostgresPhonePool(source, InstantSource.system(), Duration.ZERO);
        assertThat(atOnce.lease(new LeaseRequest(version, Set.of(), LineWish.NONE)))
                .isEqualTo(new Lease.Granted(LINE));
        assertThat(atOnce.lapsed(10)).containsExactly(version);
    }

    @Test
    void P3_theEmptiestLineIsLeasedUnlessItIsAvoided() {
        lines.offer(List.of(new PoolLine(LINE, 9), new PoolLine(OTHER, 9)));
        for (int who = 1; who <= 3; who++) {
            assertThat(lease(who, LineWish.preferring(LINE))).isEqualTo(new Lease.Granted(LINE));
        }
        assertThat(lease(4, LineWish.avoiding(OTHER))).isEqualTo(new Lease.Granted(LINE));
        assertThat(lease(5)).isEqualTo(new Lease.Granted(OTHER));
        lines.setState(LINE, LineState.DRAINING);
        assertThat(lease(6, LineWish.avoiding(OTHER))).as("there is no other").isEqualTo(new Lease.Granted(OTHER));
    }

    @Test
    void P4_aPreferredLineThatTakesNobodyIsNotLeased() {
        lines.offer(List.of(new PoolLine(LINE, 9), new PoolLine(OTHER, 9)));
        lines.setState(LINE, LineState.DRAINING);
        assertThat(lease(1, LineWish.preferring(LINE))).isEqualTo(new Lease.Granted(OTHER));
        lines.offer(List.of(new PoolLine(LINE, 0), new PoolLine(OTHER, 9)));
        assertThat(lease(2, LineWish.preferring(LINE))).isEqualTo(new Lease.Granted(OTHER));
    }

    private Lease lease(int who) {
        return lease(who, LineWish.NONE);
    }

    private Lease lease(int who, LineWish wish) {
        UserId user = new UserId(new UUID(1, who));
        return pool.lease(new LeaseRequest(new Version(tenants.project.id(), user, 1, place(who)), Set.of(), wish));
    }

    private static ChangeId place(int who) {
        return ChangeId.of(new UserId(new UUID(1, who)));
    }
}
