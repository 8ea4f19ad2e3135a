package dev.partyline.inmemory.cells;

import static dev.partyline.inmemory.cells.World.AMERICA;
import static dev.partyline.inmemory.cells.World.AMERICAN;
import static dev.partyline.inmemory.cells.World.BERLIN;
import static dev.partyline.inmemory.cells.World.EUROPE;
import static dev.partyline.inmemory.cells.World.EUROPEAN;
import static dev.partyline.inmemory.cells.World.HOMELESS;
import static dev.partyline.inmemory.cells.World.LONDON;
import static dev.partyline.inmemory.cells.World.NEW_YORK;
import static dev.partyline.inmemory.cells.World.TOKYO;
import static dev.partyline.inmemory.cells.World.dedicated;
import static dev.partyline.inmemory.cells.World.line;
import static dev.partyline.inmemory.cells.World.phone;
import static dev.partyline.inmemory.cells.World.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.RunName;
import dev.partyline.ports.Cell;
import dev.partyline.ports.Cells;
import dev.partyline.ports.LinePage;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.Retirement;
import dev.partyline.ports.Retirement.Moved;
import dev.partyline.ports.Retirement.NotMoved;
import dev.partyline.ports.Retirement.Reason;
import dev.partyline.ports.Route;
import dev.partyline.ports.Run;
import dev.partyline.ports.Verdict;
import dev.partyline.ports.driven.CellName;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CellsTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final UserId NOBODY =
            UserId.of("11111111-2222-4333-8444-000000000000").get();

    private final World world = new World();

    @Test
    void P2_aLineInTwoCellsIsRefused() {
        world.america.pool.add(PoolLine.unlimited(LONDON));

        assertThatThrownBy(world::cells)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("america", "europe", LONDON.number().toString())
                .hasMessageNotContaining(LONDON.e164());
    }

    /** In the order of their names, whichever the order of the map. */
    @Test
    void P2_ofSeveralLinesInAWrongCellThatOfTheFirstCellIsTold() {
        world.places.clear();
        Map<CellName, Cell> backwards = new LinkedHashMap<>();
        backwards.put(EUROPE, new Cell(world.europe.store));
        backwards.put(AMERICA, new Cell(world.america.store));

        assertThatThrownBy(() -> Cells.of(backwards, world, world, RegistryOptions.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("america")
                .hasMessageNotContaining("europe");
    }

    @Test
    void P2_aLineThatNoCellShouldHaveIsRefused() {
        world.places.remove(LONDON);

        assertThatThrownBy(world::cells)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("europe", "none");
    }

    @Test
    void P2_everyLineOfACellIsLookedAt() {
        IntStream.range(0, 2_500).forEach(number -> {
            Line line = line("+1213555" + (1_000 + number));
            world.america.pool.add(PoolLine.unlimited(line));
            world.places.put(line, AMERICA);
        });
        assertThat(world.cells()).isNotNull();

        world.places.put(line("+12135553499"), EUROPE);
        assertThatThrownBy(world::cells).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void P2_aLineThatComesToASecondCellIsFoundByTheSweep() {
        world.america.pool.add(PoolLine.unlimited(LONDON));

        assertThatThrownBy(world.users::sweep)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("america", "europe", LONDON.number().toString())
                .hasMessageNotContaining(LONDON.e164());
    }

    @Test
    void D1_aLineOfAnotherCellIsOwnedByNobody() {
        assertThat(world.users.create(dedicated(AMERICAN, 1, NEW_YORK)).isRight())
                .isTrue();
        for (Line line : List.of(LONDON, TOKYO)) {
            assertThat(world.users.create(dedicated(AMERICAN, 1, line)).getLeft())
                    .isEqualTo(new Refusal.LineNotOwned(line));
        }
    }

    @Test
    void T1_oneJoinsTheCellOfItsTenant() {
        SharedUser european = world.create(EUROPEAN, 1);
        SharedUser american = world.create(AMERICAN, 1);

        assertThat(european.line()).isEqualTo(LONDON);
        assertThat(american.line()).isEqualTo(NEW_YORK);
        assertThat(world.europe.store.find(EUROPEAN.id(), european.id())).isPresent();
        assertThat(world.america.store.find(AMERICAN.id(), american.id())).isPresent();
        assertThat(world.users.find(EUROPEAN.id(), american.id())).isEmpty();
        assertThat(world.users.find(AMERICAN.id(), new Key.SharedPhone(AMERICAN.id(), american.phone())))
                .contains(american);
    }

    @Test
    void T3_aTenantOfNoCellIsUnknown() {
        assertThat(world.users.create(request(HOMELESS, 1)).getLeft()).isEqualTo(new Refusal.UnknownTenant());
        assertThat(world.users.foresee(request(HOMELESS, 1)).getLeft()).isEqualTo(new Refusal.UnknownTenant());
        assertThat(world.users
                        .createAll(Run.unnamed(), List.of(request(HOMELESS, 1)).iterator())
                        .next()
                        .answer()
                        .getLeft())
                .isEqualTo(new Refusal.UnknownTenant());
        assertThat(world.users.usage(HOMELESS.id()).getLeft()).isEqualTo(new Refusal.UnknownTenant());
        assertThat(world.users.rekey(HOMELESS.id(), Optional.empty(), 1).getLeft())
                .isEqualTo(new Refusal.UnknownTenant());
        assertThat(world.users.deactivate(HOMELESS.id(), NOBODY).getLeft()).isEqualTo(new Refusal.UserNotFound(NOBODY));
        assertThat(world.users.erase(Erasure.of(HOMELESS.id(), NOBODY)).getLeft())
                .isEqualTo(new Refusal.UserNotFound(NOBODY));
        assertThat(world.users.findInAnyState(HOMELESS.id(), NOBODY)).isEmpty();
        assertThat(world.users.list(Listing.of(HOMELESS.id(), 10)).rows()).isEmpty();
        assertThat(world.users.history(HOMELESS.id(), NOBODY)).isEmpty();
    }

    @Test
    void R1_aLineLeadsToItsCellWhetherTheOtherAnswersOrNot() {
        SharedUser european = world.create(EUROPEAN, 1);
        SharedUser american = world.create(AMERICAN, 1);
        assertThat(world.users.find(american.phone(), NEW_YORK)).contains(american);

        world.america.isDown = true;
        assertThat(world.users.find(european.phone(), LONDON)).contains(european);
        assertThat(world.users.route(PhoneNumber.of(phone(2)).get(), LONDON)).isEmpty();
        assertThat(world.users.route(european.phone(), TOKYO)).isEmpty();
        assertThatThrownBy(() -> world.users.route(american.phone(), NEW_YORK))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void P6_aLineIsRetiredToLinesOfItsCell() {
        SharedUser user = world.create(EUROPEAN, 1);
        assertThat(retired(LONDON)).containsExactly(new NotMoved(EUROPEAN.id(), user.id(), Reason.NO_LINE));

        world.europe.pool.add(PoolLine.unlimited(BERLIN));
        assertThat(retired(LONDON)).containsExactly(new Moved(EUROPEAN.id(), user.id(), BERLIN));
        assertThat(world.users.route(user.phone(), LONDON).map(Route::former)).contains(true);
        assertThat(world.lines.usersOn(BERLIN, Optional.empty(), 10).users())
                .extracting(LineUser::id)
                .containsExactly(user.id());
        assertThat(world.lines.retire(TOKYO, Optional.empty(), 10)).isEmpty();
        assertThat(world.lines.usersOn(TOKYO, Optional.empty(), 10).users()).isEmpty();
    }

    private List<Retirement.Verdict> retired(Line line) {
        return world.lines.retire(line, Optional.empty(), 10).orElseThrow().verdicts();
    }

    @Test
    void P9_aLineIsShownAndChangedInItsCell() {
        world.create(AMERICAN, 1);

        assertThat(world.lines.find(NEW_YORK).map(LineUse::users)).contains(1);
        assertThat(world.lines.change(NEW_YORK, Optional.of(LineState.DRAINING), OptionalInt.empty()))
                .contains(new LineUse(NEW_YORK, LineState.DRAINING, Integer.MAX_VALUE, 1));
        assertThat(world.america.pool.find(NEW_YORK).map(LineUse::state)).contains(LineState.DRAINING);
        assertThat(world.lines.find(TOKYO)).isEmpty();
        assertThat(world.lines.change(TOKYO, Optional.empty(), OptionalInt.empty()))
                .isEmpty();
    }

    @Test
    void P9_pagesHaveTheLinesOfAllCellsByNumber() {
        // A number of another length, or a page of one cell alone, would stand out.
        List<Line> europeans = Stream.of("+4420794601", "+442079460102", "+31201234567", "+31201234568", "+31201234569")
                .map(World::line)
                .toList();
        europeans.forEach(line -> {
            world.europe.pool.add(PoolLine.unlimited(line));
            world.places.put(line, EUROPE);
        });
        List<Line> americans =
                Stream.of("+18085550101", "+18685550101").map(World::line).toList();
        americans.forEach(line -> {
            world.america.pool.add(PoolLine.unlimited(line));
            world.places.put(line, AMERICA);
        });
        List<Line> expected = Stream.of(europeans, americans, List.of(LONDON, NEW_YORK))
                .flatMap(List::stream)
                .sorted((one, other) -> Long.compare(Long.parseLong(one.e164()), Long.parseLong(other.e164())))
                .toList();

        for (int most = 0; most <= expected.size() + 1; most++) {
            List<Line> seen = new ArrayList<>();
            Optional<Line> next = Optional.empty();
            do {
                LinePage page = world.lines.lines(next, most);
                assertThat(page.lines()).hasSizeBetween(1, Math.max(1, most));
                page.lines().forEach(use -> seen.add(use.line()));
                next = page.next();
            } while (next.isPresent());
            assertThat(seen).as("in pages of %s", most).isEqualTo(expected);
        }
    }

    @Test
    void E4_aCellThatIsNotHereIsNoUnknownTenant() {
        world.tenants.put(HOMELESS.id(), new CellName("asia"));
        world.places.put(TOKYO, new CellName("asia"));

        UnavailableException refused =
                catchThrowableOfType(UnavailableException.class, () -> world.users.create(request(HOMELESS, 1)));
        assertThat(refused.effect()).isEqualTo(Effect.NONE);
        assertThat(refused).hasMessageContaining("asia");
        assertThatThrownBy(() -> world.lines.find(TOKYO)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void E4_noCellsAreNoRegistry() {
        assertThatThrownBy(() -> Cells.of(Map.of(), world, world, world.options))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void E4_aDirectoryThatFailsIsUnavailable() {
        world.isDirectoryBroken = true;

        UnavailableException failed =
                catchThrowableOfType(UnavailableException.class, () -> world.users.create(request(EUROPEAN, 1)));
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
        assertThat(failed).hasMessageNotContaining(phone(1));
        assertThatThrownBy(() -> world.lines.find(LONDON)).isInstanceOf(UnavailableException.class);
        Iterator<Verdict<Refusal, User>> run = world.users.createAll(
                Run.unnamed(),
                List.<CreateRequest<? extends Refusal, ? extends User>>of(request(EUROPEAN, 1))
                        .iterator());
        assertThatThrownBy(run::next).isInstanceOf(UnavailableException.class);
    }

    @Test
    void C6_aPasswordIsWipedThoughTheDirectoryFails() {
        GivenCustomerUser given = GivenCustomerUser.NONE
                .withCustomerId("customer")
                .withEmail("ada@example.org")
                .withFirstName("Ada")
                .withLastName("Lovelace")
                .withPassword("a password of Ada");
        NewCustomerUser request = NewCustomerUser.of(ConsoleProject.of(new ConsoleProjectId("console")), given)
                .get();
        world.isDirectoryBroken = true;

        CustomerUserPatch patch = CustomerUserPatch.of(
                        ConsoleProject.of(new ConsoleProjectId("console")),
                        NOBODY,
                        GivenCustomerUserPatch.NONE.withPassword(Setting.to("a password of Ada")))
                .get();

        assertThatThrownBy(() -> world.users.create(request)).isInstanceOf(UnavailableException.class);
        assertThat(request.credential()
                        .orElseThrow()
                        .<String>fold(password -> new String(password.characters()), hash -> ""))
                .containsOnlyOnce("\0".repeat(17));
        assertThatThrownBy(() -> world.users.change(patch)).isInstanceOf(UnavailableException.class);
        assertThat(patch.password().given().orElseThrow().characters()).containsOnly('\0');
    }

    @Test
    void B1_theRowsOfACellDoNotWaitForAnother() {
        world.america.isDown = true;
        Iterator<Verdict<Refusal, User>> run = world.users.createAll(
                Run.unnamed(),
                List.<CreateRequest<? extends Refusal, ? extends User>>of(
                                request(EUROPEAN, 1), request(AMERICAN, 1), request(EUROPEAN, 2))
                        .iterator());

        assertThat(run.next().answer().isRight()).isTrue();
        assertThatThrownBy(run::next).isInstanceOf(UnavailableException.class);
        Verdict<Refusal, User> last = run.next();
        assertThat(last.row()).isEqualTo(3);
        assertThat(last.answer().isRight()).isTrue();
        assertThat(run.hasNext()).isFalse();
    }

    @Test
    void B2_aRunGoesOnInEveryCellUnderOneName() {
        List<CreateRequest<? extends Refusal, ? extends User>> rows =
                List.of(request(EUROPEAN, 1), request(AMERICAN, 1), request(EUROPEAN, 1));
        Run run = Run.named(RunName.of("nightly").get());
        world.america.isDown = true;
        Iterator<Verdict<Refusal, User>> first = world.users.createAll(run, rows.iterator());
        Verdict<Refusal, User> told = first.next();
        assertThatThrownBy(first::next).isInstanceOf(UnavailableException.class);

        world.america.isDown = false;
        List<Verdict<Refusal, User>> again = new ArrayList<>();
        world.users.createAll(run, rows.iterator()).forEachRemaining(again::add);
        assertThat(again.get(0)).isEqualTo(told);
        assertThat(again.get(1).answer().get().user().tenant()).isEqualTo(AMERICAN.id());
        assertThat(again.get(2).answer().get().user().id())
                .isEqualTo(told.answer().get().user().id());
        assertThat(world.users
                        .usage(EUROPEAN.id())
                        .get()
                        .of(told.answer().get().user().kind()))
                .isOne();
    }

    @Test
    void O4_noCellStarves() {
        IntStream.range(0, 50).forEach(number -> world.create(EUROPEAN, number));
        IntStream.range(0, 50).forEach(number -> world.create(AMERICAN, number));

        for (int i = 0; i < 3; i++) {
            List<TenantId> told = List.of(leasedOne().tenant(), leasedOne().tenant());
            assertThat(told).containsExactlyInAnyOrder(EUROPEAN.id(), AMERICAN.id());
        }
    }

    private Event leasedOne() {
        List<Event> leased = world.users.leaseEvents(1, LEASE);
        assertThat(leased).hasSize(1);
        return leased.get(0);
    }

    @Test
    void O4_eventsOfAllCellsAreLeasedAndDone() {
        world.create(EUROPEAN, 1);
        world.create(EUROPEAN, 2);
        world.create(AMERICAN, 1);
        assertThat(world.users.eventsNotDone(10)).isEqualTo(3);
        assertThat(world.users.eventsNotDone(2)).isEqualTo(2);

        List<Event> leased = world.users.leaseEvents(10, LEASE);
        assertThat(leased).hasSize(3);
        assertThat(world.users.leaseEvents(10, LEASE)).isEmpty();
        world.users.eventsDone(leased.stream().map(Event::id).toList());
        assertThat(world.users.eventsNotDone(10)).isZero();
        world.clock.advance(LEASE);
        assertThat(world.users.leaseEvents(10, LEASE)).isEmpty();
    }

    @Test
    void O4_aCellThatIsDownKeepsNoOthersEvents() {
        world.create(EUROPEAN, 1);
        world.create(AMERICAN, 1);
        world.america.isDown = true;
        List<Event> leased = new ArrayList<>(world.users.leaseEvents(10, LEASE));
        assertThat(leased).extracting(Event::tenant).containsExactly(EUROPEAN.id());
        assertThatThrownBy(() -> world.users.leaseEvents(10, LEASE)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> world.users.eventsNotDone(10)).isInstanceOf(UnavailableException.class);

        world.america.isDown = false;
        leased.addAll(world.users.leaseEvents(10, LEASE));
        assertThat(leased).hasSize(2);
        world.america.isDown = true;
        assertThatThrownBy(() ->
                        world.users.eventsDone(leased.stream().map(Event::id).toList()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("america");
        world.america.isDown = false;
        assertThat(world.users.eventsNotDone(10)).isOne();
    }

    @Test
    void X3_aSweepGoesOnInTheOtherCells() {
        for (boolean isAmericaDown : List.of(true, false)) {
            World other = new World();
            List<SharedUser> due = List.of(other.create(EUROPEAN, 1), other.create(AMERICAN, 1));
            due.forEach(user -> assertThat(
                            other.users.deactivate(user.tenant(), user.id()).isRight())
                    .isTrue());
            other.clock.advance(Duration.ofDays(2));
            (isAmericaDown ? other.america : other.europe).isDown = true;

            assertThatThrownBy(other.users::sweep)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining(isAmericaDown ? "america" : "europe");
            SharedUser swept = due.get(isAmericaDown ? 0 : 1);
            assertThat(other.users.findInAnyState(swept.tenant(), swept.id())).containsInstanceOf(ErasedUser.class);
        }
    }

    @Test
    void X3_aSweepTellsWhatWasDoneInAllCells() {
        for (SharedUser user : List.of(world.create(EUROPEAN, 1), world.create(AMERICAN, 1))) {
            assertThat(world.users.deactivate(user.tenant(), user.id()).isRight())
                    .isTrue();
        }
        world.clock.advance(Duration.ofDays(2));

        assertThat(world.users.sweep()).isEqualTo(2);
        assertThat(world.users.sweep()).isZero();
    }

    @Test
    void X3_aSweepErasesWhereTheTenantIsAndNowhereElse() {
        SharedUser user = world.create(EUROPEAN, 1);
        assertThat(world.users.deactivate(user.tenant(), user.id()).isRight()).isTrue();
        world.tenants.put(EUROPEAN.id(), AMERICA);
        world.clock.advance(Duration.ofDays(2));

        assertThat(world.users.sweep()).isZero();
        world.tenants.put(EUROPEAN.id(), EUROPE);
        assertThat(world.users.sweep()).isOne();
    }

    @Test
    void V16_everyCellIsMovedToThePlan() {
        assertThat(world.users.adoptPlan()).isEqualTo(NumberingPlan.NUMBER);
        world.europe.store.adoptPlan(NumberingPlan.NUMBER + 1);

        assertThat(world.users.adoptPlan()).isEqualTo(NumberingPlan.NUMBER + 1);
        assertThat(world.europe.store.plan()).isEqualTo(NumberingPlan.NUMBER);
        assertThat(world.america.store.plan()).isEqualTo(NumberingPlan.NUMBER);
    }
}
