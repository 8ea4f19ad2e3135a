package dev.partyline.inmemory.lines;

import static dev.partyline.inmemory.lines.LinesWorld.ANYWHERE;
import static dev.partyline.inmemory.lines.LinesWorld.NEIGHBOUR;
import static dev.partyline.inmemory.lines.LinesWorld.NEW_YORK;
import static dev.partyline.inmemory.lines.LinesWorld.SAN_FRANCISCO;
import static dev.partyline.inmemory.lines.LinesWorld.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.partyline.domain.user.SharedUser;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.inmemory.history.Wiring;
import dev.partyline.ports.Retirement.NotMoved;
import dev.partyline.ports.Retirement.Reason;
import dev.partyline.ports.Route;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A retirement that fails at any of its calls to the ports, and is run again. */
class RetirementCrashTest {

    /** The calls fail from one on, before they are carried out or after. */
    private static final class Outage implements Gate {
        private final boolean carriesOut;
        private int callsLeft = Integer.MAX_VALUE;
        private final int lasts;
        private int failed;

        Outage(boolean carriesOut, int lasts) {
            this.carriesOut = carriesOut;
            this.lasts = lasts;
        }

        void beginsAfter(int calls) {
            callsLeft = calls;
            failed = 0;
        }

        @Override
        public <T> T pass(Supplier<T> call) {
            if (callsLeft-- > 0 || failed == lasts) {
                return call.get();
            }
            failed++;
            callsLeft = 0;
            String done = carriesOut ? call.get() + " is done" : "nothing is done";
            throw new IllegalStateException(done + ", and the line of +14155552001 is down");
        }

        boolean hasBegun() {
            return failed > 0;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WITH_LINES, false, 1",
        "WITH_LINES, true, 1",
        "WITH_LINES, false, 1000",
        "WITH_LINES, true, 1000",
        "LEASED, false, 1",
        "LEASED, true, 1",
        "LEASED, false, 1000",
        "LEASED, true, 1000"
    })
    void P6_aRetirementThatFailsAnywhereIsRunAgain(Wiring wiring, boolean carriesOut, int lasts) {
        boolean finished = false;
        for (int calls = 0; !finished; calls++) {
            Outage outage = new Outage(carriesOut, lasts);
            LinesWorld world =
                    LinesWorld.of(wiring, outage, PoolLine.unlimited(SAN_FRANCISCO), new PoolLine(NEW_YORK, 4));
            world.create(NEIGHBOUR, phone(3), NEW_YORK);
            List<SharedUser> users = IntStream.rangeClosed(1, 3)
                    .mapToObj(number -> world.create(ANYWHERE, phone(number), SAN_FRANCISCO))
                    .toList();
            outage.beginsAfter(calls);
            @Nullable Throwable failure = catchThrowable(() -> world.retire(SAN_FRANCISCO));
            finished = !outage.hasBegun();
            if (failure != null) {
                assertThat(failure)
                        .isInstanceOf(UnavailableException.class)
                        .message()
                        .doesNotContain("5552001");
                if (((UnavailableException) failure).effect() == Effect.NONE) {
                    assertThat(world.pool.find(SAN_FRANCISCO).map(LineUse::state))
                            .as("E4: what is told to have had no effect")
                            .contains(LineState.OPEN);
                }
            }
            outage.beginsAfter(Integer.MAX_VALUE);
            world.clock.advance(LinesWorld.LEASE);
            world.users.sweep();

            assertThat(world.retire(SAN_FRANCISCO))
                    .filteredOn(verdict -> verdict instanceof NotMoved)
                    .as("after %s calls", calls)
                    .extracting(verdict -> ((NotMoved) verdict).reason())
                    .containsExactly(Reason.PHONE_ON_EVERY_LINE);
            assertThat(world.usersOn(SAN_FRANCISCO)).containsExactly(users.get(2));
            world.assertNothingLeaks();
            for (SharedUser user : users.subList(0, 2)) {
                SharedUser now = (SharedUser) world.user(ANYWHERE, user.id());
                assertThat(now.line()).isEqualTo(NEW_YORK);
                assertThat(now.version()).as("it was moved once").isEqualTo(2);
                assertThat(world.users.history(ANYWHERE, user.id()))
                        .extracting(Event::version)
                        .containsExactly(1L, 2L);
                assertThat(world.users.route(user.phone(), SAN_FRANCISCO)).contains(new Route(now, true));
            }
        }
    }
}
