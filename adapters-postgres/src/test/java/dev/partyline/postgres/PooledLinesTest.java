package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.PhonePool.LeaseRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lines that change while places on them are leased, and lines that a store gives as well. */
class PooledLinesTest {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    private static final Line LINE = World.POOL.get(0);

    private final HikariDataSource source = DATABASE.emptied();
    private final PostgresLines lines = new PostgresLines(source);
    private final PostgresPhonePool pool = new PostgresPhonePool(source);
    private final World world = new World(project -> project);

    @Test
    void P4_aLineThatTakesNobodyKeepsItsPlaces() {
        lines.offer(List.of(new PoolLine(LINE, 2)));
        assertThat(lease(1)).isEqualTo(new Lease.Granted(LINE));
        for (LineState state : List.of(LineState.DRAINING, LineState.RETIRED)) {
            lines.setState(LINE, state);
            assertThat(lease(2)).isEqualTo(new Lease.Exhausted());
            assertThat(pool.hasLineOutside(Set.of())).isFalse();
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

    /** Whoever confirms it may be late for an earlier admission, and whoever reopened it may be about to give it back. */
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
        UserRegistry registry = UserRegistry.over(new PostgresUserStore(source), world, world);
        assertThat(registry.create(world.shared(1, null, null)).isRight()).isTrue();
        assertThat(lease(1)).isEqualTo(new Lease.Granted(LINE));
        assertThat(registry.create(world.shared(2, null, null)).isRight()).isFalse();
        pool.confirm(place(1));
        assertThat(lease(2)).isEqualTo(new Lease.Exhausted());
        pool.release(place(1));
        assertThat(registry.create(world.shared(2, null, null)).isRight()).isTrue();
    }

    private Lease lease(int who) {
        UserId user = new UserId(new UUID(1, who));
        return pool.lease(new LeaseRequest(place(who), world.project.id(), user, Set.of(), LineWish.NONE));
    }

    private static PlaceId place(int who) {
        return PlaceId.of(new UserId(new UUID(1, who)));
    }
}
