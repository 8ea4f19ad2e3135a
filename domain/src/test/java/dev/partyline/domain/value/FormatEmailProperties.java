package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.apache.commons.validator.routines.EmailValidator;

/** The emails of all users but those of lines. */
class FormatEmailProperties {
    @Provide
    Arbitrary<String> emailTexts() {
        return DomainArbitraries.formatEmailTexts();
    }

    @Provide
    Arbitrary<String> nearlyEmailTexts() {
        return DomainArbitraries.nearlyFormatEmailTexts();
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        return DomainArbitraries.hostileTexts();
    }

    @Property(tries = 5_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V5_elsewhereCommonsValidatorDecides(@ForAll("nearlyEmailTexts") String text) {
        boolean accepted = isAcceptedByCommons(text);

        assertThat(isAccepted(text)).isEqualTo(accepted);
        Statistics.label("accepted")
                .collect(accepted)
                .coverage(c -> c.check(true).percentage(share -> share > 10 && share < 90));
    }

    @Property
    void V5_whateverElseATextIsCommonsValidatorDecides(@ForAll("hostileTexts") String text) {
        assertThat(isAccepted(text)).isEqualTo(isAcceptedByCommons(text));
    }

    @Property
    void V5_whatIsMeantToBeAcceptedIs(@ForAll("emailTexts") String text) {
        assertThat(email(text).spelling()).isEqualTo(text);
    }

    @Example
    void V5_has254CharactersAtMostElsewhereToo() {
        String label = "b".repeat(60) + ".";
        String domain = label.repeat(3) + "b".repeat(51) + ".com";
        String longest = "a".repeat(254 - 1 - domain.length()) + "@" + domain;

        assertThat(longest).hasSize(254);
        assertThat(isAccepted(longest)).isTrue();
        assertThat(EmailValidator.getInstance().isValid("a" + longest)).isTrue();
        assertThat(EmailAddress.of("a" + longest, EmailRule.FORMAT)).isEqualTo(Validation.invalid(Fault.TOO_LONG));
    }

    @Example
    void V6_anInternationalDomainIsTheSameInItsAsciiForm() {
        assertThat(List.of(
                        "a@bücher.example.com",
                        "a@BÜCHER.example.com",
                        "A@xn--bcher-kva.example.com",
                        "a@XN--BCHER-KVA.Example.COM",
                        "a@bu\u0308cher.example.com"))
                .allSatisfy(text -> assertThat(email(text).identity()).isEqualTo("a@xn--bcher-kva.example.com"));
    }

    @Example
    void V6_lettersWithOneCapitalAreTheSame() {
        assertThat(List.of("ΟΔΟΣ@example.com", "οδος@example.com", "οδοσ@EXAMPLE.com").stream()
                        .map(text -> email(text).identity())
                        .distinct())
                .hasSize(1);
    }

    /** V8, too: no email holds what not every store can. */
    private static boolean isAcceptedByCommons(String text) {
        return text.length() <= 254
                && text.indexOf('\0') < 0
                && text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                && EmailValidator.getInstance().isValid(text);
    }

    private static boolean isAccepted(String text) {
        return EmailAddress.of(text, EmailRule.FORMAT).isValid();
    }

    private static EmailAddress email(String text) {
        return EmailAddress.of(text, EmailRule.FORMAT).get();
    }
}
