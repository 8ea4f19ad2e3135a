package dev.partyline.inmemory.kinds;

import dev.partyline.domain.user.UserKind;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Histories of users of all kinds, compared step by step with the {@link Model}. Each property draws those in which its
 * rule is what mostly decides; all of them check everything.
 */
class KindsHistoryProperties {
    @Property
    void T1_oneTenantsUsersAreNothingToAnother(@ForAll("all") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void T2_nothingOfOneTenantIsSeenThroughAnother(@ForAll("all") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void C2_theUserAndItsMembershipComeTogetherOrNotAtAll(
            @ForAll("customers") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void C4_anEmailIsAKeyOfItsConsoleProject(@ForAll("customers") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void C5_unknownProjectsAndCustomersAreRefusedEachInItsWay(
            @ForAll("customers") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void N2_aSubscriberJoinsAndLeavesCustomers(@ForAll("subscribers") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void N3_updatedAtMovesWithEveryChangeAndCreatedAtNever(
            @ForAll("subscribers") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void N4_membersAreKeysOnlyWhereTheAccountAsksForIt(
            @ForAll("subscribers") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void A2_identifiersAreKeysAllOfThemOrNone(@ForAll("apps") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void A3_anExternalIdIsAKey(@ForAll("apps") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void A4_aGivenIdIsTakenByAnyUserOfTheApp(@ForAll("apps") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void I1_theSameRequestUnderAKeyGetsTheSameAnswer(@ForAll("keyed") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void I2_anotherRequestUnderAKeyIsRefused(@ForAll("keyed") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void I3_aKeyIsForgottenAfterADay(@ForAll("keyed") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void I4_keysLivePerTenant(@ForAll("keyed") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void I6_aRefusedRequestLeavesNoRecord(@ForAll("keyed") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void L1_deactivatingFreesWhatTheUserHeld(@ForAll("all") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void L2_whatIsNotActiveCantBeDeactivated(@ForAll("all") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void L5_listingsAreInAStableOrder(@ForAll("all") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void E5_aDryRunTellsAndDoesNothing(@ForAll("foreseen") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void L4_aChangeIsMadeAsAWholeOrNotAtAll(@ForAll("changed") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void L6_everyEffectMakesAVersion(@ForAll("changed") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void L7_aChangeThatWasDecidedOnAnotherVersionIsStale(
            @ForAll("changed") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void L8_whoIsToBeAbsentIsNeitherMergedNorReturned(@ForAll("lines") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void K1_identifiersAndExternalIdsChangeWithTheirKeys(
            @ForAll("changedApps") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void K2_aSharedUsersPhoneChangesOnItsLine(@ForAll("changedLines") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void K3_anEmailThatIsAKeyChangesWithItsKey(
            @ForAll("changedCustomers") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void K3_everyKeyOfASubscriberChangesWithIt(
            @ForAll("changedSubscribers") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void I7_aChangeUnderAKeyIsMadeOnce(@ForAll("changed") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void X1_anErasureLeavesNothingButIdsVersionsAndTimes(
            @ForAll("ending") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Property
    void X2_noRecordTellsOfWhoIsErased(@ForAll("ending") List<Command> history, @ForAll Wiring wiring) {
        Play.agrees(wiring::registry, history);
    }

    @Provide
    Arbitrary<List<Command>> all() {
        return Commands.histories(2, 1, UserKind.values());
    }

    @Provide
    Arbitrary<List<Command>> lines() {
        return Commands.histories(1, 1, UserKind.SHARED, UserKind.DEDICATED);
    }

    @Provide
    Arbitrary<List<Command>> customers() {
        return Commands.histories(1, 1, UserKind.CUSTOMER);
    }

    @Provide
    Arbitrary<List<Command>> subscribers() {
        return Commands.histories(1, 1, UserKind.SUBSCRIBER);
    }

    @Provide
    Arbitrary<List<Command>> apps() {
        return Commands.histories(1, 1, UserKind.APP);
    }

    @Provide
    Arbitrary<List<Command>> changed() {
        return Commands.changing(UserKind.values());
    }

    @Provide
    Arbitrary<List<Command>> changedLines() {
        return Commands.changing(UserKind.SHARED);
    }

    @Provide
    Arbitrary<List<Command>> changedCustomers() {
        return Commands.changing(UserKind.CUSTOMER);
    }

    @Provide
    Arbitrary<List<Command>> changedSubscribers() {
        return Commands.changing(UserKind.SUBSCRIBER);
    }

    @Provide
    Arbitrary<List<Command>> changedApps() {
        return Commands.changing(UserKind.APP);
    }

    @Provide
    Arbitrary<List<Command>> ending() {
        return Commands.ending(UserKind.values());
    }

    @Provide
    Arbitrary<List<Command>> keyed() {
        return Commands.histories(1, 1, UserKind.values());
    }

    @Provide
    Arbitrary<List<Command>> foreseen() {
        return Commands.histories(1, 5, UserKind.values());
    }
}
