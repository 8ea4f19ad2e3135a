package dev.partyline.inmemory.kinds;

import dev.partyline.domain.user.UserKind;
import dev.partyline.inmemory.Rounds;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.testkit.contract.MovableClock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real threads that start together for the same thing, in a new registry each round. */
class KindsRace {

    private final Contests contests = new Contests();

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void C4_oneOfThoseWhoWantAnEmailGetsIt(Wiring wiring) {
        rounds(Rounds.MANY, wiring, contests::oneEmail);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void A2_oneOfThoseWhoWantAnIdentifierGetsAllOfItsOwn(Wiring wiring) {
        rounds(Rounds.MANY, wiring, contests::oneIdentifierOfSeveral);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void A2_theOrderOfIdentifiersIsNothing(Wiring wiring) {
        rounds(Rounds.MANY, wiring, contests::identifiersInTwoOrders);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void A3_oneOfThoseWhoWantAnExternalIdGetsIt(Wiring wiring) {
        rounds(Rounds.MANY, wiring, contests::oneExternalId);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void A4_oneOfThoseWhoWantAnIdGetsIt(Wiring wiring) {
        rounds(Rounds.MANY, wiring, contests::oneGivenId);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void A4_theIdentifierIsRefusedBeforeTheId(Wiring wiring) {
        rounds(Rounds.MANY, wiring, contests::oneGivenIdAndIdentifier);
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void N2_concurrentMembershipsLoseNothing(Wiring wiring) {
        rounds(Rounds.MANY / 2, wiring, registry -> contests.membershipsOfOneUser(registry, 0));
        rounds(Rounds.MANY / 2, wiring, registry -> contests.membershipsOfOneUser(registry, 1));
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void L1_noChangeUnderWayBringsAUserBack(Wiring wiring) {
        rounds(Rounds.MANY / 2, wiring, registry -> contests.membershipsAndTheEnd(registry, 0));
        rounds(Rounds.MANY / 2, wiring, registry -> contests.membershipsAndTheEnd(registry, 1));
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void I5_oneOfTheSameRequestsIsCarriedOutAndAllGetItsAnswer(Wiring wiring) {
        eachKind((kind, tenant) -> rounds(Rounds.MANY, wiring, registry -> contests.oneKey(registry, kind, tenant)));
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void I2_ofTwoRequestsWithOneKeyOneIsRefused(Wiring wiring) {
        eachKind((kind, tenant) ->
                rounds(Rounds.MANY, wiring, registry -> contests.oneKeyTwoRequests(registry, kind, tenant)));
    }

    /** The other request would be refused for want of a line as well; but that its key is used comes before that. */
    @ParameterizedTest
    @EnumSource(Wiring.class)
    void I2_theKeyIsRefusedBeforeThePool(Wiring wiring) {
        MovableClock clock = new MovableClock(Surroundings.START);
        for (int i = 0; i < Rounds.MANY; i++) {
            contests.oneKeyTwoRequests(
                    wiring.registry(clock, new PlainHasher(), new PoolLine(Wiring.POOL_LINE, 1)), UserKind.SHARED, 0);
        }
    }

    /** Subscribers also where they have no keys. */
    private static void eachKind(BiConsumer<UserKind, Integer> contest) {
        for (UserKind kind : UserKind.values()) {
            contest.accept(kind, 0);
        }
        contest.accept(UserKind.SUBSCRIBER, 1);
    }

    private static void rounds(int rounds, Wiring wiring, Consumer<UserRegistry> round) {
        MovableClock clock = new MovableClock(Surroundings.START);
        for (int i = 0; i < rounds; i++) {
            round.accept(wiring.registry(clock));
        }
    }
}
