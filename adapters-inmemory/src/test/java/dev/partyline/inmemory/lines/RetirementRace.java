package dev.partyline.inmemory.lines;

import static dev.partyline.inmemory.lines.LinesWorld.ANYWHERE;
import static dev.partyline.inmemory.lines.LinesWorld.LONDON;
import static dev.partyline.inmemory.lines.LinesWorld.NEAR;
import static dev.partyline.inmemory.lines.LinesWorld.NEIGHBOUR;
import static dev.partyline.inmemory.lines.LinesWorld.NEW_YORK;
import static dev.partyline.inmemory.lines.LinesWorld.SAN_FRANCISCO;
import static dev.partyline.inmemory.lines.LinesWorld.phone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.Rounds;
import dev.partyline.inmemory.history.Racers;
import dev.partyline.inmemory.history.Wiring;
import dev.partyline.ports.Retirement.NotMoved;
import dev.partyline.ports.Retirement.Reason;
import dev.partyline.ports.Retirement.Verdict;
import dev.partyline.ports.Route;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines that are retired while everything else goes on, by real threads. */
class RetirementRace {
    private static final int USERS = 12;
    private final Racers racers = new Racers();

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void P6_aLineIsRetiredWhateverRunsAtTheSameTime(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            LinesWorld world = LinesWorld.of(
                    wiring,
                    PoolLine.unlimited(SAN_FRANCISCO),
                    PoolLine.unlimited(NEW_YORK),
                    PoolLine.unlimited(LONDON));
            List<SharedUser> users = IntStream.range(0, USERS)
                    .mapToObj(number -> world.create(number % 3 == 0 ? NEAR : ANYWHERE, phone(number), SAN_FRANCISCO))
                    .toList();
            List<Callable<List<Verdict>>> clients = List.of(
                    () -> world.retire(SAN_FRANCISCO),
                    () -> world.retire(SAN_FRANCISCO, 100),
                    () -> creating(world, NEIGHBOUR, 0),
                    () -> creating(world, ANYWHERE, USERS),
                    () -> deactivating(world, users.subList(0, 4)),
                    () -> naming(world, users.subList(2, 8)),
                    () -> changingPhones(world, users.subList(6, 10)));
            List<List<Verdict>> verdicts = racers.play(clients);

            verdicts.forEach(told -> assertThat(told)
                    .filteredOn(NotMoved.class::isInstance)
                    .allMatch(verdict -> ((NotMoved) verdict).reason() == Reason.GONE
                            || ((NotMoved) verdict).reason() == Reason.PHONE_ON_EVERY_LINE));
            world.retire(SAN_FRANCISCO);
            assertThat(world.usersOn(SAN_FRANCISCO)).isEmpty();
            world.assertNothingLeaks();
            users.forEach(user -> isSound(world, user));
        }
    }

    /** The same user with a whole history, found where it is, and by the pairs that it left. */
    private static void isSound(LinesWorld world, SharedUser before) {
        AnyUser now = world.user(before.project(), before.id());
        assertThat(world.users.history(before.project(), before.id()))
                .extracting(Event::version)
                .isEqualTo(LongStream.rangeClosed(1, now.version()).boxed().toList());
        List<FormerPair> former = Stream.of(before.phone(), other(before.phone()))
                .flatMap(phone -> world.kept.formerPairs(phone).stream())
                .filter(pair -> pair.user().equals(before.id()))
                .toList();
        if (now instanceof SharedUser active) {
            assertThat(world.users.route(active.phone(), active.line())).contains(new Route(active, false));
            assertThat(former)
                    .isNotEmpty()
                    .allSatisfy(pair -> assertThat(world.users.route(pair.phone(), pair.line()))
                            .contains(new Route(active, true)));
        } else {
            assertThat(former).isEmpty();
        }
    }

    private static List<Verdict> creating(LinesWorld world, ProjectId project, int first) {
        for (int number = first; number < first + 8; number++) {
            world.users
                    .create(world.request(project, phone(number)))
                    .forEach(outcome -> assertThat(outcome.lineChoice()).isPresent());
        }
        return List.of();
    }

    private static List<Verdict> deactivating(LinesWorld world, List<SharedUser> users) {
        for (SharedUser user : users) {
            assertThat(world.users.deactivate(user.project(), user.id()).isRight())
                    .isTrue();
        }
        return List.of();
    }

    private static List<Verdict> naming(LinesWorld world, List<SharedUser> users) {
        users.forEach(user -> change(world, user, GivenSharedUserPatch.NONE.withFirstName(Setting.to("Ada"))));
        return List.of();
    }

    private static List<Verdict> changingPhones(LinesWorld world, List<SharedUser> users) {
        users.forEach(user -> change(
                world,
                user,
                GivenSharedUserPatch.NONE.withPhoneNumber(
                        Setting.to(other(user.phone()).e164()))));
        return List.of();
    }

    private static void change(LinesWorld world, SharedUser user, GivenSharedUserPatch given) {
        world.users
                .change(SharedUserPatch.of(Project.of(user.project()), user.id(), given)
                        .get())
                .forEach(outcome -> assertThat(outcome.user().id()).isEqualTo(user.id()));
    }

    private static PhoneNumber other(PhoneNumber phone) {
        return PhoneNumber.of(phone.e164().replace("+1415555", "+1415556")).get();
    }

    /** Users go to and fro while both lines are retired and opened again, and the capacity holds. */
    @ParameterizedTest
    @EnumSource(Wiring.class)
    void P4_noLineGetsMoreUsersThanItMayHave(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            LinesWorld world = LinesWorld.of(
                    wiring, PoolLine.unlimited(SAN_FRANCISCO), new PoolLine(NEW_YORK, 5), new PoolLine(LONDON, 2));
            List<SharedUser> users = IntStream.range(0, 8)
                    .mapToObj(number -> world.create(ANYWHERE, phone(number), SAN_FRANCISCO))
                    .toList();
            List<Callable<List<Verdict>>> clients = new ArrayList<>();
            for (int racer = 0; racer < 3; racer++) {
                clients.add(() -> world.retire(SAN_FRANCISCO));
            }
            clients.add(() -> creating(world, NEIGHBOUR, 100));
            racers.play(clients);
            assertThat(world.usersOn(NEW_YORK)).hasSize(5);
            assertThat(world.usersOn(LONDON)).hasSize(2);
            world.assertNothingLeaks();

            world.lines.change(SAN_FRANCISCO, Optional.of(LineState.OPEN), OptionalInt.of(99));
            world.lines.change(LONDON, Optional.empty(), OptionalInt.of(99));
            racers.play(List.of(() -> world.retire(NEW_YORK), () -> world.retire(NEW_YORK)));
            world.retire(NEW_YORK);
            assertThat(world.usersOn(NEW_YORK)).isEmpty();
            world.assertNothingLeaks();
            assertThat(users).allMatch(user -> world.user(ANYWHERE, user.id()) instanceof User);
        }
    }
}
