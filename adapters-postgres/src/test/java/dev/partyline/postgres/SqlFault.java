package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What is wrong with the migrations, on purpose: a text that stands in one place of them is another one. And the test
 * that finds out.
 */
enum SqlFault {
    THE_LIMIT_IS_NO_GUARD(
            FaultyUserStore.class,
            "S4_atTheLimitAnAdmissionIsOutdatedAndLeavesNothingBehind",
            ") <= p_limit;",
            ") IS NOT NULL;"),
    THE_CAPACITY_IS_ONE_MORE(
            FaultyUserStore.class,
            "P4_aLineNeverHasMoreUsersThanItsCapacity",
            "SELECT o.line::bigint, o.capacity::integer,",
            "SELECT o.line::bigint, o.capacity::integer + 1,"),
    A_PHONE_ON_A_LINE_MAY_BE_ANOTHERS(
            FaultyUserStore.class,
            "P2_aPhoneOnALineIsAKeyAcrossTenants",
            "p_line, p_tenant, p_user_id)\n        ON CONFLICT DO NOTHING;\n        IF NOT FOUND",
            "p_line, p_tenant, p_user_id)\n        ON CONFLICT DO NOTHING;\n        IF false"),
    ONLY_ONE_FORM_OF_A_PHONE_IS_ON_A_LINE(
            FaultyUserStore.class,
            "V15_everyFormOfAPhoneIsOnItsLineWhateverTheTenantAsks",
            "unnest(p_phones) AS p (phone)",
            "unnest(p_phones[:1]) AS p (phone)"),
    ANOTHER_PLAN_IS_ADOPTED_BY_NOBODY(
            FaultyUserStore.class, "V16_aStoreOfAnotherPlanIsNotWritten", "'SELECT ' || p_plan);", "'SELECT 1');"),
    A_USER_IS_REMEMBERED_BY_ITS_FIRST_KEY_ONLY(
            FaultyUserStore.class,
            "V15_whoGoesIsRememberedByEveryFormOfItsPhone",
            "unnest(p_identity) AS i",
            "unnest(p_identity[:1]) AS i"),
    TAKEN_KEYS_ARE_PASSED_OVER(
            FaultyUserStore.class,
            "A2_whoCannotHaveOneKeyGetsNoneAndLeavesNothingBehind",
            "v_key, p_user_id) ON CONFLICT DO NOTHING;\n        IF NOT FOUND",
            "v_key, p_user_id) ON CONFLICT DO NOTHING;\n        IF false"),
    WHO_COMES_TOO_LATE_KEEPS_THE_LINE(
            FaultyUserStore.class,
            "E6_anAdmissionThatIsGivenASecondTimeIsOutdatedAndTakesNoLine",
            "IF v_pooled THEN\n            PERFORM partyline_leave_line(v_line)",
            "IF false THEN\n            PERFORM partyline_leave_line(v_line)"),
    ANY_VERSION_IS_REPLACED(
            FaultyUserStore.class,
            "L6_onlyTheNextVersionIsMade",
            "AND u.version + 1 = p_version\n    RETURNING u.pooled INTO v_pooled;\n    RETURN",
            "RETURNING u.pooled INTO v_pooled;\n    RETURN"),
    A_USER_IS_CREATED_THOUGH_IT_WAS_SETTLED(
            FaultyUserStore.class,
            "E6_anAdmissionThatWasSettledAsNotMadeIsNotMadeByALook",
            "-- The change was settled as not made.\n        PERFORM partyline_outdated();",
            ""),
    A_CHANGE_IS_MADE_THOUGH_IT_WAS_SETTLED(
            FaultyUserStore.class,
            "E6_aReplacementIsSettledAsItWent",
            "fields = p_fields\n        WHERE p_change <> ALL (v.refused)",
            "fields = p_fields"),
    THE_LAST_CHANGE_THAT_IS_REFUSED_REPLACES_OTHERS(
            FaultySqlConditions.class, "E6_eachChangeThatIsRefusedStaysSo", "v.refused || p_change", "ARRAY[p_change]"),
    WHO_IS_NOT_COUNTED_YET_IS_PASSED_OVER_IN_ONE_STEP(
            FaultySqlConditions.class,
            "S4_whoIsNotCountedYetCountsInOneTrip",
            "AND u.deactivated_at IS NULL AND NOT u.counted);\n            EXIT",
            "AND false);\n            EXIT"),
    A_LINE_THAT_DRAINS_IS_SUGGESTED(
            FaultySqlConditions.class,
            "P4_aLineThatTakesNobodyIsNeitherSuggestedNorPreferred",
            "l.line = p_suggested AND l.state = 0",
            "l.line = p_suggested"),
    A_LINE_THAT_DRAINS_IS_PREFERRED(
            FaultySqlConditions.class,
            "P4_aLineThatTakesNobodyIsNeitherSuggestedNorPreferred",
            "l.state = 3 * v_first / 1000000 AND l.users < l.capacity\n                    AND l.line <> ALL (p_taken)\n                    AND (p_wish.near_only IS NOT TRUE OR l.area = p_wish.area OR l.country = p_wish.country)\n                FOR UPDATE",
            "l.users < l.capacity AND l.line <> ALL (p_taken) FOR UPDATE"),
    A_LINE_THAT_IS_OFFERED_STAYS_AS_IT_IS(
            FaultySqlConditions.class,
            "P4_aLineThatIsOfferedAgainIsOpenAgain",
            "state = CASE WHEN l.offered_state IS DISTINCT FROM excluded.state THEN excluded.state ELSE l.state END",
            "state = l.state"),
    AN_OFFER_UNDOES_WHAT_THE_OPERATOR_SAID(
            FaultySqlConditions.class,
            "P4_whatTheOperatorSaysOfALineStaysUntilItIsOfferedOtherwise",
            "WHERE (l.offered_capacity, l.offered_state, l.country, l.area)\n        IS DISTINCT FROM (excluded.capacity, excluded.state, excluded.country, excluded.area);\n",
            "; UPDATE partyline_line l SET state = l.offered_state;"),
    A_FORMER_PAIR_IS_TAKEN_IN_ONE_STEP(
            FaultySqlConditions.class,
            "R5_aPairThatAUserWasMovedAwayFromIsNotTakenWithTheLineThatIsSuggested",
            "IF NOT FOUND OR EXISTS (SELECT 1 FROM partyline_former_pair f WHERE f.phone = p_phone AND f.line = v_line) THEN",
            "IF NOT FOUND THEN"),
    WHO_COMES_BACK_KEEPS_A_FORMER_PAIR(
            FaultySqlConditions.class,
            "R5_whoComesBackToAPairThatItLeftHasItAsBefore",
            "DELETE FROM partyline_former_pair f\n        WHERE f.phone = ANY (p_phones) AND f.line = p_line AND f.tenant = p_tenant AND f.user_id = p_user_id;\n        IF EXISTS (SELECT 1 FROM partyline_former_pair f WHERE f.phone = ANY (p_phones) AND f.line = p_line) THEN",
            "IF false THEN"),
    A_LINE_AT_RISK_IS_AS_GOOD_AS_ANY(
            FaultyUserStore.class, "P8_aLineAtRiskIsGivenLast", "WHEN 3 THEN 1000000 + floor", "WHEN 3 THEN floor"),
    A_RESERVED_LINE_IS_GIVEN_TO_NOBODY(
            FaultyUserStore.class,
            "P8_aReservedLineIsGivenOnlyByName",
            "AND l.state IN (0, 3, 4) AND l.users < l.capacity AND l.line <> ALL (p_taken)\n        FOR UPDATE",
            "AND l.state IN (0, 3) AND l.users < l.capacity AND l.line <> ALL (p_taken)\n        FOR UPDATE"),
    LINES_OF_THE_AREA_ARE_NOT_LOOKED_FOR(
            FaultyUserStore.class,
            "P7_nearLinesComeFirst",
            "v_line := partyline_lock_line_of(1, p_wish.area, v_first, p_taken, v_avoided)",
            "v_line := NULL"),
    ANY_LINE_WILL_DO(
            FaultyUserStore.class,
            "P7_ifOnlyNearLinesWillDoNoOtherIsGiven",
            "p_wish.near_only IS NOT TRUE THEN\n                v_line := partyline_lock_line_of",
            "true THEN\n                v_line := partyline_lock_line_of"),
    A_FORMER_PAIR_OUTLIVES_ITS_USER(
            FaultyUserStore.class,
            "R5_aDeactivationEndsFormerPairs",
            "DELETE FROM partyline_former_pair f WHERE f.tenant = p_tenant AND f.user_id = p_id;",
            ""),
    A_FORMER_PAIR_NEVER_ENDS(
            FaultyUserStore.class,
            "R5_aSweepEndsWhatHasEndedAndNothingElse",
            "WHERE s.until <= p_now",
            "WHERE s.until <= '-infinity'"),
    A_DEACTIVATION_DROPS_KEYS_OF_OTHER_TENANTS(
            FaultySqlConditions.class,
            "T2_aChangeLeavesTheSameUsersOfAnotherTenantAsTheyAre",
            "k.tenant = p_tenant AND k.key = ANY (p_keys)",
            "k.key = ANY (p_keys)"),
    WHO_HOLDS_THE_PHONE_IS_PASSED_OVER(
            FaultyUserStore.class,
            "S7_ifSomebodyHoldsAKeyThatIsToBeUnheldItIsOutdated",
            "IF p_unheld_phone IS NOT NULL",
            "IF false"),
    AN_ANSWER_IS_NOT_KEPT(
            FaultyUserStore.class, "I6_whatIsAnsweredIsKeptWithTheLineThatWasChosen", "IF p_done < 0", "IF true"),
    A_TAKEN_ANSWER_IS_PASSED_OVER(
            FaultyUserStore.class,
            "I1_underAKeyThatIsTakenNothingIsDone",
            "ON CONFLICT (tenant, key) DO NOTHING;\n    IF NOT FOUND",
            "ON CONFLICT (tenant, key) DO NOTHING;\n    IF false"),
    A_DEACTIVATION_KEEPS_THE_LINE(
            FaultyUserStore.class,
            "L1_theLineIsGivenBackOnceAndInTheSameStep",
            "IF v_pooled THEN\n        PERFORM",
            "IF false THEN\n        PERFORM"),
    A_DEACTIVATION_KEEPS_THE_SLOT(
            FaultyUserStore.class, "L1_theQuotaSlotIsFreeInTheSameStep", "IF v_counted", "IF false"),
    THE_LIMIT_IS_NO_GUARD_IN_ONE_STEP(
            FaultyUserStore.class,
            "S4_theLimitAndTheLinesHoldForThoseWhoTryInOneStep",
            "q.users < p_limit AND NOT EXISTS",
            "NOT EXISTS"),
    WHO_COMES_TOO_LATE_KEEPS_THE_LINE_OF_ONE_STEP(
            FaultyUserStore.class,
            "P5_nothingLeaksFromOneStep",
            "PERFORM partyline_leave_line(v_line);\n        RETURN NULL;",
            "RETURN NULL;"),
    WHO_IS_ADMITTED_IN_ONE_STEP_IS_NOT_COUNTED(
            FaultyUserStore.class,
            "S4_theLimitAndTheLinesHoldForThoseWhoTryInOneStep",
            "SET users = q.users + 1\n            WHERE",
            "SET users = q.users\n            WHERE"),
    TAKEN_LINES_ARE_LEASED(
            FaultyPhonePool.class, "P2_aLineThatThePhoneIsOnIsNotOffered", ":= p_taken::bigint[]", ":= '{}'"),
    LEASES_ARE_NOT_WAITED_FOR(FaultyPhonePool.class, "P5_aLeaseThatLapsedIsNotFree", "THEN -1", "THEN 0"),
    A_RELEASE_KEEPS_THE_PLACE(
            FaultyPhonePool.class,
            "P5_callsMayBeRepeatedAndMayComeForPlacesThatAreNotThere",
            "DELETE FROM partyline_place",
            "PERFORM FROM partyline_place"),
    A_RELEASE_KEEPS_THE_COUNT(
            FaultyPhonePool.class,
            "P4_aLineNeverHasMoreUsersThanItsCapacity",
            "IF FOUND THEN\n        PERFORM partyline_leave_line",
            "IF false THEN\n        PERFORM partyline_leave_line"),
    AN_ERASURE_KEEPS_THE_ANSWERS(
            FaultyUserStore.class,
            "X2_itsRecordsStandWithoutItsValues",
            "UPDATE partyline_answer a\n    SET fingerprint = ''",
            "UPDATE partyline_answer a\n    SET fingerprint = a.fingerprint"),
    AN_ERASURE_KEEPS_THE_VALUES_OF_EVENTS(
            FaultyUserStore.class,
            "X2_noEventOfAnErasedUserCarriesValues",
            "WHERE v.tenant = p_tenant AND v.user_id = p_id AND v.data IS NOT NULL;",
            "WHERE v.tenant = p_tenant AND v.user_id = p_id AND v.done_at IS NULL;"),
    AN_ERASURE_TAKES_THE_VALUES_OF_OTHER_TENANTS(
            FaultyUserStore.class,
            "X2_noEventOfAnErasedUserCarriesValues",
            "WHERE v.tenant = p_tenant AND v.user_id = p_id AND v.data IS NOT NULL;",
            "WHERE v.user_id = p_id AND v.data IS NOT NULL;"),
    WHAT_IS_FORGOTTEN_KEEPS_ITS_VALUES(
            FaultySqlConditions.class,
            "O2_anEventThatIsForgottenHoldsNoValues",
            "done_at = NULL,\n                phone = NULL, line = NULL, placed_by = NULL, data = NULL",
            "done_at = NULL"),
    VALUES_ARE_TOLD_OF_EVERY_VERSION(
            FaultyUserStore.class,
            "O2_anEventCarriesTheUserAsItsChangeMadeIt",
            "AND v.version = p_version\n            AND u.tenant",
            "AND u.tenant"),
    WHO_IS_CREATED_IN_ONE_STEP_IS_TOLD_WITHOUT_VALUES(
            FaultyUserStore.class,
            "O2_whoIsAdmittedInTheStepIsToldWithItsValues",
            "IF p_tells_values THEN",
            "IF false THEN"),
    A_BATCH_TELLS_THE_VALUES_OF_ALL(
            FaultyUserStore.class,
            "O2_whoIsAdmittedInTheStepIsToldWithItsValues",
            "CASE WHEN r.tells THEN r.phone END,\n            CASE WHEN r.tells THEN v_lines[r.number] END, CASE WHEN r.tells THEN r.id END,\n            CASE WHEN r.tells THEN r.data END",
            "r.phone, v_lines[r.number], r.id, r.data"),
    WHO_IS_ERASED_IS_ERASED_AGAIN(
            FaultyUserStore.class,
            "X1_whoIsNotDeactivatedAtThatVersionIsNotErased",
            "u.deactivated_at IS NOT NULL AND u.erased_at IS NULL\n        AND u.version + 1 = p_version;",
            "u.version + 1 = p_version;"),
    WHO_FORGETS_AN_EVENT_FORGETS_ITS_CHANGE(
            FaultyUserStore.class,
            "E6_whatIsForgottenIsStillSettledAsMade",
            "IF v_version.version = 1 AND v_version.change = v_version.user_id THEN\n            DELETE FROM partyline_version v\n            WHERE v.tenant = v_version.tenant AND v.user_id = v_version.user_id AND v.version = 1;",
            "IF true THEN DELETE FROM partyline_version v WHERE v.tenant = v_version.tenant AND v.user_id = v_version.user_id AND v.version = v_version.version;"),
    A_MOVE_KEEPS_THE_PLACE_IT_LEAVES(
            FaultyUserStore.class,
            "K2_aUserMovesToAnotherLineAndLeavesItsPlace",
            "IF v_pooled THEN\n            PERFORM partyline_leave_line(p_was_line);\n        ELSE",
            "IF NOT v_pooled THEN"),
    A_LINE_IS_LEFT_THOUGH_ITS_USER_MAY_STAY(
            FaultyUserStore.class,
            "K2_whoMayStayOnItsLineIsNotPutOnAnother",
            "p_kind = 0 AND p_was_line IS DISTINCT FROM p_line AND NOT p_forms <@ p_was_forms;",
            "false;"),
    WHO_MAY_STAY_ON_ITS_LINE_IS_REFUSED(
            FaultyUserStore.class,
            "K2_whoMayStayOnItsLineIsNotRefusedForWantOfAnother",
            "IF v_avoids AND NOT partyline_hold_avoided(p_forms, p_was_line, p_tenant, p_id) THEN\n                RETURN -1;",
            "IF false THEN\n                RETURN -1;"),
    A_LINE_IS_LEFT_FOR_WHO_GOES_MEANWHILE(
            FaultyOvertaken.class,
            "K2_whoMayStayOnItsLineByNowDoesNotLeaveIt",
            "(o.tenant, o.user_id) <> (p_tenant, p_user_id)\n    FOR KEY SHARE;",
            "(o.tenant, o.user_id) <> (p_tenant, p_user_id);"),
    A_LINE_IS_LEFT_FOR_NO_FORMER_PAIR(
            FaultyUserStore.class,
            "R5_aFormerPairOfAnotherIsNotFree",
            "AND (f.tenant, f.user_id) <> (p_tenant, p_user_id)\n        FOR KEY SHARE;",
            "AND false;"),
    A_MOVE_MAY_END_WHERE_IT_BEGAN(
            FaultyUserStore.class,
            "K2_whoFindsNoOtherLineStays",
            "partyline_take_line(partyline_taken_lines(p_forms, p_tenant, p_id), p_wish);\n        IF v_line IS NULL THEN\n            IF v_avoids",
            "partyline_take_line('{}', p_wish);\n        IF v_line IS NULL THEN\n            IF v_avoids"),
    WHO_IS_ADMITTED_WITH_OTHERS_THOUGH_IT_WAS_SETTLED(
            FaultySqlConditions.class,
            "E6_whoWasSettledAsNotMadeIsNotAdmittedWithOthers",
            "ORDER BY r.tenant, r.id\n        ON CONFLICT DO NOTHING RETURNING 1)\n    SELECT count(*) INTO v_made FROM made;\n    IF v_made < cardinality(v_rows)",
            "ORDER BY r.tenant, r.id\n        ON CONFLICT DO NOTHING RETURNING 1)\n    SELECT count(*) INTO v_made FROM made;\n    IF false"),
    A_BATCH_OVERTAKES_WHO_MAY_HAVE_TO_WAIT(
            FaultySqlConditions.class,
            "B1_nobodyIsAdmittedBeforeWhoMayHaveToWait",
            "AND j.number < coalesce((SELECT min(f.number) FROM judged f WHERE f.obstacle = 'may be'), j.number + 1)",
            ""),
    A_BATCH_IS_GIVEN_LINES_AT_RISK(
            FaultySqlConditions.class,
            "P4_aBatchGetsNoLineThatTakesNobody",
            "AND l.level < 1000000 AND l.state = 0 AND l.users < l.capacity\n            ORDER BY l.level LIMIT (p_users",
            "AND l.users < l.capacity\n            ORDER BY l.level LIMIT (p_users"),
    A_BATCH_IS_GIVEN_FORMER_PAIRS(
            FaultySqlConditions.class,
            "R5_aBatchGivesNobodyAFormerPairOfAnother",
            "f.phone = r.phone AND f.line = r.line) IS NOT NULL)",
            "f.phone = r.phone AND f.line = r.line) IS NULL AND false)"),
    A_BATCH_IS_NOT_COUNTED_ON_ITS_LINES(
            FaultySqlConditions.class,
            "B1_nobodyIsAdmittedBeforeWhoMayHaveToWait",
            "SET users = l.users + a.added,",
            "SET users = l.users,"),
    A_BATCH_IS_NOT_COUNTED_IN_ITS_TENANTS(
            FaultySqlConditions.class,
            "B1_nobodyIsAdmittedBeforeWhoMayHaveToWait",
            "SET users = q.users + a.users FROM added a",
            "SET users = q.users FROM added a"),
    A_BATCH_KEEPS_NO_RECORDS(
            FaultyUserStore.class,
            "I5_ofThoseWhoAskTogetherUnderOneKeyOneIsAdmitted",
            "IF cardinality(array_remove(p_keys, NULL)) > 0 THEN",
            "IF false THEN"),
    A_BATCH_ADMITS_THOUGH_ITS_KEY_WAS_TAKEN_MEANWHILE(
            FaultyUserStore.class,
            "I5_ofManyWhoAskTogetherAtOnceOneIsAdmittedForEachKey",
            "IF v_made < (SELECT count(p_keys[r.number]) FROM unnest(v_rows) AS r (number)) THEN",
            "IF false THEN"),
    A_BATCH_TAKES_NO_NOTICE_OF_RECORDS(
            FaultySqlConditions.class,
            "I5_aBatchLeavesWhoClaimsATakenKeyToItself",
            "WHERE k.tenant = a.tenant AND k.key = a.key) IS NOT NULL) THEN 'may be'",
            "WHERE k.tenant = a.tenant AND k.key = a.key) IS NOT NULL AND false) THEN 'may be'"),
    WHO_IS_CREATED_IN_ONE_STEP_LEAVES_NO_RECORD(
            FaultyUserStore.class,
            "I6_whoIsAdmittedInTheStepLeavesItsRecord",
            "IF p_key IS NOT NULL THEN\n        PERFORM partyline_remember(",
            "IF false THEN\n        PERFORM partyline_remember("),
    A_CHANGE_MOVES_ITS_USER_BACK(
            FaultyUserStore.class,
            "L5_noEffectMovesAUserBack",
            "greatest(c.changed_at, excluded.changed_at)",
            "excluded.changed_at"),
    A_CHANGE_MOVES_ITS_USER_BEFORE_ITS_CREATION(
            FaultyUserStore.class, "L5_noEffectMovesAUserBack", "greatest(p_at, u.created_at)", "p_at"),
    WHO_IS_ERASED_IS_LISTED_BY_CHANGE_AS_ACTIVE(
            FaultyUserStore.class, "L5_onlyWhatIsAskedForIsListedByChange", "WHEN 4 THEN 2 ELSE 0", "ELSE 0"),
    A_CHANGE_MOVES_THE_SAME_USER_OF_ANOTHER_TENANT(
            FaultySqlConditions.class,
            "T2_aChangeLeavesTheSameUsersOfAnotherTenantAsTheyAre",
            "FROM partyline_user u WHERE u.tenant = p_tenant AND u.id = p_user_id\n        ON CONFLICT",
            "FROM partyline_user u WHERE u.id = p_user_id\n        ON CONFLICT"),
    MORE_ARE_MADE_PART_OF_A_COUNT_THAN_WERE_ASKED_FOR(
            FaultySqlConditions.class,
            "S4_soManyUsersAreMadePartOfTheCountAtOnce",
            "AND NOT s.counted\n            LIMIT p_most",
            "AND NOT s.counted"),
    THE_LATEST_ANSWER_IS_FORGOTTEN_FIRST(
            FaultySqlConditions.class,
            "I3_aSweepIsBounded",
            "ORDER BY s.first_use LIMIT p_most",
            "ORDER BY s.first_use DESC LIMIT p_most"),
    WHOEVER_HOLDS_A_PHONE_NOBODY_DOES(
            FaultyUserStore.class,
            "S7_ifSomebodyHoldsAKeyThatIsToBeUnheldItIsOutdated",
            "RETURN false;\n    END IF;\n    DELETE FROM partyline_user u",
            "RETURN true;\n    END IF;\n    DELETE FROM partyline_user u"),
    WHO_LEAVES_A_LINE_LEAVES_ITS_LEVEL(
            FaultySqlConditions.class,
            "R1_aDeactivationLeavesOthersOnTheLine",
            "SET users = l.users - 1, level = partyline_level(l.state, l.users - 1, l.capacity)",
            "SET users = l.users - 1"),
    A_LINE_THAT_THE_PHONE_IS_ON_IS_TO_BE_HAD(
            FaultyUserStore.class,
            "R5_aLineThatThePhoneIsFormerOnIsNotOffered",
            "partyline_taken_lines(p_phones, p_tenant, p_user_id) || p_without",
            "coalesce(p_without, '{}')"),
    A_LINE_THAT_WAS_WAITED_FOR_IS_GIVEN_WHATEVER_IT_IS_BY_NOW(
            FaultyOvertaken.class,
            "P4_aLineThatIsClosedMeanwhileIsNotGiven",
            "WHERE l.line = v_line AND l.level >= p_first AND l.level < v_end AND l.state IN (0, 3) AND l.users < l.capacity",
            "WHERE l.line = v_line"),
    WHO_TAKES_A_LINE_IS_NOT_COUNTED(
            FaultyUserStore.class,
            "P4_aLineNeverHasMoreUsersThanItsCapacity",
            "UPDATE partyline_line SET users = users + 1, level = partyline_level(state, users + 1, capacity)\n    WHERE line = v_line;\n    RETURN",
            "RETURN"),
    A_FORMER_PAIR_IS_NOT_FREE_FOR_WHO_LEFT_IT(
            FaultyUserStore.class,
            "R5_aUserMayMoveBackToItsFormerLine",
            "AND (f.tenant, f.user_id) IS DISTINCT FROM (p_tenant, p_user_id)",
            ""),
    ANY_LINE_IS_TO_BE_HAD_FOR_THE_ONE_THAT_IS_NAMED(
            FaultyUserStore.class,
            "E5_whichLineAMoveWouldEndOnIsTold",
            "IF p_wish.named IS NOT NULL THEN\n        RETURN (",
            "IF false THEN\n        RETURN ("),
    A_LINE_OF_ANOTHER_AREA_IS_CHOSEN(
            FaultyPhonePool.class,
            "P7_nearLinesComeFirst",
            "AND l.line IS DISTINCT FROM p_avoided\n        ORDER BY l.level LIMIT 1;\n    ELSIF p_region = 1 THEN\n        SELECT l.line INTO v_line FROM partyline_line l\n        WHERE l.area = p_name AND",
            "AND l.line IS DISTINCT FROM p_avoided\n        ORDER BY l.level LIMIT 1;\n    ELSIF p_region = 1 THEN\n        SELECT l.line INTO v_line FROM partyline_line l\n        WHERE"),
    A_LINE_THAT_IS_CHANGED_KEEPS_ITS_LEVEL(
            FaultySqlConditions.class,
            "P4_aLineThatTakesNobodyIsNeitherSuggestedNorPreferred",
            "ELSE l.users END,\n        level = partyline_level(coalesce(p_state, l.state), l.users, coalesce(p_capacity, l.capacity))",
            "ELSE l.users END"),
    A_LEASE_THAT_IS_REOPENED_IS_AS_ANY(
            FaultyPhonePool.class,
            "P5_whatWasReopenedLapsesAgainUntilItIsReleased",
            "pending = true, reopened = true WHERE",
            "pending = true WHERE"),
    A_BATCH_WAITS_FOR_WHOEVER_TAKES_LONG(
            FaultySqlConditions.class, "B3_aBatchWaitsForNobodyWhoTakesLong", "'200', true", "'0', true"),
    A_BATCH_IS_HELD_UP_BY_DEDICATED_USERS(
            FaultySqlConditions.class,
            "B1_whatIsAnothersIsInNobodysWay",
            "AND u.phone = a.phone AND u.kind = 0",
            "AND u.phone = a.phone"),
    A_BATCH_IS_HELD_UP_BY_FORMER_PAIRS_ON_OTHER_LINES(
            FaultySqlConditions.class,
            "R5_formerPairsOfOthersAreInNoBatchsWay",
            "f.phone = r.phone AND f.line = r.line) IS NOT NULL",
            "f.phone = r.phone LIMIT 1) IS NOT NULL"),
    WHO_IS_LEFT_BY_A_BATCH_MAKES_A_VERSION(
            FaultySqlConditions.class,
            "E6_whoIsLeftByABatchMakesNoVersion",
            "WHERE r.number = ANY (v_rows) ORDER BY r.tenant, r.id",
            "ORDER BY r.tenant, r.id"),
    VALUES_OF_ANOTHER_TENANT_ARE_TOLD(
            FaultySqlConditions.class,
            "T2_anEventCarriesTheUserOfItsOwnTenant",
            "AND u.tenant = p_tenant AND u.id = p_user_id;\n    END IF;\n    RETURN p_done",
            "AND u.id = p_user_id;\n    END IF;\n    RETURN p_done"),
    WHO_IS_NOT_THERE_IS_SETTLED_BY_OTHERS(
            FaultySqlConditions.class,
            "E6_whoWasSettledAsNotMadeIsNotMadeThoughOthersAre",
            "AND EXISTS (SELECT 1 FROM partyline_user u WHERE u.tenant = p_tenant AND u.id = p_user_id)\n        AND NOT EXISTS (\n            SELECT 1 FROM partyline_version v WHERE v.tenant",
            "AND EXISTS (SELECT 1 FROM partyline_user u WHERE u.tenant = p_tenant)\n        AND NOT EXISTS (\n            SELECT 1 FROM partyline_version v WHERE v.tenant"),
    A_LINE_OF_THE_AREA_IS_GIVEN_THOUGH_THE_PHONE_IS_ON_IT(
            FaultySqlConditions.class,
            "P7_theEmptiestOfTheNearLinesIsPassedOverIfItWillNotDo",
            "AND l.line <> ALL (p_taken) AND l.line IS DISTINCT FROM p_avoided\n            ORDER BY l.level LIMIT 1 FOR UPDATE OF l SKIP LOCKED;\n        ELSE\n",
            "AND l.line IS DISTINCT FROM p_avoided\n            ORDER BY l.level LIMIT 1 FOR UPDATE OF l SKIP LOCKED;\n        ELSE\n"),
    A_PREFERRED_LINE_IS_CHOSEN_WHEREVER_IT_IS(
            FaultySqlConditions.class,
            "P7_aPreferredLineIsNearToo",
            "AND (p_wish.near_only IS NOT TRUE OR l.area = p_wish.area OR l.country = p_wish.country);",
            ";"),
    WHO_FORGETS_AN_EVENT_FORGETS_THOSE_OF_OTHERS(
            FaultySqlConditions.class,
            "O5_onlyWhatIsDoneIsForgotten",
            "AND v.user_id = v_version.user_id AND v.version = 1;",
            "AND v.version = 1;"),
    A_LINE_IS_LEFT_FOR_A_FORMER_PAIR_ON_ANOTHER(
            FaultySqlConditions.class,
            "K2_noFormerPairButThatOfAnotherOnItsLineTakesAUserFromThere",
            "f.phone = ANY (p_phones) AND f.line = p_line AND (f.tenant, f.user_id) <>",
            "f.phone = ANY (p_phones) AND (f.tenant, f.user_id) <>"),
    WHO_MOVES_MAKES_OTHERS_COUNT_ON_THEIR_LINES(
            FaultySqlConditions.class,
            "K2_onlyWhoMovesIsCountedByThePool",
            "SET pooled = true WHERE u.tenant = p_tenant AND u.id = p_id;",
            "SET pooled = true WHERE u.id = p_id;"),
    NOBODY_MOVES_TO_A_RESERVED_LINE(
            FaultySqlConditions.class,
            "P8_aUserMovesToALineThatIsNamed",
            "WHERE line = p_line AND state IN (0, 3, 4) AND",
            "WHERE line = p_line AND state IN (0, 3) AND"),
    WHAT_IS_CONFIRMED_LAPSES(
            FaultyPhonePool.class,
            "P5_whatIsConfirmedDoesNotLapse",
            "CASE WHEN reopened THEN p_lapses_at END",
            "p_lapses_at");

    private static final String NAME = "partyline.fault";

    final Class<?> contract;
    final String test;
    private final String text;
    private final String instead;

    SqlFault(Class<?> contract, String test, String text, String instead) {
        this.contract = contract;
        this.test = test;
        this.text = text;
        this.instead = instead;
    }

    /** Configures the run of tests to have this fault. */
    Map<String, String> configuration() {
        return Map.of(NAME, toString());
    }

    /** A database with the fault that these tests are configured to have. */
    static HikariDataSource planted(ExtensionContext tests) {
        SqlFault fault = valueOf(tests.getConfigurationParameter(NAME).orElseThrow());
        return Databases.fresh(Map.of(), fault.in(Databases.migration()));
    }

    private String in(String migration) {
        if (migration.indexOf(text) < 0 || migration.indexOf(text) != migration.lastIndexOf(text)) {
            throw new IllegalStateException(this + " is to be planted in one place");
        }
        return migration.replace(text, instead);
    }
}
