package dev.partyline.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** V2 against libphonenumber itself, however the canonical form is found. */
class CanonicalPhoneProperties {
    private static final PhoneNumberUtil LIBPHONENUMBER = PhoneNumberUtil.getInstance();

    @Provide
    Arbitrary<String> phoneTexts() {
        return DomainArbitraries.phoneTexts();
    }

    @Property(tries = 300_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V2_theCanonicalFormIsLibphonenumbersE164(@ForAll("phoneTexts") String text) {
        String canonical = canonical(text);

        assertThat(canonical).isEqualTo(libphonenumbersE164(text));
        Statistics.label("reduced")
                .collect(!canonical.equals(text))
                .coverage(c -> c.check(true).percentage(share -> share > 10 && share < 60));
    }

    /** For as many as a run has time for: {@code -Pphones} for ten million. */
    @Example
    void V2_theCanonicalFormIsLibphonenumbersE164OfAsManyAsAreAskedFor() {
        List<String> differing = phoneTexts()
                .sampleStream()
                .limit(Long.getLong("partyline.phones", 100_000))
                .filter(text -> !canonical(text).equals(libphonenumbersE164(text)))
                .limit(10)
                .toList();

        assertThat(differing).isEmpty();
    }

    /** Random numbers may miss a country's one trunk prefix; these miss none, for any length. */
    @Example
    void V2_holdsForEachCallingCodeWithEachTrunkPrefixAtEachLength() {
        for (String callingCode : DomainArbitraries.callingCodesToCover()) {
            for (String trunkPrefix : DomainArbitraries.trunkPrefixes()) {
                for (String subscriber :
                        List.of("000000000000000", "212345678901234", "799999999999999", "987654321098765")) {
                    String digits = callingCode + trunkPrefix + subscriber;
                    for (int length = 7; length <= 15; length++) {
                        String text = "+" + digits.substring(0, length);
                        assertThat(canonical(text)).isEqualTo(libphonenumbersE164(text));
                    }
                }
            }
        }
    }

    @Example
    void V2_aTrunkPrefixWhereItDoesNotBelongIsTakenAway() {
        assertThat(PhoneNumber.of("+4407700900123")).isEqualTo(PhoneNumber.of("+447700900123"));
        assertThat(canonical("+4407700900123")).isEqualTo("+447700900123");
    }

    @Example
    void V2_aZeroThatBelongsToTheNumberStays() {
        assertThat(canonical("+390612345678")).isEqualTo("+390612345678");
        assertThat(canonical("+2290197123456")).isEqualTo("+2290197123456");
    }

    @Example
    void V2_whatLibphonenumberCannotParseStaysAsItIs() {
        List<String> unparseable = List.of("+2101234567", "+9991234567", "+999000000000000");

        assertThat(unparseable).allSatisfy(text -> {
            assertThat(PhoneNumber.of(text).isValid()).isTrue();
            assertThat(canonical(text)).isEqualTo(text);
        });
    }

    /** libphonenumber writes down ten leading zeros and no more. */
    @Example
    void V2_zerosWithoutEndAreCutAsLibphonenumberCutsThem() {
        for (String callingCode : DomainArbitraries.callingCodesToCover()) {
            for (int zeros = 3; zeros <= 15 - callingCode.length(); zeros++) {
                String text = "+" + callingCode + "0".repeat(zeros);
                for (String end : List.of("", "1", "12")) {
                    String whole = text + end;
                    if (whole.length() >= 8 && whole.length() <= 16) {
                        assertThat(canonical(whole)).isEqualTo(libphonenumbersE164(whole));
                    }
                }
            }
        }
    }

    /** In Egypt, Java writes numbers in other digits; what is found out once is kept, hence classes of its own. */
    @Example
    void V2_holdsInWhicheverCountryTheProgramRuns() throws IOException, ReflectiveOperationException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try (URLClassLoader fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Object checked = fresh.loadClass(PhoneNumber.class.getName())
                    .getMethod("of", String.class)
                    .invoke(null, "+4407700900123");
            Object number = checked.getClass().getMethod("get").invoke(checked);

            assertThat(number.getClass().getMethod("e164").invoke(number)).isEqualTo("+447700900123");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = new File(entries[i]).toURI().toURL();
        }
        return urls;
    }

    @Property
    void V2_numbersAreEqualExactlyWhenTheirCanonicalFormsAre(
            @ForAll("phoneTexts") String text, @ForAll @IntRange(max = 9) int lastDigit) {
        String neighbour = text.substring(0, text.length() - 1) + lastDigit;

        assertThat(PhoneNumber.of(text).get().equals(PhoneNumber.of(neighbour).get()))
                .isEqualTo(canonical(text).equals(canonical(neighbour)));
    }

    @Property
    void V2_aSpellingEqualsTheFormThatItIsReducedTo(@ForAll("phoneTexts") String text) {
        String form = libphonenumbersE164(text);
        Validation<Fault, PhoneNumber> reduced = PhoneNumber.of(form);
        // libphonenumber takes away one of several needless zeros, and may leave fewer digits than V1 asks for.
        Assume.that(reduced.isValid() && libphonenumbersE164(form).equals(form));

        PhoneNumber spelled = PhoneNumber.of(text).get();

        assertThat(spelled).isEqualTo(reduced.get()).hasSameHashCodeAs(reduced.get());
    }

    private static String canonical(String text) {
        return PhoneNumber.of(text).get().e164();
    }

    private static String libphonenumbersE164(String text) {
        try {
            return LIBPHONENUMBER.format(LIBPHONENUMBER.parse(text, "ZZ"), PhoneNumberFormat.E164);
        } catch (NumberParseException unparseable) {
            return text;
        }
    }
}
