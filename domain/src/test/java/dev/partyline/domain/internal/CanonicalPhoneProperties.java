package dev.partyline.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** V2 and V13 against libphonenumber itself, however the canonical form is found. */
class CanonicalPhoneProperties {
    private static final PhoneNumberUtil LIBPHONENUMBER = PhoneNumberUtil.getInstance();
    private static final Pattern PUBLISHED = Pattern.compile("\\+[1-9][0-9]{6,14}");

    @Provide
    Arbitrary<String> phoneTexts() {
        return DomainArbitraries.phoneTexts();
    }

    @Property(tries = 80_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V2_theCanonicalFormIsLibphonenumbersE164StepByStep(@ForAll("phoneTexts") String text) {
        String canonical = canonical(text);

        assertThat(canonical).isEqualTo(oracle(text));
        Statistics.label("reduced")
                .collect(!canonical.equals(text))
                .coverage(c -> c.check(true).percentage(share -> share > 10 && share < 60));
    }

    /** For as many as a run has time for: {@code -Pphones} for ten million. */
    @Example
    void V2_theCanonicalFormIsLibphonenumbersE164OfAsManyAsAreAskedFor() {
        List<String> differing = phoneTexts()
                .sampleStream()
                .limit(Long.getLong("partyline.phones", 20_000))
                .filter(text -> !canonical(text).equals(oracle(text)))
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
                        assertThat(canonical(text)).isEqualTo(oracle(text));
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
                        assertThat(canonical(whole)).isEqualTo(oracle(whole));
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

    @Property(tries = 50_000)
    void V2_theCanonicalFormIsAcceptedAndIsItsOwnCanonicalForm(@ForAll("phoneTexts") String text) {
        PhoneNumber number = PhoneNumber.of(text).get();

        assertThat(PhoneNumber.of(number.e164()).get()).isEqualTo(number).hasSameHashCodeAs(number);
    }

    @Example
    void V2_aFormThatV1RefusesIsNotReached() {
        assertThat(canonical("+44007400123456")).isEqualTo("+447400123456");
        assertThat(canonical("+4308544")).isEqualTo("+4308544");
    }

    @Example
    void V13_theTableIsWhatThePinnedLibphonenumberHas() throws IOException {
        assertThat(Files.readString(NationalPrefixTableSource.FILE))
                .as("write it anew only on purpose, with another number of the plan: stored keys depend on it")
                .isEqualTo(NationalPrefixTableSource.text());
    }

    /** Mexico's mobiles had another form until 8.13.30, and Zimbabwe's until 9.0.20. */
    @ParameterizedTest
    @CsvSource({"8.13.30, +5215512345678, +525512345678", "9.0.20, +263077212345, +26377212345"})
    void V13_noOtherLibphonenumberMovesACanonicalForm(String version, String number, String itsOwnForm)
            throws IOException, ReflectiveOperationException {
        List<String> texts = Stream.concat(
                        Stream.of(number), phoneTexts().sampleStream().limit(20_000))
                .toList();
        try (URLClassLoader beside = new URLClassLoader(
                classPathWith(Path.of("target/libphonenumber/libphonenumber-" + version + ".jar")),
                ClassLoader.getPlatformClassLoader())) {
            Method of = beside.loadClass(PhoneNumber.class.getName()).getMethod("of", String.class);
            Method e164 = beside.loadClass(PhoneNumber.class.getName()).getMethod("e164");
            Method get = beside.loadClass(Validation.class.getName()).getMethod("get");

            for (String text : texts) {
                assertThat(e164.invoke(get.invoke(of.invoke(null, text)))).isEqualTo(canonical(text));
            }
            assertThat(formatted(beside, number)).isEqualTo(itsOwnForm).isNotEqualTo(canonical(number));
        }
    }

    /** The number as the libphonenumber of the class loader writes it. */
    private static Object formatted(ClassLoader loader, String text) throws ReflectiveOperationException {
        Class<?> util = loader.loadClass(PhoneNumberUtil.class.getName());
        Class<?> format = loader.loadClass(PhoneNumberFormat.class.getName());
        Class<?> number = loader.loadClass(Phonenumber.PhoneNumber.class.getName());
        Object instance = util.getMethod("getInstance").invoke(null);
        Object parsed =
                util.getMethod("parse", CharSequence.class, String.class).invoke(instance, text, "ZZ");
        return util.getMethod("format", number, format)
                .invoke(instance, parsed, format.getField("E164").get(null));
    }

    /** Every entry but the pinned libphonenumber, and this one. */
    private static URL[] classPathWith(Path libphonenumber) throws MalformedURLException {
        List<URL> urls = new ArrayList<>(List.of(libphonenumber.toUri().toURL()));
        for (URL url : classPath()) {
            if (!url.getPath().contains("/libphonenumber-")) {
                urls.add(url);
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static String canonical(String text) {
        return PhoneNumber.of(text).get().e164();
    }

    /** As V2 says it, by libphonenumber. */
    private static String oracle(String text) {
        String form = text;
        String next = libphonenumbersE164(form);
        while (!next.equals(form) && PUBLISHED.matcher(next).matches()) {
            form = next;
            next = libphonenumbersE164(form);
        }
        return form;
    }

    private static String libphonenumbersE164(String text) {
        try {
            return LIBPHONENUMBER.format(LIBPHONENUMBER.parse(text, "ZZ"), PhoneNumberFormat.E164);
        } catch (NumberParseException unparseable) {
            return text;
        }
    }
}
