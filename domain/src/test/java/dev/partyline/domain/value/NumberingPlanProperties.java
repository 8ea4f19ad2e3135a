package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingPlanProperties {

    @Provide
    Arbitrary<String> renumbered() {
        return DomainArbitraries.renumberedPhoneTexts();
    }

    @Provide
    Arbitrary<String> phoneTexts() {
        return DomainArbitraries.phoneTexts();
    }

    @Property(tries = 50_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V14_formsAreSymmetricIdempotentAtMostThreeAndOfOneCallingCode(@ForAll("renumbered") String text) {
        PhoneNumber phone = PhoneNumber.of(text).get();
        List<PhoneNumber> all = PhoneClaims.of(phone, PhoneIdentity.SUBSCRIBER).everywhere(phone);

        assertThat(all).doesNotHaveDuplicates().hasSizeBetween(1, 3).startsWith(phone);
        assertThat(all).allSatisfy(form -> {
            assertThat(PhoneClaims.of(form, PhoneIdentity.SUBSCRIBER).everywhere(form))
                    .containsExactlyInAnyOrderElementsOf(all);
            assertThat(form.e164().substring(0, 3)).isEqualTo(phone.e164().substring(0, 3));
        });
        Statistics.label("joined")
                .collect(all.size() > 1)
                .coverage(c -> c.check(true).percentage(share -> share > 30 && share < 90));
    }

    @Property(tries = 50_000)
    void V14_everyFormIsANumberThatV1AcceptsAndV2Leaves(@ForAll("renumbered") String text) {
        PhoneNumber phone = PhoneNumber.of(text).get();

        assertThat(NumberingPlan.otherForms(phone))
                .allSatisfy(
                        form -> assertThat(PhoneNumber.of(form.e164()).get()).isEqualTo(form));
    }

    @Property(tries = 20_000)
    void V14_aNumberOfAnyOtherCountryHasNoOtherForm(@ForAll("phoneTexts") String text) {
        PhoneNumber phone = PhoneNumber.of(text).get();
        boolean elsewhere = List.of("52", "54", "55", "84", "220", "225", "229", "241").stream()
                .noneMatch(code -> phone.e164().startsWith("+" + code));

        if (elsewhere) {
            assertThat(PhoneClaims.of(phone, PhoneIdentity.SUBSCRIBER)).isEqualTo(PhoneClaims.ALONE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+5215512345678, +525512345678",
        "+541112345678, +5491112345678",
        "+551187654321, +5511987654321",
        "+22997123456, +2290197123456",
        "+22501234567, +2250101234567",
        "+22545123456, +2250545123456",
        "+22598123456, +2250798123456",
        "+24107123456, +24177123456",
        "+2415123456, +24165123456",
        "+841201234567, +84701234567",
        "+841991234567, +84591234567",
        "+2203123456, +220833123456",
        "+2208412345, +220868412345",
        "+2204012345, +220874012345",
    })
    void V14_thePlanJoinsTheseTwo(String old, String now) {
        PhoneNumber oldForm = PhoneNumber.of(old).get();
        PhoneNumber newForm = PhoneNumber.of(now).get();

        assertThat(NumberingPlan.otherForms(oldForm)).contains(newForm);
        assertThat(NumberingPlan.otherForms(newForm)).contains(oldForm);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+521222123456",
                "+5211234567890",
                "+2291234567890",
                "+551133334444",
                "+5511933334444",
                "+2205612345",
                "+2209123456",
                "+2204212345",
                "+2208812345",
                "+22521123456",
                "+24181234567",
                "+841301234567",
                "+14155550132"
            })
    void V14_thePlanJoinsThisOneToNone(String text) {
        assertThat(NumberingPlan.otherForms(PhoneNumber.of(text).get())).isEmpty();
    }

    @Example
    void V14_gabonsOldNumbersWereWrittenInTwoWays() {
        assertThat(NumberingPlan.otherForms(PhoneNumber.of("+24101234567").get()))
                .extracting(PhoneNumber::e164)
                .containsExactly("+2411234567", "+24111234567");
    }

    @Example
    void V14_argentinas15IsSpelledAway() {
        assertThat(PhoneNumber.of("+54111512345678")).isEqualTo(PhoneNumber.of("+5491112345678"));
    }
}
