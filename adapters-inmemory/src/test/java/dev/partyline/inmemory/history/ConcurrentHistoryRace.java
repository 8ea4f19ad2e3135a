package dev.partyline.inmemory.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.inmemory.contract.PlainStore;
import dev.partyline.ports.UserRegistry;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Thousands of short histories of several clients, each of which must be one that a single client could have had. */
class ConcurrentHistoryRace {

    /** Real threads, as the machine lets them: what they find is not found again, and so not shrunk. */
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void everyRaceIsASequentialHistory(@ForAll("plays") Play play) {
        for (Wiring wiring : Wiring.values()) {
            ConcurrentRound round = new ConcurrentRound(play, wiring, wiring.world(play.capacities()));
            assertThat(round.isSequential(new Racers())).as("%s", round).isTrue();
        }
    }

    /** One client at a time, from one call of a port to the next, in an order that is generated too. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyInterleavingIsASequentialHistory(@ForAll("plays") Play play) {
        for (Wiring wiring : Wiring.values()) {
            Turns turns = new Turns(play.turns());
            ConcurrentRound round =
                    new ConcurrentRound(play, wiring, wiring.world(play.capacities(), Wiring.turnstile(turns)));
            assertThat(round.isSequential(turns)).as("%s", round).isTrue();
        }
    }

    /** The check itself, against a store that lets all others go first between its check and its act. */
    @Example
    void aStoreThatChecksAndThenActsIsFound() {
        boolean found = Commands.plays(9).generator(1_000).stream(new Random(1))
                .limit(1_000)
                .anyMatch(play -> !isSequentialWhenChecksAndActsAreApart(play.value()));
        assertThat(found).as("a history that no single client could have had").isTrue();
    }

    private static boolean isSequentialWhenChecksAndActsAreApart(Play play) {
        Meeting meeting = new Meeting(play.clients().size());
        HistoryWorld world = withCheckThenAct(play.capacities(), meeting);
        return new ConcurrentRound(play, Wiring.LEASED, world).isSequential(new Racers(), meeting::leave);
    }

    private static HistoryWorld withCheckThenAct(List<Integer> capacities, Meeting meeting) {
        return new HistoryWorld(
                capacities,
                (world, pool) -> UserRegistry.of(
                        new PlainStore(PlainStore.Fault.KEYS_ARE_CHECKED_BEFORE_THE_STEP, meeting::await),
                        pool,
                        world,
                        world.options()));
    }

    @Provide
    Arbitrary<Play> plays() {
        return Commands.plays(0);
    }
}
