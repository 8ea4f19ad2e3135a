package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.PhonePool.LeaseRequest;
import java.time.Instant;
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
    private final World world = new World(project -> project.withMaxSharedUsers(100));
    private final UserRegistry registry = UserRegistry.over(new PostgresUserStore(trips.counted(source)), world, world);

    TripsTest() {
        new PostgresLines(source).offer(World.pool(100));
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void aNewSharedUserIsOneTripAndTwoUnderAnIdempotencyKey() {
        registry.create(world.shared(1, "Ada", null));
        assertThat(trips.take()).isEqualTo(1);
        registry.create(world.shared(2, "Ada", null).withIdempotencyKey(World.key(1)));
        assertThat(trips.take()).isEqualTo(2);
    }

    @Test
    void oneThatIsThereIsOneTripAndTwoWhereItChanges() {
        registry.create(world.shared(1, "Ada", null));
        trips.take();
        registry.create(world.shared(1, "Ada", null));
        assertThat(trips.take()).isEqualTo(1);
        registry.create(world.shared(1, "Grace", null));
        assertThat(trips.take()).isEqualTo(2);
    }

    @Test
    void usersOfOtherKindsAreTwoTrips() {
        registry.create(world.dedicated(1, 0));
        assertThat(trips.take()).isEqualTo(2);
        registry.create(world.customer(1));
        assertThat(trips.take()).isEqualTo(2);
        registry.create(world.subscriber(1, 1).withIdempotencyKey(World.key(2)));
        assertThat(trips.take()).isEqualTo(2);
        registry.create(world.app(1, 2, "external"));
        assertThat(trips.take()).isEqualTo(2);
    }

    @Test
    void aDeactivationIsTwoTrips() {
        SharedUser user = registry.create(world.shared(1, "Ada", null)).get().user();
        trips.take();
        registry.deactivate(world.project.id(), user.id());
        assertThat(trips.take()).isEqualTo(2);
    }

    /** Who waits for a line that turns out to be full, and keeps it while it waits for another, is in a ring: one of them is sent back. */
    @Test
    void P4_whoFindsTheLastPlacesTakenIsNotSentBack() {
        AllocatingUserStore store = new PostgresUserStore(trips.counted(source));
        for (int round = 1; round <= 10; round++) {
            int first = 100 * round;
            new PostgresLines(source).offer(World.pool(2 * round));
            var admitted = Together.run(16, i -> store.admit(admission(first + i), Optional.empty()));
            assertThat(admitted.stream().filter(AllocatingUserStore.Admitted.Done.class::isInstance))
                    .hasSize(6);
            assertThat(trips.take()).isEqualTo(16);
        }
    }

    private SharedAdmission admission(int who) {
        NewSharedUser request = world.shared(who, null, null);
        UserId id = new UserId(new UUID(1, who));
        SharedUserCandidate candidate = new SharedUserCandidate(
                id,
                PlaceId.of(id),
                request.project(),
                request.phone(),
                request.profile(),
                Instant.EPOCH,
                SharedIdentity.PHONE);
        return new SharedAdmission(candidate, Optional.empty(), Optional.empty(), OptionalInt.empty(), LineWish.NONE);
    }

    @Test
    void aCallOfAPoolIsOneTrip() {
        PhonePool pool = new PostgresPhonePool(trips.counted(source));
        UserId user = new UserId(new UUID(1, 1));
        PlaceId place = PlaceId.of(user);
        List<Runnable> calls = List.of(
                () -> pool.lease(new LeaseRequest(place, world.project.id(), user, Set.of(), LineWish.NONE)),
                () -> pool.confirm(place),
                () -> pool.reopen(place),
                () -> pool.release(place),
                () -> pool.hasLineOutside(Set.of()),
                () -> pool.lapsed(10));
        for (Runnable call : calls) {
            call.run();
            assertThat(trips.take()).isOne();
        }
    }

    @Test
    void P4_whoIsNotLeasedTheLastPlacesIsNotSentBack() {
        PhonePool pool = new PostgresPhonePool(trips.counted(source));
        for (int round = 1; round <= 10; round++) {
            int first = 100 * round;
            new PostgresLines(source).offer(World.pool(2 * round));
            var leases = Together.run(16, i -> {
                UserId user = new UserId(new UUID(1, first + i));
                return pool.lease(
                        new LeaseRequest(PlaceId.of(user), world.project.id(), user, Set.of(), LineWish.NONE));
            });
            assertThat(leases.stream().filter(Lease.Granted.class::isInstance)).hasSize(6);
            assertThat(trips.take()).isEqualTo(16);
        }
    }

    @Test
    void S4_aTenantWithoutALimitTouchesNoCounter() {
        World unlimited = new World(project -> project);
        UserRegistry.over(new PostgresUserStore(source), unlimited, unlimited).create(unlimited.shared(1, null, null));
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_quota"))
                .isZero();
    }
}
