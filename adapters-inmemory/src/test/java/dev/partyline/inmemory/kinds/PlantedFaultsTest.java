package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.UserKind;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.inmemory.kinds.BrokenStore.Fault;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.testkit.contract.MovableClock;
import java.util.List;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the checks of this package would see what they are there for. */
class PlantedFaultsTest {
    private static final int ROUNDS = 2_000;

    private final Contests contests = new Contests();

    @Test
    void A2_identifiersClaimedOneByOneAreSeen() {
        assertThat(Contests.rejection(
                        () -> contests.oneIdentifierOfSeveral(
                                registry(Fault.CLAIMS_ONE_BY_ONE, new MovableClock(Surroundings.START))),
                        ROUNDS))
                .isPresent();
    }

    @Test
    void I5_anAnswerRecordedOutsideOfTheStepIsSeen() {
        assertThat(Contests.rejection(
                        () -> contests.oneKey(
                                registry(Fault.RECORDS_LATER, new MovableClock(Surroundings.START)),
                                UserKind.SUBSCRIBER,
                                0),
                        ROUNDS))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CLAIMS_ONE_BY_ONE", "RECORDS_LATER"})
    void faultsOfOneCallerAreSeenByHistories(Fault fault) {
        Arbitrary<List<Command>> histories = Commands.histories(1, 1, UserKind.values());
        assertThat(histories
                        .sampleStream()
                        .limit(ROUNDS)
                        .anyMatch(history -> Contests.rejection(
                                        () -> Play.agrees(clock -> registry(fault, clock), history), 1)
                                .isPresent()))
                .isTrue();
    }

    private static UserRegistry registry(Fault fault, MovableClock clock) {
        return Wiring.over(new BrokenStore(fault), clock, new PlainHasher(), PoolLine.unlimited(Wiring.POOL_LINE));
    }
}
