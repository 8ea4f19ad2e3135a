package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.apache.commons.validator.routines.EmailValidator;

class EmailAddressProperties {
    private static final Pattern PUBLISHED = Pattern.compile(
            "^(?!\\.)(?!.*\\.\\.)([A-Za-z0-9_'+\\-\\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}$");

    @Provide
    Arbitrary<String> emailTexts() {
        return DomainArbitraries.emailTexts();
    }

    @Provide
    Arbitrary<String> nearlyEmailTexts() {
        return DomainArbitraries.nearlyEmailTexts();
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        return DomainArbitraries.hostileTexts();
    }

    @Property(tries = 200_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V5_acceptsExactlyWhatThePublishedPatternAccepts(@ForAll("nearlyEmailTexts") String text) {
        boolean published = isPublished(text);

        assertThat(isAccepted(text, EmailRule.PUBLISHED)).isEqualTo(published);
        Statistics.label("published")
                .collect(published)
                .coverage(c -> c.check(true).percentage(share -> share > 10 && share < 70));
    }

    /** Every text of up to 8 characters of which each is one of the kinds that the pattern tells apart. */
    @Example
    void V5_acceptsExactlyWhatThePublishedPatternAcceptsAmongAllShortTexts() {
        assertSameBelow(new StringBuilder(), 8);
    }

    private static void assertSameBelow(StringBuilder text, int longer) {
        String whole = text.toString();
        boolean published = isPublished(whole);
        if (isAccepted(whole, EmailRule.PUBLISHED) != published) {
            throw new AssertionError(
                    "'" + whole + "' is " + (published ? "accepted" : "refused") + " by the published pattern");
        }
        if (longer > 0) {
            for (char c : new char[] {'a', '0', '.', '@', '-', '\''}) {
                text.append(c);
                assertSameBelow(text, longer - 1);
                text.setLength(whole.length());
            }
        }
    }

    @Property
    void V5_whateverElseATextIsItIsNoEmail(@ForAll("hostileTexts") String text) {
        assertThat(isAccepted(text, EmailRule.PUBLISHED))
                .isEqualTo(text.length() <= EmailAddress.MAX_LENGTH && isPublished(text));
    }

    @Example
    void V5_has254CharactersAtMost() {
        for (int length = 6; length <= 300; length++) {
            String longLocal = "a".repeat(length - "@b.co".length()) + "@b.co";
            String longDomain = "a@" + "b".repeat(length - "a@.co".length()) + ".co";

            for (String text : List.of(longLocal, longDomain)) {
                assertThat(text).hasSize(length);
                assertThat(isAccepted(text, EmailRule.PUBLISHED)).isEqualTo(length <= 254);
            }
        }
        assertThat(EmailAddress.of("a".repeat(250) + "@b.co", EmailRule.PUBLISHED))
                .isEqualTo(Validation.invalid(Fault.TOO_LONG));
        assertThat(EmailAddress.of("a".repeat(254), EmailRule.PUBLISHED))
                .isEqualTo(Validation.invalid(Fault.NOT_AN_EMAIL));
    }

    @Property(tries = 20_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V5_theStricterOfBothIsThePatternAndCommonsValidator(@ForAll("nearlyEmailTexts") String text) {
        boolean strict = isPublished(text) && EmailValidator.getInstance().isValid(text);

        assertThat(isAccepted(text, EmailRule.STRICT)).isEqualTo(strict);
        Statistics.label("strict, if published")
                .collect(isPublished(text), strict)
                .coverage(c -> {
                    c.check(true, true).percentage(share -> share > 2);
                    c.check(true, false).percentage(share -> share > 2);
                });
    }

    @Example
    void V5_whatOnlyOneOfThemAcceptsIsNotStrict() {
        assertThat(isAccepted("a@b.zz", EmailRule.PUBLISHED)).isTrue();
        assertThat(isAccepted("a@b.zz", EmailRule.STRICT)).isFalse();
        assertThat(EmailValidator.getInstance().isValid("user!x@example.com")).isTrue();
        assertThat(isAccepted("user!x@example.com", EmailRule.STRICT)).isFalse();
        assertThat(isAccepted("user.x@example.com", EmailRule.STRICT)).isTrue();
    }

    @Example
    void aMissingEmailIsAFaultOfItsOwn() {
        assertThat(EmailAddress.of(null, EmailRule.PUBLISHED)).isEqualTo(Validation.invalid(Fault.REQUIRED));
    }

    @Property
    void V6_theSpellingThatWasGivenIsKept(@ForAll("emailTexts") String text) {
        assertThat(email(text).spelling()).isEqualTo(text);
    }

    @Property
    void V6_twoAreTheSameInAnyCase(@ForAll("twoSpellings") Tuple2<String, String> spellings) {
        assertThat(email(spellings.get1()).identity())
                .isEqualTo(email(spellings.get2()).identity());
    }

    @Property
    void V6_twoAreTheSameOnlyWhenTheyAreEqualIgnoringCase(
            @ForAll("emailTexts") String one, @ForAll("nearlyEmailTexts") String other) {
        EmailAddress.of(other, EmailRule.PUBLISHED)
                .forEach(email -> assertThat(email(one).identity().equals(email.identity()))
                        .isEqualTo(one.equalsIgnoreCase(other)));
    }

    /** In Turkish, I is not the capital of i. */
    @Property
    void V6_twoAreTheSameInWhicheverCountryTheProgramRuns(@ForAll("twoSpellings") Tuple2<String, String> spellings) {
        String identity = email(spellings.get1()).identity();
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale("tr", "TR"));
        try {
            assertThat(email("INFO@IBIZA.MUSI").identity()).isEqualTo("info@ibiza.musi");
            assertThat(email(spellings.get2()).identity()).isEqualTo(identity);
        } finally {
            Locale.setDefault(before);
        }
    }

    /** So that the ASCII form of the domain, by which two addresses would be compared, is the one that was given. */
    @Example
    void V6_anInternationalDomainIsGivenInItsAsciiForm() {
        assertThat(isAccepted("a@bücher.example", EmailRule.PUBLISHED)).isFalse();
        assertThat(email("a@XN--bcher-kva.example").identity()).isEqualTo("a@xn--bcher-kva.example");
    }

    /** S3 tells a change of spelling, which V6 keeps, from no change. */
    @Property
    void aChangedSpellingIsAnotherValue(@ForAll("twoSpellings") Tuple2<String, String> spellings) {
        EmailAddress one = email(spellings.get1());
        EmailAddress other = email(spellings.get2());

        assertThat(one.equals(other)).isEqualTo(spellings.get1().equals(spellings.get2()));
        assertThat(one).isEqualTo(email(spellings.get1())).hasSameHashCodeAs(email(spellings.get1()));
    }

    @Provide
    Arbitrary<Tuple2<String, String>> twoSpellings() {
        return DomainArbitraries.emailTexts()
                .flatMap(text -> Combinators.combine(
                                DomainArbitraries.inAnyCase(Arbitraries.just(text)),
                                DomainArbitraries.inAnyCase(Arbitraries.just(text)))
                        .as(Tuple::of));
    }

    @Property
    void isRestoredFromItsSpelling(@ForAll("emailTexts") String text) {
        assertThat(EmailAddress.restored(text)).isEqualTo(email(text));
        assertThat(EmailAddress.restored(text).spelling()).isEqualTo(text);
    }

    /** So that a rule that became stricter loses no user. */
    @Example
    void whatNoRuleAcceptsAnyMoreIsRestoredAllTheSame() {
        String tooLong = "a".repeat(250) + "@b.co";

        assertThat(EmailAddress.restored(tooLong).spelling()).isEqualTo(tooLong);
        assertThat(EmailAddress.restored(tooLong).identity()).isEqualTo(tooLong);
    }

    /** Such as an address with a label of more than 63 characters, which the published rule accepts. */
    @Example
    void V6_aDomainThatHasNoAsciiFormIsComparedAsItIs() {
        String label = "a".repeat(64);

        assertThat(email("Ada@" + label + ".com").identity()).isEqualTo("ada@" + label + ".com");
    }

    @Example
    void V5_everyDigitIsPartOfAnAddress() {
        assertThat(isAccepted("0123456789@0123456789.example", EmailRule.PUBLISHED))
                .isTrue();
    }

    private static boolean isPublished(String text) {
        return PUBLISHED.matcher(text).matches();
    }

    private static boolean isAccepted(String text, EmailRule rule) {
        return EmailAddress.of(text, rule).isValid();
    }

    private static EmailAddress email(String text) {
        return EmailAddress.of(text, EmailRule.PUBLISHED).get();
    }
}
