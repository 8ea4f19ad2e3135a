package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            "SELECT o.line::bigint, o.capacity::integer, partyline_level(0::smallint, 0, o.capacity::integer)",
            "SELECT o.line::bigint, o.capacity::integer + 1, partyline_level(0::smallint, 0, o.capacity::integer + 1)"),
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
            "IF v_pooled THEN\n            PERFORM",
            "IF false THEN\n            PERFORM"),
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
            "IF v_pooled THEN\n        PERFORM",
            "IF false THEN\n        PERFORM"),
    A_DEACTIVATION_KEEPS_THE_SLOT(
            FaultyUserStore.class, "L1_theQuotaSlotIsFreeInTheSameStep", "IF v_counted", "IF false"),
    A_SETTLED_PLACE_IS_GIVEN_AWAY(
            FaultyUserStore.class,
            "P5_anAdmissionToAPlaceThatWasSettledIsOutdatedAndTakesNoLine",
            "IF p_place IS NOT NULL AND EXISTS",
            "IF false AND EXISTS"),
    THE_LIMIT_IS_NO_GUARD_IN_ONE_STEP(
            FaultyUserStore.class,
            "S4_theLimitAndTheLinesHoldForThoseWhoTryInOneStep",
            "q.shared_users < p_limit AND NOT EXISTS",
            "NOT EXISTS"),
    WHO_COMES_TOO_LATE_KEEPS_THE_LINE_OF_ONE_STEP(
            FaultyUserStore.class,
            "P5_nothingLeaksFromOneStep",
            "PERFORM partyline_leave_line(v_line);\n        RETURN NULL;",
            "RETURN NULL;"),
    WHO_IS_ADMITTED_IN_ONE_STEP_IS_NOT_COUNTED(
            FaultyUserStore.class,
            "S4_theLimitAndTheLinesHoldForThoseWhoTryInOneStep",
            "SET shared_users = q.shared_users + 1",
            "SET shared_users = q.shared_users"),
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
        return Databases.fresh(Map.of(), fault.inTheLastOf(Migration.all()));
    }

    /** In the last migration that has the text, whose functions take the place of those before; one place of it. */
    private String inTheLastOf(List<Migration> migrations) {
        int last = IntStream.range(0, migrations.size())
                .filter(i -> migrations.get(i).sql().contains(text))
                .max()
                .orElseThrow(() -> new IllegalStateException(this + " has nowhere to be planted"));
        return IntStream.range(0, migrations.size())
                .mapToObj(i -> i == last
                        ? in(migrations.get(i).sql())
                        : migrations.get(i).sql())
                .collect(Collectors.joining("\n"));
    }

    private String in(String migration) {
        if (migration.indexOf(text) != migration.lastIndexOf(text)) {
            throw new IllegalStateException(this + " is to be planted in one place");
        }
        return migration.replace(text, instead);
    }
}
