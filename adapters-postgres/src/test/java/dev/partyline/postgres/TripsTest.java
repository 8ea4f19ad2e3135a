package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.PhonePool.LeaseRequest;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many trips to the database a request takes; each is one transaction. */
class TripsTest {
    private final HikariDataSource source = Databases.fresh();
    private final Trips trips = new Trips();
    private final SampleTenants tenants = new SampleTenants(project -> project.withMaxSharedUsers(100));
    private final UserRegistry registry = UserRegistry.of(PostgresUserStore.own(trips.counted(source)), tenants);

    TripsTest() {
        new PostgresLines(source).offer(SampleTenants.pool(100));
        asked(() -> registry.find(tenants.project.id(), new UserId(new UUID(1, 1))));
    }

    /** The first call of a store or a pool makes trips of its own. */
    private void asked(Runnable first) {
        first.run();
        trips.take();
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void aNewSharedUserIsOneTripAlsoUnderAnIdempotencyKey() {
        registry.create(tenants.shared(1, "Ada", null));
        assertThat(trips.take()).isEqualTo(1);
        NewSharedUser keyed = tenants.shared(2, "Ada", null).withIdempotencyKey(SampleTenants.key(1));
        registry.create(keyed);
        assertThat(trips.take()).isEqualTo(1);
        registry.create(keyed);
        assertThat(trips.take())
                .as("what was answered is looked up by a trip of its own")
                .isEqualTo(2);
    }

    @Test
    void oneThatIsThereIsOneTripAndTwoWhereItChanges() {
        registry.create(tenants.shared(1, "Ada", null));
        trips.take();
        registry.create(tenants.shared(1, "Ada", null));
        assertThat(trips.take()).isEqualTo(1);
        registry.create(tenants.shared(1, "Grace", null));
        assertThat(trips.take()).isEqualTo(2);
    }

    @Test
    void usersOfOtherKindsAreTwoTrips() {
        registry.create(tenants.dedicated(1, 0));
        assertThat(trips.take()).isEqualTo(2);
        registry.create(tenants.customer(1));
        assertThat(trips.take()).isEqualTo(2);
        registry.create(tenants.subscriber(1, 1).withIdempotencyKey(SampleTenants.key(2)));
        assertThat(trips.take()).isEqualTo(2);
        registry.create(tenants.app(1, 2, "external"));
        assertThat(trips.take()).isEqualTo(2);
    }

    @Test
    void aDeactivationIsTwoTrips() {
        SharedUser user = registry.create(tenants.shared(1, "Ada", null)).get().user();
        trips.take();
        registry.deactivate(tenants.project.id(), user.id());
        assertThat(trips.take()).isEqualTo(2);
    }

    /**
     * Who waits for a line that turns out to be full, and keeps it while it waits for another, is in a ring: one of
     * them is sent back.
     */
    @Test
    void P4_whoFindsTheLastPlacesTakenIsNotSentBack() {
        UserStore store = PostgresUserStore.own(trips.counted(source));
        asked(store::plan);
        for (int round = 1; round <= 10; round++) {
            int first = 100 * round;
            new PostgresLines(source).offer(SampleTenants.pool(2 * round));
            var admitted = Together.run(
                    16,
                    i -> store.commit(new Change.AdmitOnALine(
                            tenants.admission(first + i, OptionalInt.empty()), Optional.empty())));
            assertThat(admitted.stream().filter(Commit.Done.class::isInstance)).hasSize(6);
            assertThat(trips.take()).isEqualTo(16);
        }
    }

    @Test
    void aCallOfAPoolIsOneTrip() {
        PhonePool pool = new PostgresPhonePool(trips.counted(source));
        asked(() -> pool.lapsed(1));
        UserId user = new UserId(new UUID(1, 1));
        ChangeId place = ChangeId.of(user);
        List<Runnable> calls = List.of(
                () -> pool.lease(
                        new LeaseRequest(new Version(tenants.project.id(), user, 1, place), Set.of(), LineWish.NONE)),
                () -> pool.confirm(place),
                () -> pool.reopen(place),
                () -> pool.release(place),
                () -> pool.choose(Set.of(), LineWish.NONE),
                () -> pool.lapsed(10));
        for (Runnable call : calls) {
            call.run();
            assertThat(trips.take()).isOne();
        }
    }

    @Test
    void P4_whoIsNotLeasedTheLastPlacesIsNotSentBack() {
        PhonePool pool = new PostgresPhonePool(trips.counted(source));
        asked(() -> pool.lapsed(1));
        for (int round = 1; round <= 10; round++) {
            int first = 100 * round;
            new PostgresLines(source).offer(SampleTenants.pool(2 * round));
            var leases = Together.run(16, i -> {
                UserId user = new UserId(new UUID(1, first + i));
                return pool.lease(new LeaseRequest(
                        new Version(tenants.project.id(), user, 1, ChangeId.of(user)), Set.of(), LineWish.NONE));
            });
            assertThat(leases.stream().filter(Lease.Granted.class::isInstance)).hasSize(6);
            assertThat(trips.take()).isEqualTo(16);
        }
    }

    @Test
    void S4_aTenantWithoutALimitTouchesNoCounter() {
        SampleTenants unlimited = new SampleTenants(project -> project);
        UserRegistry.of(PostgresUserStore.own(source), unlimited).create(unlimited.shared(1, null, null));
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_quota"))
                .isZero();
    }
}
