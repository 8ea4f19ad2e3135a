package dev.partyline.inmemory.history;

import static dev.partyline.inmemory.history.Contest.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.user.PlaceId;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.LineState;
import dev.partyline.inmemory.PoolLine;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who comes too late between a store and a pool that are two systems: one story each. */
class LeaseProtocolTest {
    private static final Cast.Phone PHONE = Cast.phone(0);
    private static final Cast.Phone OTHER_PHONE = Cast.phone(1);

    /** What happens before the next calls of a port, the first one first; nothing, once there is no more. */
    private final Deque<Runnable> beforeCommits = new ArrayDeque<>();

    private final Deque<Runnable> beforeConfirms = new ArrayDeque<>();
    private final Deque<Runnable> beforeReleases = new ArrayDeque<>();

    private final World world = new World(List.of(1), this::registry);

    private UserRegistry registry(World here, InMemoryPhonePool lines) {
        UserStore store = new ForwardingStore(new InMemoryUserStore()) {
            @Override
            public Commit commit(Change change) {
                runNext(beforeCommits);
                return super.commit(change);
            }
        };
        PhonePool pool = new ForwardingPool(lines) {
            @Override
            public void confirm(PlaceId place) {
                runNext(beforeConfirms);
                super.confirm(place);
            }

            @Override
            public void release(PlaceId place) {
                runNext(beforeReleases);
                super.release(place);
            }
        };
        return UserRegistry.over(store, pool, here::owns, here::project, here.options());
    }

    private static void runNext(Deque<Runnable> interludes) {
        Runnable next = interludes.poll();
        if (next != null) {
            next.run();
        }
    }

    @Test
    void P5_aSlowCreatorWhoseLeaseWasSweptDoesNotGetThePlaceThatWasGivenAway() {
        beforeCommits.add(() -> {
            world.tick(World.LEASE);
            assertThat(world.registry().sweep()).isOne();
            assertThat(create(OTHER_PHONE).kind()).isEqualTo(Answer.CREATED);
        });
        assertThat(create(PHONE).kind()).isEqualTo("pool_exhausted");
        assertThat(world.everyone()).extracting(Person::phone).containsExactly(OTHER_PHONE.canonical());
        assertNothingLeaks();
    }

    @Test
    void P5_aSlowCreatorWhoseLeaseWasSweptTakesAnotherPlace() {
        beforeCommits.add(() -> {
            world.tick(World.LEASE);
            assertThat(world.registry().sweep()).isOne();
        });
        assertThat(create(PHONE).kind()).isEqualTo(Answer.CREATED);
        assertNothingLeaks();
    }

    /** The creator confirms a place whose user has been deactivated already, by somebody who could not release it. */
    @Test
    void P5_aConfirmationThatComesAfterTheDeactivationKeepsNoPlace() {
        beforeConfirms.add(() -> {
            beforeReleases.add(LeaseProtocolTest::poolIsDown);
            deactivateEveryone();
        });
        create(PHONE);
        assertNothingLeaks();
        assertThat(world.everyone()).isEmpty();
    }

    /** The sweeper confirms a place that the store said was in use, and that isn't any more. */
    @Test
    void P5_aSweeperThatConfirmsAfterTheDeactivationKeepsNoPlace() {
        beforeConfirms.add(LeaseProtocolTest::poolIsDown);
        create(PHONE);
        world.tick(World.LEASE);
        beforeConfirms.add(() -> {
            beforeReleases.add(LeaseProtocolTest::poolIsDown);
            deactivateEveryone();
        });
        assertThat(world.registry().sweep()).isOne();
        assertNothingLeaks();
        assertThat(world.everyone()).isEmpty();
    }

    /** The lease that the deactivation began with has been swept, and the place confirmed, when it gets to the store. */
    @Test
    void P5_aDeactivationThatIsSlowerThanItsLeaseKeepsNoPlace() {
        create(PHONE);
        beforeCommits.add(() -> {
            world.tick(World.LEASE);
            assertThat(world.registry().sweep()).isOne();
        });
        beforeReleases.add(LeaseProtocolTest::poolIsDown);
        deactivateEveryone();
        assertNothingLeaks();
        assertThat(world.everyone()).isEmpty();
    }

    /** Whoever could not deactivate has reopened the place; that it may end holds nobody else up. */
    @Test
    void S6_aPlaceThatWasReopenedAndSweptIsNotWaitedFor() {
        create(PHONE);
        beforeCommits.add(LeaseProtocolTest::storeIsDown);
        assertThatThrownBy(this::deactivateEveryone).isInstanceOf(UnavailableException.class);
        world.tick(World.LEASE);
        assertThat(world.registry().sweep()).isOne();
        assertThat(create(OTHER_PHONE).kind()).isEqualTo("pool_exhausted");
        assertNothingLeaks();
    }

    /** Whoever needs the place of somebody who crashed does not wait for a sweeper. */
    @Test
    void P5_aLapsedLeaseIsSweptByWhoeverIsHeldUpByIt() {
        beforeCommits.add(() -> {
            throw new Storm.Crash();
        });
        assertThatThrownBy(() -> create(OTHER_PHONE)).isInstanceOf(Storm.Crash.class);
        assertThatThrownBy(() -> create(PHONE)).isInstanceOf(UnavailableException.class);
        world.tick(World.LEASE);
        assertThat(create(PHONE).kind()).isEqualTo(Answer.CREATED);
        assertNothingLeaks();
    }

    /** A lease is out, of somebody who crashed, but on a line that this phone has already. */
    @Test
    void S6_aLeaseThatWouldNotHelpIsNotWaitedFor() {
        world.setState(Cast.LINES.get(0), LineState.RETIRED);
        world.add(PoolLine.unlimited(Cast.LINES.get(1)));
        create(PHONE);
        beforeCommits.add(() -> {
            throw new Storm.Crash();
        });
        assertThatThrownBy(() -> create(OTHER_PHONE)).isInstanceOf(Storm.Crash.class);
        Call inAnotherProject = Contest.createShared(Cast.PROJECTS.get(1), PHONE);
        assertThat(inAnotherProject.on(world.registry()).kind()).isEqualTo("pool_exhausted");
    }

    /** The store has settled by then that nobody will ever have the place. */
    @Test
    void E4_aSweepThatEndsInTheMiddleDoesNotSayThatNothingWasDone() {
        beforeCommits.add(() -> {
            throw new Storm.Crash();
        });
        assertThatThrownBy(() -> create(PHONE)).isInstanceOf(Storm.Crash.class);
        world.tick(World.LEASE);
        beforeReleases.add(LeaseProtocolTest::poolIsDown);
        assertThatThrownBy(() -> world.registry().sweep())
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        failure -> assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN));
        assertThat(world.registry().sweep()).isOne();
        assertNothingLeaks();
    }

    private static void poolIsDown() {
        throw new UnavailableException("the pool is down", Effect.NONE, null);
    }

    private static void storeIsDown() {
        throw new UnavailableException("the store is down", Effect.NONE, null);
    }

    private Answer create(Cast.Phone phone) {
        return Contest.createShared(PROJECT, phone).on(world.registry());
    }

    private void deactivateEveryone() {
        world.everyone().forEach(person -> new Call.Deactivate(PROJECT, person.id()).on(world.registry()));
    }

    private void assertNothingLeaks() {
        world.tick(World.LEASE);
        world.registry().sweep();
        assertThat(world.pool().usersOf(Cast.LINES.get(0)))
                .isEqualTo(world.everyone().size());
    }
}
