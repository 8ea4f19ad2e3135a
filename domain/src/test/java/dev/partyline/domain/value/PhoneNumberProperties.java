package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class PhoneNumberProperties {
    private static final Pattern PUBLISHED = Pattern.compile("^\\+[1-9]\\d{6,14}$");
    private static final PhoneNumberUtil LIBPHONENUMBER = PhoneNumberUtil.getInstance();

    @Provide
    Arbitrary<String> phoneTexts() {
        return DomainArbitraries.phoneTexts();
    }

    @Provide
    Arbitrary<String> nearlyPhoneTexts() {
        return DomainArbitraries.nearlyPhoneTexts();
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        return DomainArbitraries.hostileTexts();
    }

    @Property(tries = 50_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V1_acceptsExactlyThePublishedPattern(@ForAll("nearlyPhoneTexts") String text) {
        boolean published = PUBLISHED.matcher(text).matches();

        assertThat(PhoneNumber.of(text).isValid()).isEqualTo(published);
        Statistics.label("published")
                .collect(published)
                .coverage(c -> c.check(true).percentage(share -> share > 20 && share < 80));
    }

    @Property
    void V1_whateverElseATextIsItIsNoPhoneNumber(@ForAll("hostileTexts") String text) {
        assertThat(PhoneNumber.of(text).isValid())
                .isEqualTo(PUBLISHED.matcher(text).matches());
    }

    @Property
    void V1_nothingThatMatchesIsRefused(@ForAll("phoneTexts") String text) {
        assertThat(PhoneNumber.of(text).isValid()).isTrue();
    }

    @Example
    void V1_hasFrom7To15DigitsOfAsciiTheFirstNot0AndNothingElse() {
        assertThat(PhoneNumber.of("+1234567").isValid()).isTrue();
        assertThat(PhoneNumber.of("+123456789012345").isValid()).isTrue();
        assertThat(new String[] {
                    "",
                    "+",
                    "+123456",
                    "+1234567890123456",
                    "+0123456789",
                    "14155550132",
                    "+1415555013a",
                    "+1 4155550132",
                    "+14155550132 ",
                    "+14155550132\n",
                    "+14155550132;ext=1",
                    "＋14155550132",
                    "+1415555013٢",
                    "+1-415-555-0132"
                })
                .allSatisfy(text -> assertThat(PhoneNumber.of(text)).isEqualTo(Validation.invalid(Fault.NOT_E164)));
    }

    @Example
    void aMissingNumberIsAFaultOfItsOwn() {
        assertThat(PhoneNumber.of(null)).isEqualTo(Validation.invalid(Fault.REQUIRED));
    }

    @Example
    void V3_isOffByDefault() {
        ProjectId id = ProjectId.of("00000000-0000-0000-0000-000000000000").get();

        assertThat(Project.of(id).values().phones()).isEqualTo(PhoneRule.E164);
        assertThat(PhoneNumber.of("+15551234567")).isEqualTo(PhoneNumber.of("+15551234567", PhoneRule.E164));
    }

    @Example
    void V3_theExampleOfTheSubscriberApiIsAcceptedButNotValid() {
        assertThat(PhoneNumber.of("+15551234567", PhoneRule.E164).isValid()).isTrue();
        assertThat(PhoneNumber.of("+15551234567", PhoneRule.POSSIBLE).isValid()).isTrue();
        assertThat(PhoneNumber.of("+15551234567", PhoneRule.VALID)).isEqualTo(Validation.invalid(Fault.NOT_VALID));
        assertThat(PhoneNumber.of("+1555123", PhoneRule.POSSIBLE)).isEqualTo(Validation.invalid(Fault.NOT_POSSIBLE));
        assertThat(PhoneNumber.of("+14155550132", PhoneRule.VALID).isValid()).isTrue();
    }

    @Property(tries = 20_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V3_possibleIsWhatLibphonenumberCallsPossible(@ForAll("phoneTexts") String text) {
        boolean possible = libphonenumberSays(LIBPHONENUMBER::isPossibleNumber, text);

        assertThat(PhoneNumber.of(text, PhoneRule.POSSIBLE)).isEqualTo(possible ? PhoneNumber.of(text) : NOT_POSSIBLE);
        Statistics.label("possible")
                .collect(possible)
                .coverage(c -> c.check(true).percentage(share -> share > 20 && share < 90));
    }

    @Property(tries = 20_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V3_validIsWhatLibphonenumberCallsValid(@ForAll("phoneTexts") String text) {
        boolean valid = libphonenumberSays(LIBPHONENUMBER::isValidNumber, text);

        assertThat(PhoneNumber.of(text, PhoneRule.VALID)).isEqualTo(valid ? PhoneNumber.of(text) : NOT_VALID);
        Statistics.label("valid")
                .collect(valid)
                .coverage(c -> c.check(true).percentage(share -> share > 10 && share < 80));
    }

    @Example
    void V3_theNumberThatWasGivenIsJudgedAndNotItsCanonicalForm() {
        assertThat(PhoneNumber.of("+44007400123456", PhoneRule.VALID)).isEqualTo(NOT_VALID);
        assertThat(PhoneNumber.of("+44007400123456", PhoneRule.POSSIBLE)).isEqualTo(NOT_POSSIBLE);
        assertThat(PhoneNumber.of("+447400123456", PhoneRule.VALID).isValid()).isTrue();
    }

    private static final Validation<Fault, PhoneNumber> NOT_POSSIBLE = Validation.invalid(Fault.NOT_POSSIBLE);
    private static final Validation<Fault, PhoneNumber> NOT_VALID = Validation.invalid(Fault.NOT_VALID);

    private static boolean libphonenumberSays(Predicate<Phonenumber.PhoneNumber> question, String text) {
        return parsed(text).filter(question).isPresent();
    }

    private static Optional<Phonenumber.PhoneNumber> parsed(String text) {
        try {
            return Optional.of(LIBPHONENUMBER.parse(text, "ZZ"));
        } catch (NumberParseException unparseable) {
            return Optional.empty();
        }
    }

    @Property(tries = 10_000)
    void V2_aNumberIsRestoredFromItsCanonicalFormAsItWas(@ForAll("phoneTexts") String text) {
        PhoneNumber number = PhoneNumber.of(text).get();

        assertThat(PhoneNumber.restored(number.e164())).isEqualTo(number);
        assertThat(Line.restored(number.e164()).number()).isEqualTo(number);
    }

    @Property
    void whatIsNoCanonicalFormIsNotRestored(@ForAll("hostileTexts") String text) {
        if (PUBLISHED.matcher(text).matches()) {
            assertThat(PhoneNumber.restored(text).e164()).isEqualTo(text);
        } else {
            assertThatThrownBy(() -> PhoneNumber.restored(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a stored phone number is not in E.164");
            assertThatThrownBy(() -> Line.restored(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
