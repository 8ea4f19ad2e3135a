package dev.partyline.inmemory.history;

import static dev.partyline.inmemory.history.Contest.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who comes too late between a store and a pool that are two systems: one story each. */
class LeaseProtocolTest {
    private static final Cast.Phone PHONE = Cast.phone(0);
    private static final Cast.Phone OTHER_PHONE = Cast.phone(1);

    private static final Call.CreateShared IN_ANOTHER_PROJECT =
            new Call.CreateShared(Cast.PROJECTS.get(1), PHONE, Cast.Given.NOTHING);

    /** What happens before the next calls of a port, the first one first; nothing, once there is no more. */
    private final Deque<Runnable> beforeCommits = new ArrayDeque<>();

    private final Deque<Runnable> beforeUsers = new ArrayDeque<>();
    private final Deque<Runnable> beforeLines = new ArrayDeque<>();
    private final Deque<Runnable> beforeConfirms = new ArrayDeque<>();
    private final Deque<Runnable> beforeReleases = new ArrayDeque<>();

    private final HistoryWorld world = new HistoryWorld(List.of(1), this::registry);

    private UserRegistry registry(HistoryWorld here, InMemoryPhonePool lines) {
        UserStore store = new ForwardingStore(InMemoryUserStore.withoutLines()) {
            @Override
            public Commit commit(Change change) {
                runNext(beforeCommits);
                return super.commit(change);
            }

            @Override
            public Set<LineUser> usersOf(PhoneNumber phone) {
                runNext(beforeUsers);
                return super.usersOf(phone);
            }
        };
        PhonePool pool = new ForwardingPool(lines) {
            @Override
            public Lease lease(LeaseRequest request) {
                runNext(beforeLines);
                return super.lease(request);
            }

            @Override
            public Optional<Line> choose(Set<Line> taken, LineWish wish) {
                runNext(beforeLines);
                return super.choose(taken, wish);
            }

            @Override
            public void confirm(ChangeId place) {
                runNext(beforeConfirms);
                super.confirm(place);
            }

            @Override
            public void release(ChangeId place) {
                runNext(beforeReleases);
                super.release(place);
            }
        };
        return UserRegistry.of(store, pool, here, here.options());
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
            world.tick(HistoryWorld.LEASE);
            assertThat(world.registry().sweep()).isOne();
            assertThat(create(OTHER_PHONE).kind()).isEqualTo(Answer.CREATED);
        });
        assertThat(create(PHONE).kind()).isEqualTo("pool_exhausted");
        assertThat(world.everyone()).extracting(ModelledUser::phone).containsExactly(OTHER_PHONE.canonical());
        assertNothingLeaks();
    }

    @Test
    void P5_aSlowCreatorWhoseLeaseWasSweptTakesAnotherPlace() {
        beforeCommits.add(() -> {
            world.tick(HistoryWorld.LEASE);
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
        world.tick(HistoryWorld.LEASE);
        beforeConfirms.add(() -> {
            beforeReleases.add(LeaseProtocolTest::poolIsDown);
            deactivateEveryone();
        });
        assertThat(world.registry().sweep()).isOne();
        assertNothingLeaks();
        assertThat(world.everyone()).isEmpty();
    }

    /**
     * The lease that the deactivation began with has been swept, and the place confirmed, when it gets to the store.
     */
    @Test
    void P5_aDeactivationThatIsSlowerThanItsLeaseKeepsNoPlace() {
        create(PHONE);
        beforeCommits.add(() -> {
            world.tick(HistoryWorld.LEASE);
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
        world.tick(HistoryWorld.LEASE);
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
        world.tick(HistoryWorld.LEASE);
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

    /** The phone leaves the one line before the other one closes: at no instant was there no line for it. */
    @Test
    void S6_aLineThatThePhoneLeavesMeanwhileIsToBeHad() {
        exchangeLinesMeanwhile();
        assertThat(IN_ANOTHER_PROJECT.on(world.registry()).kind()).isEqualTo(Answer.CREATED);
    }

    @Test
    void E5_aLineThatThePhoneLeavesMeanwhileIsForeseen() {
        exchangeLinesMeanwhile();
        assertThat(new Call.ForeseeShared(IN_ANOTHER_PROJECT)
                        .on(world.registry())
                        .kind())
                .isEqualTo(Answer.foreseen(Answer.CREATED));
    }

    /** The phone is on the same line again when it is looked at anew, but at another place. */
    @Test
    void S6_aPhoneThatLeftItsLineAndCameBackWasNotThereAllTheTime() {
        comeBackMeanwhile();
        assertThat(IN_ANOTHER_PROJECT.on(world.registry()).kind()).isEqualTo(Answer.CREATED);
    }

    @Test
    void E5_aPhoneThatLeftItsLineAndCameBackWasNotThereAllTheTime() {
        comeBackMeanwhile();
        assertThat(new Call.ForeseeShared(IN_ANOTHER_PROJECT)
                        .on(world.registry())
                        .kind())
                .isEqualTo(Answer.foreseen(Answer.CREATED));
    }

    /** The line opens once the phone is on it: at no instant was there a line for it. */
    @Test
    void E5_aLineThatThePhoneComesToMeanwhileIsNotForeseen() {
        Line line = Cast.LINES.get(0);
        world.setState(line, LineState.RETIRED);
        world.own(PROJECT, line, true);
        beforeLines.add(() -> {
            Call dedicated = new Call.CreateDedicated(PROJECT, PHONE, line, Cast.Given.NOTHING);
            assertThat(dedicated.on(world.registry()).kind()).isEqualTo(Answer.CREATED);
            world.setState(line, LineState.OPEN);
        });
        assertThat(new Call.ForeseeShared(IN_ANOTHER_PROJECT)
                        .on(world.registry())
                        .kind())
                .isEqualTo("pool_exhausted");
    }

    private void exchangeLinesMeanwhile() {
        create(PHONE);
        world.add(PoolLine.unlimited(Cast.LINES.get(1)));
        beforeLines.add(() -> {
            deactivateEveryone();
            world.setState(Cast.LINES.get(1), LineState.RETIRED);
        });
    }

    private void comeBackMeanwhile() {
        world.change(Project.of(PROJECT).withRecreation(Recreation.REVIVE));
        exchangeLinesMeanwhile();
        beforeUsers.add(() -> {});
        beforeUsers.add(() -> {
            world.setState(Cast.LINES.get(1), LineState.OPEN);
            assertThat(create(PHONE).kind()).isEqualTo(Answer.REVIVED);
            assertThat(world.everyone()).extracting(ModelledUser::line).containsExactly(Cast.LINES.get(0));
        });
    }

    /** The store has settled by then that nobody will ever have the place. */
    @Test
    void E4_aSweepThatEndsInTheMiddleDoesNotSayThatNothingWasDone() {
        beforeCommits.add(() -> {
            throw new Storm.Crash();
        });
        assertThatThrownBy(() -> create(PHONE)).isInstanceOf(Storm.Crash.class);
        world.tick(HistoryWorld.LEASE);
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
        world.tick(HistoryWorld.LEASE);
        world.registry().sweep();
        assertThat(world.pool().usersOf(Cast.LINES.get(0)))
                .isEqualTo(world.everyone().size());
    }
}
