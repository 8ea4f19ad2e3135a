package dev.partyline.inmemory.contract;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.partyline.testkit.contract.Demand;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The kit, tried on adapters that are broken on purpose: each is rejected, by the test that is there for it. */
@Tag("thorough")
class BrokenAdaptersTest {

    @ParameterizedTest
    @CsvSource({
        "KEYS_ARE_CHECKED_BEFORE_THE_STEP, A2_ofManyWhoWantOneKeyOneGetsItAndTheOthersNone",
        "ONLY_THE_FIRST_KEY_IS_CLAIMED, V15_eachFormOfAPhoneFindsItsUser",
        "ONLY_THE_FIRST_KEY_IS_CLAIMED, V15_theOtherFormOfAPhoneIsTakenToo",
        "A_REPLACEMENT_KEEPS_THE_OLD_KEYS, V17_aReplacementMovesTheFormsOfAPhone",
        "ONLY_THE_PHONE_ITSELF_IS_FOUND_ON_A_LINE, V15_everyFormOfAPhoneIsOnItsLineWhateverTheTenantAsks",
        "ONLY_THE_FIRST_KEY_IS_REMEMBERED, V15_whoGoesIsRememberedByEveryFormOfItsPhone",
        "THE_PLAN_IS_NOT_KEPT, V16_aStoreNamesThePlanOfItsKeys",
        "ANY_PLAN_IS_WRITTEN, V16_aStoreOfAnotherPlanIsNotWritten",
        "KEYS_ARE_CLAIMED_ONE_BY_ONE, A2_whoCannotHaveOneKeyGetsNoneAndLeavesNothingBehind",
        "KEYS_ARE_CLAIMED_ONE_BY_ONE, A2_ofManyWhoseLastKeyIsTheSameOneGetsItAndTheOthersNone",
        "ONLY_THE_FIRST_KEY_IS_CLAIMED, A2_anAdmittedUserHoldsEveryKeyThatItHas",
        "EMAILS_OF_SHARED_USERS_ARE_NO_KEYS, A2_anAdmittedUserHoldsEveryKeyThatItHas",
        "PAIRS_OF_DEDICATED_USERS_ARE_NO_KEYS, A2_anAdmittedUserHoldsEveryKeyThatItHas",
        "PHONES_ON_LINES_ARE_NO_KEYS, P2_aPhoneOnALineIsAKeyAcrossTenants",
        "THE_QUOTA_IS_COUNTED_BEFORE_THE_STEP, S4_theLimitIsNeverExceededAndReached",
        "THE_QUOTA_IS_NOT_COUNTED, S4_atTheLimitAnAdmissionIsOutdatedAndLeavesNothingBehind",
        "THE_QUOTA_COUNTS_EVERY_KIND, D4_dedicatedUsersDoNotCount",
        "THE_QUOTA_COUNTS_EVERY_TENANT, S4_anotherTenantsUsersDoNotCount",
        "THE_LAST_REPLACEMENT_WINS, S3_aReplacementOfWhatIsAnotherByNowIsOutdated",
        "THE_LAST_REPLACEMENT_WINS, S3_ofManyReplacementsOfOneUserOneIsMade",
        "VALUES_ARE_COMPARED, L6_versionsAreComparedAndNotValues",
        "VERSIONS_MAY_BE_SKIPPED, L6_onlyTheNextVersionIsMade",
        "VERSIONS_MAY_BE_SKIPPED, L6_aUserBeginsWithItsFirstVersion",
        "A_REPLACEMENT_KEEPS_THE_OLD_KEYS, S7_aReplacementTakesItsNewKeysAndFreesTheOthers",
        "A_REPLACEMENT_KEEPS_THE_VERSION, S3_aReplacementIsSeenByEveryWay",
        "A_REPLACEMENT_IS_LOST, S3_aReplacementIsSeenByEveryWay",
        "A_KEY_TO_BE_UNHELD_IS_NOT_LOOKED_AT, S7_ifSomebodyHoldsAKeyThatIsToBeUnheldItIsOutdated",
        "A_KEY_TO_BE_UNHELD_IS_LOOKED_AT_BEFORE_THE_STEP, S7_nobodyIsAnsweredByItsEmailOnceSomebodyHoldsThePhone",
        "ANY_VERSION_IS_CONFIRMED, I6_whoIsNoLongerAsItWasIsNotConfirmed",
        "CONFIRMING_MAKES_A_VERSION, I1_everyOutcomeIsToldAsItWas",
        "THE_RECORD_IS_WRITTEN_FIRST, I6_anOutdatedChangeLeavesNoRecord",
        "THE_RECORD_IS_WRITTEN_AFTERWARDS, I5_ofManyRequestsWithOneKeyOneIsCarriedOut",
        "THE_RECORD_IS_WRITTEN_AFTERWARDS, I6_aUserIsNotSeenWithoutTheRecordOfItsRequest",
        "A_TAKEN_RECORD_IS_NOTICED_AFTERWARDS, I1_underAKeyThatIsTakenNothingIsDone",
        "RECORDS_FORGET_THEIR_TENANT, I4_theSameKeyInAnotherTenantIsAnotherKey",
        "RECORDS_ARE_DROPPED_AFTER_TWELVE_HOURS, I3_aRecordIsToldForADay",
        "RECORDS_TELL_AN_EARLIER_FIRST_USE, I3_aRecordIsToldForADay",
        "RECORDS_TELL_THE_USER_AS_IT_IS_NOW, I1_theRecordTellsTheUserAsItWas",
        "OUTCOMES_ARE_ALL_CREATED, I1_everyOutcomeIsToldAsItWas",
        "A_SWEEP_DROPS_EVERY_RECORD, I3_aRecordIsToldForADay",
        "A_SWEEP_DROPS_EVERY_RECORD, I3_aSweepDropsWhatIsForgottenAndNothingElse",
        "A_SWEEP_DROPS_NOTHING, I3_aSweepDropsWhatIsForgottenAndNothingElse",
        "PAGES_ARE_COUNTED, L5_aPageGoesOnBehindAUserThatIsGone",
        "PAGES_ARE_COUNTED, L5_pagesMissAndRepeatNothingWhileOthersComeAndGo",
        "USERS_OF_ONE_INSTANT_ARE_SKIPPED, L5_usersOfOneInstantStandInTheOrderOfTheirIds",
        "IDS_ARE_ORDERED_AS_JAVA_ORDERS_UUIDS, L5_usersOfOneInstantStandInTheOrderOfTheirIds",
        "A_DEACTIVATION_KEEPS_A_KEY, L1_everyKeyIsFreeInTheSameStep",
        "A_DEACTIVATION_KEEPS_THE_SLOT, L1_theQuotaSlotIsFreeInTheSameStep",
        "A_DEACTIVATION_FORGETS_THE_USER, L1_theUserIsKeptAndNoMoreFound",
        "ANY_DEACTIVATION_WILL_DO, L1_aDeactivationOfWhatIsAnotherByNowIsOutdated",
        "ONLY_THE_FIRST_KEY_IS_CLAIMED, R3_manyKeysAreAnsweredTogether",
        "KEYS_FORGET_THEIR_TENANT, T1_whatIsAKeyInOneTenantIsFreeInAnother",
        "PHONES_ON_LINES_ARE_KEYS_OF_THE_TENANT, P2_aPhoneOnALineIsAKeyAcrossTenants",
        "IDS_ARE_FOUND_ACROSS_TENANTS, T2_nothingOfATenantIsToldThroughAnother",
        "DEACTIVATED_USERS_ARE_FOUND_AS_ACTIVE, L1_theUserIsKeptAndNoMoreFound",
        "IDS_ARE_TAKEN_ACROSS_TENANTS, A4_theSameIdInAnotherTenantIsAnotherUsers",
        "REVIVES_WHOEVER_HAS_THE_ID, L3_whoIsNotDeactivatedAtTheVersionGivenIsNotRevived",
        "A_REVIVAL_KEEPS_THE_VERSION, L3_whoIsRevivedIsTheUserThatItWas",
        "LAST_HOLDERS_ARE_FORGOTTEN, L3_theLastHolderIsWhoWasDeactivatedLast",
        "THE_LAST_HOLDER_IS_NOT_COMPARED, L3_aDecisionOverAnotherLastHolderIsOutdated",
        "EVERY_CHANGE_IS_SETTLED_AS_MADE, E6_aReplacementIsSettledAsItWent",
        "CHANGES_ARE_SETTLED_WHILE_THEIR_USER_IS_ACTIVE, E6_aDeactivationIsSettledAsItWent",
        "CHANGES_ARE_SETTLED_WHILE_THEIR_USER_IS_ACTIVE,"
                + " E6_anAdmissionThatWasMadeIsSettledSoWhateverHasHappenedSince",
        "CHANGES_ARE_SETTLED_BY_THEIR_NUMBER, E6_twoAdmissionsWithOneIdAreSettledEachForItself",
        "CHANGES_ARE_SETTLED_BY_THEIR_NUMBER, P5_anAdmissionByAnotherChangeIsNotTheOneThatIsAskedFor",
        "ONLY_THE_LAST_CHANGE_IS_SETTLED_AS_MADE, E6_anAdmissionThatWasMadeIsSettledSoWhateverHasHappenedSince",
        "ONLY_THE_LAST_CHANGE_IS_SETTLED_AS_MADE, E6_aRevivalIsSettledAsItWent",
        "WHAT_IS_SETTLED_MAY_STILL_BE_MADE, E6_anAdmissionThatIsSettledBeforeItIsMadeNeverIs",
        "WHAT_IS_SETTLED_MAY_STILL_BE_MADE, E6_aDeactivationIsSettledAsItWent",
        "WHAT_IS_SETTLED_IS_LOOKED_AT_BEFORE_THE_STEP, E6_whoMakesAChangeAndWhoSettlesItAgree",
        "A_SETTLED_VERSION_IS_TAKEN_FROM_EVERYBODY, E6_aReplacementIsSettledAsItWent",
        "A_SETTLED_VERSION_IS_TAKEN_FROM_EVERYBODY, L6_settlingWhatWasNotMadeLeavesTheVersionAsItIs",
        "SETTLING_FORGETS_THE_TENANT, T2_nothingIsSettledThroughAnotherTenant",
        "SETTLING_MAKES_A_VERSION, L6_settlingWhatWasNotMadeLeavesTheVersionAsItIs",
        "FACTS_ARE_READ_ONE_BY_ONE, S5_aFreeKeyAndACountAreToldAsOfOneInstant",
        "MOVED_USERS_ARE_FOUND_WHERE_THEY_WERE, R1_whoMovedToAnotherLineIsFoundThereAndNoMoreWhereItWas",
        "TIMES_ARE_CUT_TO_MILLISECONDS, V8_aUserComesBackAsItWasGiven",
        "CLAIMS_ARE_MADE_ANEW, V8_aUserComesBackAsItWasGiven",
        "AN_ERASURE_KEEPS_THE_RECORDS, X2_itsRecordsStandWithoutItsValues",
        "AN_ERASURE_KEEPS_THE_RECORDS, X2_noVersionOfItIsTold",
        "AN_ERASURE_KEEPS_THE_LAST_HOLDER, X2_anErasedUserIsNoLastHolder",
        "AN_ERASURE_LEAVES_NO_EVENT, O1_eachEffectLeavesOneEvent",
        "AN_ERASURE_IS_LOST, X1_onlyWhoItWasAndWhenIsLeft",
        "ANY_USER_IS_ERASED, X1_whoIsNotDeactivatedAtThatVersionIsNotErased",
        "WHO_IS_ERASED_COMES_BACK, X1_whoIsErasedStaysErased",
        "DEACTIVATED_USERS_ARE_LISTED_UNASKED, L5_deactivatedUsersAreListedOnlyWhereAskedFor",
        "ERASED_USERS_ARE_LISTED_AS_DEACTIVATED, X1_onlyWhoItWasAndWhenIsLeft",
        "ERASED_USERS_ARE_LISTED_AS_DEACTIVATED, L5_onlyTheStatesAskedForAreListed",
        "THOSE_TO_BE_ERASED_STAND_IN_ANY_ORDER, X3_whoIsToBeErasedIsTold",
        "A_CHANGE_THAT_IS_OUTDATED_LEAVES_AN_EVENT, O1_whatHasNoEffectLeavesNoEvent",
        "A_REVIVAL_IS_TOLD_AS_A_CREATION, O1_aRevivalIsToldAsOne",
        "ALL_EVENTS_OF_A_USER_ARE_HANDED_OUT_AT_ONCE, O3_theEventsOfAUserAreHandedOutInTheOrderOfItsVersions",
        "ALL_EVENTS_OF_A_USER_ARE_HANDED_OUT_AT_ONCE, O3_oneUserDoesNotWaitForAnother",
        "READERS_REMEMBER_A_POSITION, O3_severalReadersGetEachEventOnceAndInOrder",
        "EVENTS_ARE_DONE_IN_ANY_ORDER, O3_nothingIsDoneBeforeWhatCameBeforeIt",
        "EVENTS_ARE_DONE_IN_ANY_ORDER, O3_thoseThatFollowEachOtherMayBeDoneTogether",
        "LEASES_OF_EVENTS_ARE_NOT_KEPT, O4_whatIsNotDoneIsHandedOutAgainOnceItsLeaseHasEnded",
        "LEASES_OF_EVENTS_DO_NOT_END, O4_whatIsNotDoneIsHandedOutAgainOnceItsLeaseHasEnded",
        "EVENTS_ARE_DONE_ONLY_WHILE_THEY_ARE_LEASED, O4_whatIsDoneIsNotHandedOutAgain",
        "AS_MANY_EVENTS_AS_THERE_ARE_ARE_HANDED_OUT, O4_atMostSoManyAreHandedOut",
        "LEASED_EVENTS_ARE_NOT_COUNTED, O4_whatIsNotDoneIsCounted",
        "EVENTS_ARE_DROPPED_THAT_ARE_NOT_DONE, O5_whatIsDoneIsKeptUntilItIsDropped",
        "WHO_FORGETS_AN_EVENT_FORGETS_ITS_CHANGE, E6_whatIsForgottenIsStillSettledAsMade",
        "EVENTS_FORGET_THEIR_TENANT, T2_noEventIsToldThroughAnotherTenant",
        "EVENTS_FORGET_THEIR_TENANT, T2_theEventsOfUsersWithOneIdAreApart",
        "EVENTS_OF_ONE_ID_ARE_DONE_TOGETHER, T2_theEventsOfUsersWithOneIdAreApart",
        "EVENTS_OF_ONE_ID_WAIT_FOR_EACH_OTHER, T2_theEventsOfUsersWithOneIdAreApart",
        "THE_END_OF_A_SPAN_IS_LISTED, L5_aSpanOfCreationIsListed",
        "THE_END_OF_A_SPAN_IS_LISTED, L5_aSpanOfChangeIsListed",
        "EVERY_SPAN_IS_OF_CREATION, L5_aSpanOfChangeIsListed",
        "A_DEACTIVATION_IS_NO_CHANGE, L5_aSpanOfChangeIsListed",
        "ERASED_USERS_ARE_LISTED_AS_DEACTIVATED, L5_onlyWhatIsAskedForIsListedByChange",
        "A_PAGE_BY_CHANGE_GOES_ON_BEHIND_THE_CREATION, L5_whoIsChangedBetweenPagesStandsBehindAllOthers",
        "A_REPLACEMENT_IS_NO_CHANGE, L5_whoIsChangedBetweenPagesStandsBehindAllOthers",
        "A_CHANGE_MOVES_ITS_USER_BACK, L5_noEffectMovesAUserBack",
        "A_PAGE_BY_CHANGE_PASSES_OVER_WHO_IS_JUST_CHANGED, L5_pagesByChangeMissAndRepeatNothingWhateverRunsAtTheSameTime",
        "EVERY_KIND_IS_COUNTED_AS_ONE, L9_activeUsersAreCountedByKind",
        "WHO_IS_ADMITTED_WITHOUT_A_LIMIT_IS_NOT_COUNTED, L9_theCountIsExactWhateverRunsAtTheSameTime",
        "OLD_KEYS_ARE_GIVEN_UP_FIRST, K3_twoUsersCannotSwap",
        "A_REPLACEMENT_KEEPS_THE_OLD_KEYS, K2_aSharedUserGetsAnotherPhoneOnItsLine",
        "PHONES_ON_LINES_ARE_KEYS_OF_THE_TENANT, K2_aPhoneThatIsTakenOnTheLineIsNotGiven",
        "NO_FORMER_PAIR_IS_LEFT, R5_aPairThatIsGivenUpLeadsToItsUser",
        "ONLY_WHO_LEAVES_A_LINE_LEAVES_A_FORMER_PAIR, R5_aPhoneThatIsGivenUpLeadsToItsUser",
        "WHO_KEEPS_A_PAIR_LEAVES_IT, R5_whoKeepsItsPairLeavesNone",
        "FORMER_PAIRS_THAT_END_AT_ONCE_ARE_LEFT, R5_aChangeMayLeaveNone",
        "FORMER_PAIRS_ARE_NOT_LOOKED_AT, R5_whoLooksIsToldOfTheUserOfAFormerPair",
        "FORMER_PAIRS_ARE_FREE, R5_nobodyElseGetsAFormerPair",
        "FORMER_PAIRS_ARE_FREE_FOR_WHO_IS_THERE_ALREADY, R5_nobodyElseGetsAFormerPair",
        "FORMER_PAIRS_ARE_FREE_IN_OTHER_TENANTS, R5_nobodyElseGetsAFormerPair",
        "FORMER_PAIRS_ARE_FREE_FOR_A_MOMENT, R5_whileAPairIsGivenUpNobodyElseGetsIt",
        "KEYS_ARE_CHECKED_BEFORE_THE_STEP, R5_ofWhoComesBackAndWhoeverWantsItOneHasIt",
        "FORMER_PAIRS_ARE_USES_OF_THEIR_LINES, R5_aFormerPairIsNoUseOfItsLine",
        "FORMER_PAIRS_KEEP_THEIR_OWN_USER_OUT, R5_theUserMayComeBack",
        "WHO_COMES_BACK_KEEPS_THE_FORMER_PAIR, R5_theUserMayComeBack",
        "FORMER_PAIRS_END_WHEN_THEY_FIRST_WERE_TO, R5_thePairThatIsLeftAgainEndsLater",
        "A_SWEEP_ENDS_EVERY_FORMER_PAIR, R5_aSweepEndsWhatHasEndedAndNothingElse",
        "A_SWEEP_ENDS_NO_FORMER_PAIR, R5_aSweepEndsWhatHasEndedAndNothingElse",
        "A_DEACTIVATION_KEEPS_FORMER_PAIRS, R5_aDeactivationEndsFormerPairs",
        "A_DEACTIVATION_KEEPS_FORMER_PAIRS, X2_noFormerPairOfAnErasedUserIsTold",
        "FORMER_PAIRS_FORGET_OTHER_FORMS, V15_everyFormOfAFormerPhoneLeadsToItsUser",
        "FORMER_PAIRS_ARE_LEFT_BY_WHAT_IS_OUTDATED, R5_whoIsDeactivatedWhileItMovesLeavesNone",
        "USERS_OF_A_LINE_STAND_IN_THE_ORDER_OF_THEIR_CREATION, P9_theUsersOfALineAreToldInPages",
        "USERS_OF_A_LINE_AND_ONE_INSTANT_ARE_SKIPPED, P9_theUsersOfALineAreToldInPages",
        "ONLY_SHARED_USERS_OF_A_LINE_ARE_TOLD, P9_theUsersOfALineAreToldInPages",
        "A_PAGE_OF_A_LINE_NEEDS_THE_LAST_USER, P9_aPageGoesOnBehindAUserThatHasLeft",
        "USERS_OF_A_LINE_ARE_TOLD_AS_THEY_WERE, P9_aUserOfALineIsToldAsItIs",
        "USERS_OF_A_LINE_ARE_TOLD_AS_THEY_WERE, P9_whoLeavesALineIsNoMoreOneOfItsUsers",
        "LISTINGS_FORGET_THE_LINE, L5_aListingMayBeOfALine",
        "LISTINGS_OF_A_LINE_FORGET_THE_KIND, L5_aListingMayBeOfALine",
        "A_BATCH_IS_MADE_WHOLE_OR_NOT_AT_ALL, B3_whatCannotBeMadeDoesNotUndoTheOthers",
        "A_BATCH_ENDS_WITH_WHAT_IS_OUTDATED, B3_whatCannotBeMadeDoesNotUndoTheOthers",
        "A_BATCH_ENDS_WITH_WHAT_IS_OUTDATED, B3_aBatchIsAnsweredAsItsChangesOneAfterTheOther",
        "A_BATCH_IS_MADE_FROM_ITS_END, B3_aBatchIsAnsweredAsItsChangesOneAfterTheOther",
        "A_BATCH_IS_MADE_FROM_ITS_END, B3_ofTwoThatWantOneKeyTheFirstIsMade",
        "A_BATCH_IS_ANSWERED_IN_ANOTHER_ORDER, B3_whatCannotBeMadeDoesNotUndoTheOthers",
        "A_BATCH_FINDS_ITS_KEYS_FREE_ALL_AT_ONCE, B3_ofTwoThatWantOneKeyTheFirstIsMade",
        "A_BATCH_FINDS_ITS_KEYS_FREE_ALL_AT_ONCE, L1_aKeyThatIsGivenUpIsFreeForTheNextChange",
        "A_BATCH_COUNTS_THE_QUOTA_ONCE, S4_theLimitHoldsWithinABatch",
        "A_BATCH_CHANGES_A_USER_ONCE, L6_changesOfOneUserInABatchFollowEachOther",
        "A_BATCH_LEAVES_THE_FIRST_EVENT_OF_A_USER, O1_eachChangeOfABatchLeavesItsEvent",
        "A_CHANGE_THAT_IS_OUTDATED_LEAVES_AN_EVENT, O1_eachChangeOfABatchLeavesItsEvent",
        "A_BATCH_FORGETS_THE_RECORDS, I6_eachChangeOfABatchKeepsItsRecord",
        "A_BATCH_FORGETS_WHAT_IS_SETTLED, E6_eachChangeOfABatchIsSettledAsItWent",
        "A_BATCH_IS_OF_ONE_TENANT, B3_aBatchMayBeOfAllKindsInManyTenants",
        "A_BATCH_IS_WRITTEN_UNDER_ANY_PLAN, V16_aBatchIsNotWrittenUnderAnotherPlan",
        "A_BATCH_LOOKS_BEFORE_ITS_STEPS, B3_ofManyBatchesThatWantTheSameKeysOneGetsEach",
        "THE_LAST_REPLACEMENT_WINS, L6_ofManyBatchesThatChangeTheSameUsersOneChangesEach",
        "A_BATCH_LOCKS_ITS_USERS_ONE_BY_ONE, L6_ofManyBatchesThatChangeTheSameUsersOneChangesEach",
        "A_BATCH_LOOKS_BEFORE_ITS_STEPS, S4_theLimitHoldsForManyBatchesAtOnce",
        "AN_EMPTY_BATCH_IS_ANSWERED, B3_anEmptyBatchIsAnsweredWithNothing",
        "MANY_LOOKS_ARE_ANSWERED_IN_ANOTHER_ORDER, B3_questionsAreAnsweredInTheirOrder",
        "MANY_LOOKS_FORGET_THE_ID, B3_questionsAreAnsweredInTheirOrder",
        "EVENTS_CARRY_NO_VALUES, O2_anEventCarriesTheUserAsItsChangeMadeIt",
        "A_LINE_IS_LEFT_THOUGH_ITS_USER_MAY_STAY, K2_whoMayStayOnItsLineIsNotPutOnAnother",
        "A_LINE_IS_LEFT_FOR_WHO_WAS_THERE_BEFORE_THE_STEP, K2_whoeverSeesThatAUserMayStaySeesItStayWhereItIs",
        "A_LINE_IS_LEFT_FOR_NO_FORMER_PAIR, R5_aFormerPairOfAnotherIsNotFree",
        "EVENTS_CARRY_VALUES_UNASKED, O2_anEventCarriesNoValuesIfItsChangeTellsNone",
        "REVIVALS_CARRY_NO_VALUES, O2_aRevivalCarriesTheUserAsItIsAgain",
        "A_BATCH_FORGETS_THE_VALUES, O2_eachEventOfABatchCarriesItsOwnValues",
        "AN_ERASURE_KEEPS_THE_VALUES_OF_EVENTS, X2_noEventOfAnErasedUserCarriesValues",
        "AN_ERASURE_KEEPS_THE_VALUES_OF_WHAT_IS_DONE, X2_noEventOfAnErasedUserCarriesValues",
        "AN_ERASURE_KEEPS_THE_VALUES_OF_WHAT_IS_LEASED, X2_noEventOfAnErasedUserCarriesValues",
        "AN_ERASURE_TAKES_THE_VALUES_OF_OTHER_TENANTS, X2_noEventOfAnErasedUserCarriesValues"
    })
    void aBrokenStoreIsRejected(PlainStore.Fault fault, String test) {
        assertThat(failedTests(fault, test(FaultyStore.class, test))).containsExactly(test);
    }

    @ParameterizedTest
    @CsvSource({
        "THE_LINE_IS_CHOSEN_BEFORE_THE_STEP, P4_theCapacityHoldsAndIsReachedWhateverRunsAtTheSameTime",
        "THE_LINE_COMES_BEFORE_EVERYTHING_ELSE, S5_thatThereIsNoLineIsSaidOnlyWhereNothingElseStandsInTheWay",
        "A_LINE_IS_LOST_WITH_WHAT_IS_OUTDATED, E6_anAdmissionThatIsGivenASecondTimeIsOutdatedAndTakesNoLine",
        "A_LINE_IS_LOST_WITH_WHAT_IS_OUTDATED, S4_theLimitAndTheLinesAreCountedInOneStep",
        "A_LINE_IS_NOT_GIVEN_BACK, P5_nothingLeaksWhateverRunsAtTheSameTime",
        "A_LINE_IS_GIVEN_BACK_BY_WHAT_IS_OUTDATED, L1_theLineIsGivenBackOnceAndInTheSameStep",
        "TAKEN_LINES_ARE_OFFERED, P2_aLineThatThePhoneIsOnIsNotOffered",
        "WISHES_ARE_COMMANDS, L3_aWishIsGrantedWhereItCanBe",
        "CLAIMS_ARE_DROPPED_WITH_THE_LINE, I6_whatIsAnsweredIsKeptWithTheLineThatWasChosen",
        "IT_LOOKS_AND_THEN_ADMITS, S2_ofThoseWhoTryInOneStepOneIsAdmittedAtTheMost",
        "WHO_IS_ADMITTED_IS_NOT_TOLD, S1_whoIsNewIsAdmittedInTheStep",
        "THE_LIMIT_IS_NO_PART_OF_THE_STEP, S4_atTheLimitItIsLookedAt",
        "THE_LIMIT_IS_NO_PART_OF_THE_STEP, S4_theLimitAndTheLinesHoldForThoseWhoTryInOneStep",
        "A_LINE_IS_GIVEN_IN_THE_STEP_THAT_IS_FULL, S6_ifThereIsNoLineItIsLookedAt",
        "CHANGES_ARE_SETTLED_WHILE_THEIR_USER_IS_ACTIVE, E6_anAdmissionIsSettledWithTheLineThatItGot",
        "WHAT_IS_SETTLED_MAY_STILL_BE_MADE, E6_anAdmissionThatWasSettledAsNotMadeTakesNoLine",
        "WHAT_IS_SETTLED_MAY_STILL_BE_MADE, E6_anAdmissionThatWasSettledAsNotMadeIsNotMadeByALook",
        "WHAT_IS_SETTLED_IS_LOOKED_AT_BEFORE_THE_STEP, E6_whoMakesAnAdmissionAndWhoSettlesItAgree",
        "TIMES_ARE_CUT_TO_MILLISECONDS, V8_aUserComesBackAsItWasGiven",
        "A_MOVE_KEEPS_THE_PLACE_IT_LEAVES, K2_aUserMovesToAnotherLineAndLeavesItsPlace",
        "A_MOVE_KEEPS_THE_PLACE_IT_LEAVES, P5_ofManyMovesOfOneUserOneIsMadeAndNothingLeaks",
        "TAKEN_LINES_ARE_OFFERED, K2_whoFindsNoOtherLineStays",
        "A_MOVE_KEEPS_THE_OLD_KEYS, K2_aUserMovesToAnotherLineAndLeavesItsPlace",
        "A_LINE_IS_LEFT_THOUGH_ITS_USER_MAY_STAY, K2_whoMayStayOnItsLineDoesNotMove",
        "A_LINE_IS_LEFT_THOUGH_ITS_USER_MAY_STAY, K2_whoMayStayOnItsLineIsNotRefusedForWantOfAnother",
        "A_LINE_IS_LEFT_FOR_WHO_WAS_THERE_BEFORE_THE_STEP, K2_whoeverSeesThatAUserMayStaySeesItStay",
        "TAKEN_LINES_ARE_OFFERED, K2_aLineThatTheNewPhoneIsOnIsNotOffered",
        "VERSIONS_MAY_BE_SKIPPED, K2_aMoveOfWhatIsAnotherByNowIsOutdated",
        "WHAT_IS_SETTLED_MAY_STILL_BE_MADE, E6_aMoveIsSettledAsItWent",
        "MOVES_FORGET_THE_WISH, P7_aMoveGrantsItsWish",
        "A_LOOK_THAT_ADMITS_FORGETS_THE_WISH, P7_whoIsAdmittedInTheStepGetsTheLineThatIsWishedFor",
        "LINES_OF_FORMER_PAIRS_ARE_OFFERED, R5_whoIsAdmittedInTheStepGetsNoFormerPair",
        "LOOKING_FOR_A_LINE_FORGETS_THE_WISH, E5_whichLineAMoveWouldEndOnIsTold",
        "LINES_OF_FORMER_PAIRS_ARE_OFFERED, R5_aLineThatThePhoneIsFormerOnIsNotOffered",
        "LINES_OF_FORMER_PAIRS_ARE_OFFERED_TO_NOBODY, R5_aUserMayMoveBackToItsFormerLine",
        "FORMER_PAIRS_TAKE_UP_A_PLACE, R5_aFormerPairTakesUpNoPlace",
        "AREAS_ARE_IGNORED, P7_nearLinesComeFirst",
        "COUNTRIES_ARE_IGNORED, P7_nearLinesComeFirst",
        "NEAR_FIRST_IS_TAKEN_FOR_NEAR_ONLY, P7_nearLinesComeFirst",
        "NEAR_ONLY_IS_TAKEN_FOR_NEAR_FIRST, P7_ifOnlyNearLinesWillDoNoOtherIsGiven",
        "NEAR_LINES_ARE_FILLED_ONE_AFTER_THE_OTHER, P3_theLoadIsSpreadAmongLinesThatFitEqually",
        "LINES_AT_RISK_ARE_AS_GOOD_AS_OTHERS, P8_aLineAtRiskIsGivenLast",
        "NEAR_LINES_AT_RISK_COME_FIRST, P8_aLineAtRiskIsGivenLast",
        "LINES_AT_RISK_TAKE_NOBODY, P8_aLineAtRiskIsGivenLast",
        "LINES_AT_RISK_ARE_GIVEN_WHEREVER_THEY_ARE, P7_nearLinesComeFirstAmongThoseAtRisk",
        "RESERVED_LINES_ARE_OFFERED, P8_aReservedLineIsGivenOnlyByName",
        "RESERVED_LINES_ARE_GIVEN_TO_WHOEVER_PREFERS_THEM, P8_aReservedLineIsGivenOnlyByName",
        "RESERVED_LINES_TAKE_NOBODY, P8_aReservedLineIsGivenOnlyByName",
        "NAMED_LINES_ARE_PREFERRED_ONLY, P8_aNamedLineIsGivenOrNone",
        "NAMED_LINES_TAKE_USERS_IN_ANY_STATE, P8_aNamedLineIsGivenOrNone",
        "TAKEN_LINES_ARE_GIVEN_BY_NAME, P8_aNamedLineIsGivenOrNone",
        "CLOSED_LINES_TAKE_USERS, P4_aClosedLineTakesNobodyAndKeepsItsUsers",
        "CLOSED_LINES_FORGET_THEIR_USERS, P4_aClosedLineTakesNobodyAndKeepsItsUsers",
        "A_CHANGED_CAPACITY_IS_NOT_HEEDED, P4_aCapacityThatIsChangedHoldsFromThenOn",
        "A_CHANGE_OF_STATE_FORGETS_THE_CAPACITY, P4_stateAndCapacityAreChangedEachForItself",
        "A_CHANGE_OF_CAPACITY_OPENS_THE_LINE, P4_stateAndCapacityAreChangedEachForItself",
        "LINES_ARE_MADE_BY_A_CHANGE, P9_aLineThatIsNotThereIsNotMade",
        "LINES_STAND_IN_THE_ORDER_OF_THEIR_TEXTS, P9_linesAreToldInPagesInTheOrderOfTheirNumbers",
        "PAGES_OF_LINES_BEGIN_WITH_THE_LAST_ONE, P9_linesAreToldInPagesInTheOrderOfTheirNumbers",
        "CLOSED_LINES_ARE_NOT_TOLD, P9_linesAreToldInPagesInTheOrderOfTheirNumbers",
        "CHOOSING_IGNORES_THE_WISH, E5_theLineThatWouldBeGivenIsTold",
        "ASKING_TAKES_A_PLACE, E5_theLineThatWouldBeGivenIsTold",
        "A_BATCH_IS_MADE_WHOLE_OR_NOT_AT_ALL, B3_whatCannotBeMadeDoesNotUndoTheOthers",
        "A_BATCH_ENDS_WITH_WHAT_FINDS_NO_LINE, S6_whatFindsNoLineDoesNotUndoTheOthers",
        "A_BATCH_IS_MADE_FROM_ITS_END, P4_placesAreTakenAndLeftInTheOrderOfABatch",
        "A_BATCH_CHOOSES_ITS_LINES_ALL_AT_ONCE, P4_placesAreTakenAndLeftInTheOrderOfABatch",
        "A_BATCH_CHOOSES_ITS_LINES_ALL_AT_ONCE, P3_theLoadIsSpreadWithinABatch",
        "A_BATCH_CHOOSES_ITS_LINES_ALL_AT_ONCE, P2_aPhoneGetsNoLineTwiceInABatch",
        "TAKEN_LINES_ARE_OFFERED, P2_aPhoneGetsNoLineTwiceInABatch",
        "A_BATCH_LOOKS_BEFORE_ITS_STEPS, P4_theCapacityHoldsForManyBatchesAtOnce",
        "A_BATCH_LOOKS_BEFORE_ITS_STEPS, P5_nothingLeaksFromManyBatchesAtOnce",
        "A_LINE_IS_NOT_GIVEN_BACK, P5_nothingLeaksFromManyBatchesAtOnce",
        "A_LINE_IS_LOST_WITH_WHAT_IS_OUTDATED, P5_nothingLeaksFromManyBatchesAtOnce",
        "MANY_LOOKS_ARE_OF_ONE_INSTANT, S2_ofThoseWhoAskTogetherForOnePhoneOneIsAdmitted",
        "MANY_LOOKS_FORGET_THE_LIMIT, S4_theLimitHoldsForThoseWhoAskTogether",
        "IT_LOOKS_AND_THEN_ADMITS, S2_ofManyWhoAskTogetherAtOnceOneIsAdmittedForEachPhone",
        "MOVES_CARRY_THE_USER_AS_IT_WAS, O2_anEventTellsTheLineThatWasChosen",
        "A_LOOK_THAT_ADMITS_FORGETS_THE_VALUES, O2_whoIsAdmittedInTheStepIsToldWithItsValues",
        "A_LOOK_THAT_ADMITS_FORGETS_THE_RECORD, I6_whoIsAdmittedInTheStepLeavesItsRecord",
        "A_LOOK_THAT_ADMITS_FORGETS_THE_RECORD, I5_ofThoseWhoAskTogetherUnderOneKeyOneIsAdmitted",
        "A_LOOK_ADMITS_UNDER_ANY_KEY, I1_whatWasAnsweredUnderTheKeyIsTheAnswer",
        "A_LOOK_ADMITS_UNDER_ANY_KEY, I5_ofThoseWhoAskTogetherUnderOneKeyOneIsAdmitted",
        "A_LOOK_RECORDS_WHOMEVER_IT_FINDS, I6_whoHoldsThePhoneIsTheAnswerAndNothingIsRecorded",
        "IT_LOOKS_AND_THEN_ADMITS, I5_ofThoseWhoClaimOneKeyInOneStepOneIsAdmittedAtTheMost",
        "IT_LOOKS_AND_THEN_ADMITS, I5_ofManyWhoAskTogetherAtOnceOneIsAdmittedForEachKey"
    })
    void aBrokenStoreWithLinesIsRejected(PlainStore.Fault fault, String test) {
        assertThat(failedTests(fault, test(FaultyStoreWithLines.class, test))).containsExactly(test);
    }

    @ParameterizedTest
    @CsvSource({
        "THE_LINE_IS_CHOSEN_BEFORE_THE_STEP, P4_theCapacityHoldsAndIsReachedWhateverRunsAtTheSameTime",
        "THE_CAPACITY_IS_ONE_MORE, P4_aLineNeverHasMoreUsersThanItsCapacity",
        "LINES_ARE_FILLED_ONE_AFTER_THE_OTHER, P3_theLoadIsSpread",
        "TAKEN_LINES_ARE_OFFERED, P2_aLineThatThePhoneIsOnIsNotOffered",
        "TAKEN_LINES_ARE_OFFERED_WHERE_WISHED_FOR, P2_aLineThatThePhoneIsOnIsNotOffered",
        "LAPSED_LEASES_ARE_GIVEN_AWAY, P5_aLeaseThatLapsedIsNotFree",
        "LAPSED_LEASES_ARE_TOLD_ONCE, P5_leasesThatLapsedAreToldAsTheyWereAskedForTheOldestFirst",
        "A_LEASE_ASKED_FOR_AGAIN_IS_ANOTHER, P5_aLeaseThatIsAskedForAgainIsTheSame",
        "A_RELEASE_IS_FORGOTTEN, P5_nothingLeaksWhateverRunsAtTheSameTime",
        "A_RELEASE_COUNTS_TWICE, P5_callsMayBeRepeatedAndMayComeForPlacesThatAreNotThere",
        "CONFIRMED_PLACES_LAPSE, P5_whatIsConfirmedDoesNotLapse",
        "REOPENED_PLACES_DO_NOT_LAPSE, P5_whatIsReopenedLapses",
        "CONFIRMING_ENDS_A_REOPENED_LEASE, P5_whatWasReopenedLapsesAgainUntilItIsReleased",
        "LEASES_ARE_NOT_WAITED_FOR, P5_aLeaseThatLapsedIsNotFree",
        "EVERY_LEASE_IS_WAITED_FOR, P7_onlyALeaseThatWouldDoIsWaitedFor",
        "AREAS_ARE_IGNORED, P7_nearLinesComeFirst",
        "COUNTRIES_ARE_IGNORED, P7_nearLinesComeFirst",
        "NEAR_FIRST_IS_TAKEN_FOR_NEAR_ONLY, P7_nearLinesComeFirst",
        "NEAR_ONLY_IS_TAKEN_FOR_NEAR_FIRST, P7_ifOnlyNearLinesWillDoNoOtherIsGiven",
        "NEAR_LINES_ARE_FILLED_ONE_AFTER_THE_OTHER, P3_theLoadIsSpreadAmongLinesThatFitEqually",
        "LINES_AT_RISK_ARE_AS_GOOD_AS_OTHERS, P8_aLineAtRiskIsGivenLast",
        "NEAR_LINES_AT_RISK_COME_FIRST, P8_aLineAtRiskIsGivenLast",
        "LINES_AT_RISK_TAKE_NOBODY, P8_aLineAtRiskIsGivenLast",
        "LINES_AT_RISK_ARE_GIVEN_WHEREVER_THEY_ARE, P7_nearLinesComeFirstAmongThoseAtRisk",
        "RESERVED_LINES_ARE_OFFERED, P8_aReservedLineIsGivenOnlyByName",
        "RESERVED_LINES_ARE_GIVEN_TO_WHOEVER_PREFERS_THEM, P8_aReservedLineIsGivenOnlyByName",
        "RESERVED_LINES_TAKE_NOBODY, P8_aReservedLineIsGivenOnlyByName",
        "NAMED_LINES_ARE_PREFERRED_ONLY, P8_aNamedLineIsGivenOrNone",
        "NAMED_LINES_TAKE_USERS_IN_ANY_STATE, P8_aNamedLineIsGivenOrNone",
        "TAKEN_LINES_ARE_GIVEN_BY_NAME, P8_aNamedLineIsGivenOrNone",
        "CLOSED_LINES_TAKE_USERS, P4_aClosedLineTakesNobodyAndKeepsItsUsers",
        "CLOSED_LINES_FORGET_THEIR_USERS, P4_aClosedLineTakesNobodyAndKeepsItsUsers",
        "A_CHANGED_CAPACITY_IS_NOT_HEEDED, P4_aCapacityThatIsChangedHoldsFromThenOn",
        "A_CHANGE_OF_STATE_FORGETS_THE_CAPACITY, P4_stateAndCapacityAreChangedEachForItself",
        "A_CHANGE_OF_CAPACITY_OPENS_THE_LINE, P4_stateAndCapacityAreChangedEachForItself",
        "LINES_ARE_MADE_BY_A_CHANGE, P9_aLineThatIsNotThereIsNotMade",
        "LINES_STAND_IN_THE_ORDER_OF_THEIR_TEXTS, P9_linesAreToldInPagesInTheOrderOfTheirNumbers",
        "PAGES_OF_LINES_BEGIN_WITH_THE_LAST_ONE, P9_linesAreToldInPagesInTheOrderOfTheirNumbers",
        "CLOSED_LINES_ARE_NOT_TOLD, P9_linesAreToldInPagesInTheOrderOfTheirNumbers",
        "CHOOSING_IGNORES_THE_WISH, E5_theLineThatWouldBeGivenIsTold",
        "ASKING_TAKES_A_PLACE, E5_theLineThatWouldBeGivenIsTold"
    })
    void aBrokenPoolIsRejected(PlainPool.Fault fault, String test) {
        assertThat(failedTests(fault, test(FaultyPool.class, test))).containsExactly(test);
    }

    @ParameterizedTest
    @CsvSource({
        "EVERY_PASSWORD_IS_RIGHT, C6_aHashIsOfItsPasswordAlone",
        "PASSWORDS_ARE_CUT_AT_72_BYTES, C6_everyCharacterOfALongPasswordCounts",
        "NOTHING_IS_SALTED, C6_noTwoHashesAreAlike",
        "THE_PASSWORD_IS_KEPT_BESIDE_ITS_HASH, C6_aHashDoesNotTellThePassword",
        "THE_PASSWORD_IS_WIPED, C6_thePasswordStaysAsItIsUntilItIsWiped",
        "ONLY_ONE_THREAD_IS_SERVED, C6_manyMayHashAtTheSameTime",
        "ITS_OWN_HASHES_ARE_UNKNOWN, C7_aHashOfItsOwnIsKnown",
        "EVERY_TEXT_IS_KNOWN, C7_whatIsNoHashIsNotKnown",
        "A_TEXT_WITH_A_HASH_IN_IT_IS_KNOWN, C7_whatIsNoHashIsNotKnown",
        "EVERY_COST_IS_BORNE, C7_whatTakesTooMuchIsNotKnown"
    })
    void aBrokenHasherIsRejected(PlainHasher.Fault fault, String test) {
        assertThat(failedTests(fault, test(FaultyHasher.class, test))).containsExactly(test);
    }

    /** So that each fault is all that is wrong with its adapter. */
    @Test
    void theSameAdaptersWithoutAFaultPass() {
        assertThat(failedTests(PlainStore.Fault.NONE, selectClass(FaultyStore.class)))
                .isEmpty();
        assertThat(failedTests(PlainStore.Fault.NONE, selectClass(FaultyStoreWithLines.class)))
                .isEmpty();
        assertThat(failedTests(PlainPool.Fault.NONE, selectClass(FaultyPool.class)))
                .isEmpty();
        assertThat(failedTests(PlainHasher.Fault.NONE, selectClass(FaultyHasher.class)))
                .isEmpty();
    }

    /** A store that only looks passes no test of what is admitted in one step: it is told that they do not apply. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "S1_whoIsNewIsAdmittedInTheStep",
                "O2_whoIsAdmittedInTheStepIsToldWithItsValues",
                "P7_whoIsAdmittedInTheStepGetsTheLineThatIsWishedFor",
                "R5_whoIsAdmittedInTheStepGetsNoFormerPair",
                "S2_ofThoseWhoTryInOneStepOneIsAdmittedAtTheMost",
                "S4_theLimitAndTheLinesHoldForThoseWhoTryInOneStep",
                "S2_ofThoseWhoAskTogetherForOnePhoneOneIsAdmitted",
                "S4_theLimitHoldsForThoseWhoAskTogether",
                "S2_ofManyWhoAskTogetherAtOnceOneIsAdmittedForEachPhone",
                "P5_nothingLeaksFromOneStep"
            })
    void whatDoesNotApplyIsReportedAsAborted(String test) {
        assertThat(summary(PlainStore.Fault.NONE, test(InMemoryStoreWithLinesTest.class, test))
                        .getTestsAbortedCount())
                .isOne();
        assertThat(summary(PlainStore.Fault.NONE, test(FaultyStoreWithLines.class, test))
                        .getTestsAbortedCount())
                .isZero();
    }

    /** Nothing is planted that no test is there for. */
    @ParameterizedTest
    @EnumSource(PlainStore.Fault.class)
    void everyFaultOfAStoreIsTried(PlainStore.Fault fault) throws NoSuchMethodException {
        Set<String> tried = tried("aBrokenStoreIsRejected", PlainStore.Fault.class);
        tried.addAll(tried("aBrokenStoreWithLinesIsRejected", PlainStore.Fault.class));
        assertThat(tried).contains(fault.toString());
    }

    @ParameterizedTest
    @EnumSource(PlainPool.Fault.class)
    void everyFaultOfAPoolIsTried(PlainPool.Fault fault) throws NoSuchMethodException {
        assertThat(tried("aBrokenPoolIsRejected", PlainPool.Fault.class)).contains(fault.toString());
    }

    @ParameterizedTest
    @EnumSource(PlainHasher.Fault.class)
    void everyFaultOfAHasherIsTried(PlainHasher.Fault fault) throws NoSuchMethodException {
        assertThat(tried("aBrokenHasherIsRejected", PlainHasher.Fault.class)).contains(fault.toString());
    }

    private static Set<String> tried(String test, Class<?> faults) throws NoSuchMethodException {
        Method method = BrokenAdaptersTest.class.getDeclaredMethod(test, faults, String.class);
        return Stream.concat(
                        Stream.of("NONE"),
                        Stream.of(method.getAnnotation(CsvSource.class).value()).map(row -> row.split(",", 2)[0]))
                .collect(toCollection(TreeSet::new));
    }

    private static DiscoverySelector test(Class<?> contract, String name) {
        List<Method> found = Stream.<Class<?>>iterate(contract, type -> type != null, Class::getSuperclass)
                .flatMap(type ->
                        Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getMethods())))
                .filter(method -> method.getName().equals(name))
                .distinct()
                .toList();
        assertThat(found).as("tests of that name").hasSize(1);
        return selectMethod(contract, found.get(0));
    }

    /** The names of the tests that failed, each with its demand; at least one was run. */
    private static Set<String> failedTests(Enum<?> fault, DiscoverySelector selected) {
        return summary(fault, selected).getFailures().stream()
                .map(failure -> failure.getTestIdentifier()
                        .getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(source -> withItsDemand(((MethodSource) source).getJavaMethod(), failure.getException()))
                        .orElseGet(() -> failure.getException().toString()))
                .collect(toCollection(TreeSet::new));
    }

    private static String withItsDemand(Method test, Throwable failure) {
        assertThat(test.getAnnotationsByType(Demand.class))
                .as("what is demanded by %s", test.getName())
                .hasSize(1)
                .allSatisfy(demand -> assertThat(failure).hasMessageStartingWith(demand.value() + "\n"));
        return test.getName();
    }

    private static TestExecutionSummary summary(Enum<?> fault, DiscoverySelector selected) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selected)
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .configurationParameter(PlantedFault.NAME, fault.toString())
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getTestsStartedCount()).as("tests that were run").isPositive();
        return summary;
    }
}
