package dev.partyline.inmemory.lines;

import static dev.partyline.inmemory.lines.LinesWorld.ANYWHERE;
import static dev.partyline.inmemory.lines.LinesWorld.AT_HOME;
import static dev.partyline.inmemory.lines.LinesWorld.BERLIN;
import static dev.partyline.inmemory.lines.LinesWorld.LONDON;
import static dev.partyline.inmemory.lines.LinesWorld.NEAR;
import static dev.partyline.inmemory.lines.LinesWorld.NEIGHBOUR;
import static dev.partyline.inmemory.lines.LinesWorld.NEW_YORK;
import static dev.partyline.inmemory.lines.LinesWorld.SAN_FRANCISCO;
import static dev.partyline.inmemory.lines.LinesWorld.SAN_FRANCISCO_TOO;
import static dev.partyline.inmemory.lines.LinesWorld.phone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.inmemory.history.Wiring;
import dev.partyline.ports.Retirement;
import dev.partyline.ports.Retirement.Moved;
import dev.partyline.ports.Retirement.NotMoved;
import dev.partyline.ports.Retirement.Reason;
import dev.partyline.ports.Route;
import dev.partyline.ports.driven.Change.Happened;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PoolLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the users of a line that is retired. */
class RetirementTest {
    private static final PoolLine RETIRING = PoolLine.unlimited(SAN_FRANCISCO);

    private static Moved moved(User user, Line line) {
        return new Moved(((LineUser) user).project(), user.id(), line);
    }

    private static NotMoved notMoved(LineUser user, Reason reason) {
        return new NotMoved(user.project(), user.id(), reason);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void P6_eachUserGetsAVerdict(Wiring wiring) {
        LinesWorld world = LinesWorld.of(wiring, RETIRING, new PoolLine(NEW_YORK, 3));
        world.create(NEIGHBOUR, phone(2), NEW_YORK);
        SharedUser first = world.create(ANYWHERE, phone(1), SAN_FRANCISCO);
        SharedUser twice = world.create(ANYWHERE, phone(2), SAN_FRANCISCO);
        SharedUser third = world.create(ANYWHERE, phone(3), SAN_FRANCISCO);
        LineUser dedicated = world.createDedicated(ANYWHERE, phone(4), SAN_FRANCISCO);
        SharedUser last = world.create(ANYWHERE, phone(5), SAN_FRANCISCO);
        assertThat(world.retire(SAN_FRANCISCO))
                .containsExactly(
                        moved(first, NEW_YORK),
                        notMoved(twice, Reason.PHONE_ON_EVERY_LINE),
                        moved(third, NEW_YORK),
                        notMoved(dedicated, Reason.DEDICATED),
                        notMoved(last, Reason.NO_LINE));
        assertThat(world.lines.find(SAN_FRANCISCO))
                .contains(new LineUse(SAN_FRANCISCO, LineState.RETIRED, Integer.MAX_VALUE, 2));
        assertThat(world.usersOn(SAN_FRANCISCO)).containsExactly(twice, dedicated, last);
        world.assertNothingLeaks();

        world.lines.change(NEW_YORK, Optional.empty(), OptionalInt.of(9));
        assertThat(world.retire(SAN_FRANCISCO))
                .containsExactly(
                        notMoved(twice, Reason.PHONE_ON_EVERY_LINE),
                        notMoved(dedicated, Reason.DEDICATED),
                        moved(last, NEW_YORK));
        world.assertNothingLeaks();
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void P6_whoIsMovedIsTheSameUserOnAnotherLine(Wiring wiring) {
        LinesWorld world = LinesWorld.of(wiring, RETIRING, PoolLine.unlimited(NEW_YORK));
        SharedUser before = world.create(ANYWHERE, phone(1), SAN_FRANCISCO);
        world.retire(SAN_FRANCISCO);
        SharedUser after = (SharedUser) world.user(ANYWHERE, before.id());
        assertThat(after)
                .isEqualTo(before.next().placedBy(after.placedBy()).on(NEW_YORK))
                .isNotEqualTo(before);
        assertThat(world.users.find(phone(1), NEW_YORK)).contains(after);
        assertThat(world.users.find(phone(1), SAN_FRANCISCO)).isEmpty();
        List<Event> history = world.users.history(ANYWHERE, before.id());
        assertThat(history).extracting(Event::version).containsExactly(1L, 2L);
        assertThat(history.get(1).happened()).isEqualTo(Happened.UPDATED);
        assertThat(history.get(1).fields()).isEqualTo(Set.of(Field.ASSIGNED_PHONE_NUMBER));
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void R5_thePairThatIsLeftLeadsToItsUserForAWhile(Wiring wiring) {
        LinesWorld world = LinesWorld.of(wiring, new PoolLine(SAN_FRANCISCO, 1), PoolLine.unlimited(NEW_YORK));
        SharedUser before = world.create(ANYWHERE, phone(1), SAN_FRANCISCO);
        world.retire(SAN_FRANCISCO);
        User after = (User) world.user(ANYWHERE, before.id());
        assertThat(world.users.route(phone(1), SAN_FRANCISCO)).contains(new Route(after, true));
        assertThat(world.users.route(phone(1), NEW_YORK)).contains(new Route(after, false));
        assertThat(world.users.route(phone(2), SAN_FRANCISCO)).isEmpty();

        world.lines.change(SAN_FRANCISCO, Optional.of(LineState.OPEN), OptionalInt.empty());
        assertThat(world.users.create(world.request(NEIGHBOUR, phone(1))).isLeft())
                .as("nobody else has the pair")
                .isTrue();
        assertThat(world.create(NEIGHBOUR, phone(2), SAN_FRANCISCO).line())
                .as("the pair takes up no place")
                .isEqualTo(SAN_FRANCISCO);

        world.clock.advance(LinesWorld.KEPT);
        assertThat(world.users.route(phone(1), SAN_FRANCISCO)).isEmpty();
        world.users.sweep();
        world.lines.change(SAN_FRANCISCO, Optional.empty(), OptionalInt.of(2));
        assertThat(world.create(NEIGHBOUR, phone(1), SAN_FRANCISCO).line()).isEqualTo(SAN_FRANCISCO);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void R5_aHostMayKeepNoPair(Wiring wiring) {
        LinesWorld world =
                new LinesWorld(wiring, Gate.OPEN, Duration.ZERO, List.of(RETIRING, PoolLine.unlimited(NEW_YORK)));
        world.create(ANYWHERE, phone(1), SAN_FRANCISCO);
        world.retire(SAN_FRANCISCO);
        assertThat(world.users.route(phone(1), SAN_FRANCISCO)).isEmpty();
        assertThat(world.createDedicated(NEIGHBOUR, phone(1), SAN_FRANCISCO).line())
                .isEqualTo(SAN_FRANCISCO);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void P6_itIsStoppedAndRunAgain(Wiring wiring) {
        LinesWorld world = LinesWorld.of(wiring, RETIRING, PoolLine.unlimited(NEW_YORK));
        List<SharedUser> users = List.of(
                world.create(NEIGHBOUR, phone(1), SAN_FRANCISCO),
                world.create(ANYWHERE, phone(2), SAN_FRANCISCO),
                world.create(ANYWHERE, phone(3), SAN_FRANCISCO),
                world.create(ANYWHERE, phone(4), SAN_FRANCISCO));
        Retirement page = world.lines.retire(SAN_FRANCISCO, Optional.empty(), 2).orElseThrow();
        assertThat(page.verdicts()).containsExactly(moved(users.get(1), NEW_YORK), moved(users.get(2), NEW_YORK));
        assertThat(page.next()).isPresent();
        assertThat(world.retire(SAN_FRANCISCO))
                .containsExactly(moved(users.get(3), NEW_YORK), moved(users.get(0), NEW_YORK));
        assertThat(world.retire(SAN_FRANCISCO)).isEmpty();
        assertThat(world.usersOn(NEW_YORK))
                .extracting(LineUser::version)
                .as("each was moved once")
                .containsOnly(2L);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void P6_pagesGoOnBehindThoseThatWereNotMoved(Wiring wiring) {
        LinesWorld world = LinesWorld.of(wiring, RETIRING, new PoolLine(NEW_YORK, 0));
        for (int number = 1; number <= 7; number++) {
            world.create(ANYWHERE, phone(number), SAN_FRANCISCO);
        }
        assertThat(world.retire(SAN_FRANCISCO, 2)).hasSize(7);
        assertThat(world.retire(SAN_FRANCISCO, Integer.MIN_VALUE)).hasSize(7);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void P7_aUserMovesToALineThatIsAsNearAsItsProjectAsks(Wiring wiring) {
        LinesWorld world = LinesWorld.of(
                wiring,
                RETIRING,
                PoolLine.unlimited(LONDON),
                PoolLine.unlimited(NEW_YORK),
                new PoolLine(SAN_FRANCISCO_TOO, 1),
                PoolLine.unlimited(BERLIN).in(LineState.RESERVED));
        SharedUser near = world.create(NEAR, phone(1), SAN_FRANCISCO);
        SharedUser nearer = world.create(NEAR, phone(2), SAN_FRANCISCO);
        SharedUser atHome = world.create(AT_HOME, phone(3), SAN_FRANCISCO);
        assertThat(world.retire(SAN_FRANCISCO))
                .containsExactly(moved(near, SAN_FRANCISCO_TOO), moved(nearer, NEW_YORK), moved(atHome, NEW_YORK));
        SharedUser stays = world.create(AT_HOME, phone(4), NEW_YORK);
        assertThat(world.retire(NEW_YORK))
                .containsExactly(
                        moved(nearer, LONDON), notMoved(atHome, Reason.NO_LINE), notMoved(stays, Reason.NO_LINE));
        world.assertNothingLeaks();
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void P8_aUserMovesToALineAtRiskOnlyIfThereIsNoOther(Wiring wiring) {
        LinesWorld world = LinesWorld.of(
                wiring,
                RETIRING,
                new PoolLine(LONDON, 1),
                PoolLine.unlimited(SAN_FRANCISCO_TOO).in(LineState.AT_RISK));
        SharedUser first = world.create(NEAR, phone(1), SAN_FRANCISCO);
        SharedUser second = world.create(NEAR, phone(2), SAN_FRANCISCO);
        assertThat(world.retire(SAN_FRANCISCO)).containsExactly(moved(first, LONDON), moved(second, SAN_FRANCISCO_TOO));
    }

    @Test
    void P6_aLineThatIsNotThereIsNotRetired() {
        LinesWorld world = LinesWorld.of(Wiring.WITH_LINES, RETIRING);
        assertThat(world.lines.retire(LONDON, Optional.empty(), 9)).isEmpty();
        assertThat(world.lines.find(LONDON)).isEmpty();
    }

    /** What happens between the page of the line's users and the move of the first of them. */
    private static LinesWorld interrupted(Wiring wiring, Deque<Runnable> interludes, PoolLine... lines) {
        return LinesWorld.of(
                wiring,
                new Gate() {
                    @Override
                    public <T> T pass(Supplier<T> call) {
                        T answer = call.get();
                        if (answer instanceof List<?> page && !page.isEmpty() && page.get(0) instanceof LineUser) {
                            Optional.ofNullable(interludes.poll()).ifPresent(Runnable::run);
                        }
                        return answer;
                    }
                },
                lines);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void P6_whoIsGoneMeanwhileIsToldAsGone(Wiring wiring) {
        Deque<Runnable> interludes = new ArrayDeque<>();
        LinesWorld world = interrupted(wiring, interludes, RETIRING, PoolLine.unlimited(NEW_YORK));
        SharedUser leaving = world.create(ANYWHERE, phone(1), SAN_FRANCISCO);
        SharedUser moving = world.create(ANYWHERE, phone(2), SAN_FRANCISCO);
        SharedUser staying = world.create(ANYWHERE, phone(3), SAN_FRANCISCO);
        interludes.add(() -> {
            assertThat(world.users.deactivate(ANYWHERE, leaving.id()).isRight()).isTrue();
            assertThat(world.lines
                            .retire(SAN_FRANCISCO, Optional.empty(), 1)
                            .orElseThrow()
                            .verdicts())
                    .containsExactly(moved(moving, NEW_YORK));
        });
        assertThat(world.retire(SAN_FRANCISCO, 9))
                .containsExactly(
                        notMoved(leaving, Reason.GONE), notMoved(moving, Reason.GONE), moved(staying, NEW_YORK));
        world.assertNothingLeaks();
    }
}
