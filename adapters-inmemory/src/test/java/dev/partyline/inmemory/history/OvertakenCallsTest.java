package dev.partyline.inmemory.history;

import static dev.partyline.inmemory.history.Contest.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls that others overtake: before a commit, or between a commit whose end is lost and its settlement. */
class OvertakenCallsTest {
    private static final Cast.Phone PHONE = Cast.phone(0);

    /**
     * What happens before or after the next calls of the store, the first one first; nothing, once there is no more.
     */
    private final Deque<Runnable> beforeCommits = new ArrayDeque<>();

    private final Deque<Runnable> afterCommits = new ArrayDeque<>();
    private final Deque<Runnable> beforeSettlements = new ArrayDeque<>();
    private final Deque<Runnable> beforeLooks = new ArrayDeque<>();

    private UserStore interrupted(UserStore store) {
        return new ForwardingStore(store) {
            @Override
            public Commit commit(Change change) {
                runNext(beforeCommits);
                Commit commit = super.commit(change);
                runNext(afterCommits);
                return commit;
            }

            @Override
            public Optional<AnyUser> settle(Version version) {
                runNext(beforeSettlements);
                return super.settle(version);
            }

            @Override
            public Facts look(Question question) {
                runNext(beforeLooks);
                return super.look(question);
            }
        };
    }

    private static void runNext(Deque<Runnable> interludes) {
        Runnable next = interludes.poll();
        if (next != null) {
            next.run();
        }
    }

    private HistoryWorld twoSystems() {
        return new HistoryWorld(
                List.of(1),
                (world, pool) ->
                        UserRegistry.of(interrupted(InMemoryUserStore.withoutLines()), pool, world, world.options()));
    }

    private UserRegistry oneSystem(HistoryWorld world, InMemoryPhonePool pool) {
        return UserRegistry.of(interrupted(InMemoryUserStore.withLines(pool)), world, world.options());
    }

    /** The user is at another version by then, but it is there. */
    @Test
    void L2_aDeactivationThatAnUpdateOvertakesIsDecidedAgain() {
        HistoryWorld world = twoSystems();
        ModelledUser user = create(world).person().orElseThrow();
        Call update = new Call.CreateShared(PROJECT, PHONE, new Cast.Given(1, 0, 0));
        beforeCommits.add(() -> assertThat(update.on(world.registry()).kind()).isEqualTo(Answer.UPDATED));
        Answer answer = new Call.Deactivate(PROJECT, user.id()).on(world.registry());
        assertThat(answer.kind()).isEqualTo("deactivated");
        assertThat(answer.person().orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void E6_aUserIsToldOnTheLineThatItWasGiven() {
        HistoryWorld world = twoSystems();
        moveMeanwhile(world);
        ModelledUser told = create(world).person().orElseThrow();
        assertThat(told.line()).isEqualTo(Cast.LINES.get(0));
        assertThat(told.version()).isOne();
    }

    /** Such a store does not know any more which line it gave. */
    @Test
    void E6_aUserOfAStoreWithLinesIsToldAsItIsIfItIsOnAnotherLineByNow() {
        HistoryWorld world = new HistoryWorld(List.of(1), this::oneSystem);
        moveMeanwhile(world);
        Answer answer = create(world);
        assertThat(answer.kind()).isEqualTo(Answer.CREATED);
        assertThat(world.everyone()).containsExactly(answer.person().orElseThrow());
    }

    /** Deactivates the user, and revives it on another line, before anybody is told that it was created. */
    private void moveMeanwhile(HistoryWorld world) {
        world.change(Project.of(PROJECT).withRecreation(Recreation.REVIVE));
        afterCommits.add(() -> {
            world.everyone().forEach(user -> new Call.Deactivate(PROJECT, user.id()).on(world.registry()));
            world.setState(Cast.LINES.get(0), LineState.RETIRED);
            world.add(PoolLine.unlimited(Cast.LINES.get(1)));
            assertThat(create(world).kind()).isEqualTo(Answer.REVIVED);
            isLost();
        });
    }

    /** Its creator could not confirm the place, and has no reason to wait for a sweeper that does. */
    @Test
    void S6_thePlaceOfAUserThatWasSettledAtLastIsNotWaitedFor() {
        HistoryWorld world = twoSystems();
        afterCommits.add(OvertakenCallsTest::isLost);
        beforeSettlements.addAll(Collections.nCopies(3, OvertakenCallsTest::isDown));
        assertThat(create(world).kind()).isEqualTo(Answer.CREATED);
        Call another = Contest.createShared(PROJECT, Cast.phone(1));
        assertThat(another.on(world.registry()).kind()).isEqualTo("pool_exhausted");
    }

    /** The answer stands under its key although its end was lost. To say then that nothing was done would be wrong. */
    @Test
    void I6_aRecordWhoseEndWasLostIsTold() {
        HistoryWorld world = twoSystems();
        create(world);
        afterCommits.add(OvertakenCallsTest::isLost);
        beforeLooks.add(() -> {});
        beforeLooks.add(OvertakenCallsTest::isDown);
        assertThat(world.registry().create(underKey()).get()).isInstanceOf(Outcome.Returned.class);
    }

    @Test
    void E4_aRecordThatNobodyCanTellOfIsNotCalledUndone() {
        HistoryWorld world = twoSystems();
        create(world);
        afterCommits.add(OvertakenCallsTest::isLost);
        beforeLooks.add(() -> {});
        beforeLooks.add(OvertakenCallsTest::isDown);
        beforeLooks.add(OvertakenCallsTest::isDown);
        beforeLooks.add(OvertakenCallsTest::isDown);
        assertThatThrownBy(() -> world.registry().create(underKey()))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        failure -> assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN));
    }

    private static NewSharedUser underKey() {
        return new Call.CreateShared(PROJECT, PHONE, Cast.Given.NOTHING)
                .request()
                .withIdempotencyKey(IdempotencyKey.of("key").get());
    }

    private static Answer create(HistoryWorld world) {
        return Contest.createShared(PROJECT, PHONE).on(world.registry());
    }

    private static void isLost() {
        throw new UnavailableException("lost", Effect.UNKNOWN, null);
    }

    private static void isDown() {
        throw new UnavailableException("the store is down", Effect.NONE, null);
    }
}
