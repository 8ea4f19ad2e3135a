package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.UserKind;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.inmemory.contract.PlainStore;
import dev.partyline.inmemory.contract.PlainStore.Fault;
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
                                registry(Fault.KEYS_ARE_CLAIMED_ONE_BY_ONE, new MovableClock(Surroundings.START))),
                        ROUNDS))
                .isPresent();
    }

    @Test
    void I5_anAnswerRecordedOutsideOfTheStepIsSeen() {
        assertThat(Contests.rejection(
                        () -> contests.oneKey(
                                registry(Fault.THE_RECORD_IS_WRITTEN_AFTERWARDS, new MovableClock(Surroundings.START)),
                                UserKind.SUBSCRIBER,
                                0),
                        ROUNDS))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "RECORDS_FORGET_THEIR_TENANT",
                "RECORDS_TELL_AN_EARLIER_FIRST_USE",
                "IDS_ARE_FOUND_ACROSS_TENANTS",
                "A_REPLACEMENT_IS_LOST",
                "EVERY_SPAN_IS_OF_CREATION",
                "A_REPLACEMENT_KEEPS_THE_OLD_KEYS",
                "AN_ERASURE_IS_LOST"
            })
    void faultsOfOneCallerAreSeenByHistories(Fault fault) {
        assertThat(isSeenByHistories(fault)).isTrue();
    }

    /** So that it is the planted faults that are seen, not the store. */
    @Test
    void theSameStoreWithoutAFaultIsSound() {
        assertThat(isSeenByHistories(Fault.NONE)).isFalse();
    }

    private static boolean isSeenByHistories(Fault fault) {
        Arbitrary<List<Command>> histories = Commands.histories(1, 1, UserKind.values());
        return histories
                .sampleStream()
                .limit(ROUNDS)
                .anyMatch(history -> Contests.rejection(() -> Play.agrees(clock -> registry(fault, clock), history), 1)
                        .isPresent());
    }

    private static UserRegistry registry(Fault fault, MovableClock clock) {
        return Wiring.over(new PlainStore(fault), clock, new PlainHasher(), PoolLine.unlimited(Wiring.POOL_LINE));
    }
}
