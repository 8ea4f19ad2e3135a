package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What is wrong with the migrations, on purpose: a text that stands in one place of them is another one. And the test that finds out. */
enum SqlFault {
    THE_LIMIT_IS_NO_GUARD(
            FaultyUserStore.class,
            "S4_atTheLimitAnAdmissionIsOutdatedAndLeavesNothingBehind",
            ") < p_limit;",
            ") IS NOT NULL;"),
    THE_CAPACITY_IS_ONE_MORE(
            FaultyUserStore.class,
            "P4_aLineNeverHasMoreUsersThanItsCapacity",
            "o.capacity::integer",
            "o.capacity::integer + 1"),
    A_PHONE_ON_A_LINE_MAY_BE_ANOTHERS(
            FaultyUserStore.class,
            "P2_aPhoneOnALineIsAKeyAcrossTenants",
            "v_line, p_tenant, p_id)\n        ON CONFLICT DO NOTHING;\n        IF NOT FOUND",
            "v_line, p_tenant, p_id)\n        ON CONFLICT DO NOTHING;\n        IF false"),
    TAKEN_KEYS_ARE_PASSED_OVER(
            FaultyUserStore.class,
            "A2_whoCannotHaveOneKeyGetsNoneAndLeavesNothingBehind",
            "IF v_claimed < cardinality(p_keys)",
            "IF false"),
    WHO_COMES_TOO_LATE_KEEPS_THE_LINE(
            FaultyUserStore.class,
            "E6_anAdmissionThatIsGivenASecondTimeIsOutdatedAndTakesNoLine",
            "IF v_pooled THEN\n            UPDATE",
            "IF false THEN\n            UPDATE"),
    WHAT_WAS_CHANGED_MEANWHILE_IS_REPLACED(
            FaultyUserStore.class,
            "S3_aReplacementOfWhatIsAnotherByNowIsOutdated",
            "AND u.data = p_was_data\n    RETURNING u.pooled",
            "RETURNING u.pooled"),
    WHO_HOLDS_THE_PHONE_IS_PASSED_OVER(
            FaultyUserStore.class,
            "S7_whereSomebodyHoldsAKeyThatIsToBeUnheldItIsOutdated",
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
            "IF v_pooled THEN\n        UPDATE",
            "IF false THEN\n        UPDATE"),
    A_DEACTIVATION_KEEPS_THE_SLOT(
            FaultyUserStore.class, "L1_theQuotaSlotIsFreeInTheSameStep", "IF v_counted", "IF false"),
    A_SETTLED_PLACE_IS_GIVEN_AWAY(
            FaultyUserStore.class,
            "P5_anAdmissionToAPlaceThatWasSettledIsOutdatedAndTakesNoLine",
            "IF p_place IS NOT NULL AND EXISTS",
            "IF false AND EXISTS"),
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
            "IF FOUND THEN\n        UPDATE partyline_line SET users = users - 1",
            "IF false THEN\n        UPDATE partyline_line SET users = users - 1"),
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
        int place = migration.indexOf(text);
        if (place < 0 || place != migration.lastIndexOf(text)) {
            throw new IllegalStateException(this + " is to be planted in one place");
        }
        return migration.replace(text, instead);
    }
}
