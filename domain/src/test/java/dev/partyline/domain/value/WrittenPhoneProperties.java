package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.jspecify.annotations.Nullable;

class WrittenPhoneProperties {
    private static final PhoneNumberUtil LIBPHONENUMBER = PhoneNumberUtil.getInstance();
    private static final Region US = region("US");

    /** A region, and a number that is assigned there. */
    @Provide
    Arbitrary<Tuple2<Region, Phonenumber.PhoneNumber>> assigned() {
        return Combinators.combine(
                        Arbitraries.of(LIBPHONENUMBER.getSupportedRegions()),
                        Arbitraries.of(PhoneNumberUtil.PhoneNumberType.class))
                .as((region, type) -> Tuple.of(region(region), LIBPHONENUMBER.getExampleNumberForType(region, type)))
                .filter(number -> number.get2() != null
                        && PhoneNumber.of(e164(number.get2())).isValid());
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        return DomainArbitraries.hostileTexts();
    }

    @Provide
    Arbitrary<String> phoneTexts() {
        return DomainArbitraries.phoneTexts();
    }

    @Property(tries = 5_000)
    void V4_aNumberAsItIsWrittenAtHomeOrAbroadIsThatNumber(
            @ForAll("assigned") Tuple2<Region, Phonenumber.PhoneNumber> assigned, @ForAll PhoneNumberFormat format) {
        String written = LIBPHONENUMBER.format(assigned.get2(), format).replace("tel:", "");
        WrittenPhone read = written(written, assigned.get1());

        assertThat(read.number())
                .isEqualTo(PhoneNumber.of(e164(assigned.get2())).get());
        assertThat(read.satisfies()).isEqualTo(PhoneRule.VALID);
    }

    @Property(tries = 5_000)
    void V4_whatIsBetweenDigitsMeansNothing(
            @ForAll("assigned") Tuple2<Region, Phonenumber.PhoneNumber> assigned,
            @ForAll("separators") String between) {
        String e164 = e164(assigned.get2());
        String written = between + "+" + e164.substring(1, 4) + between + e164.substring(4) + between;

        assertThat(written(written, assigned.get1()).number())
                .isEqualTo(PhoneNumber.of(e164).get());
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.strings()
                .withChars(" ()[].-/\u00a0\u2010\u2013\u2011\u200e\u202c\u2060\t\uff0d")
                .ofMaxLength(4);
    }

    /** Nothing is taken for a number unless libphonenumber takes its digits for one, and nothing throws. */
    @Property(tries = 20_000)
    void V4_whateverATextIsTheAnswerIsAPossibleNumberOrAFault(@ForAll("hostileTexts") String text) {
        WrittenPhone.of(text, US).forEach(read -> {
            assertThat(text.length()).isLessThanOrEqualTo(WrittenPhone.MAX_LENGTH);
            assertThat(text.codePoints().filter(Character::isDigit).count()).isGreaterThanOrEqualTo(7);
            assertThat(text.codePoints().anyMatch(Character::isLetter)).isFalse();
            assertThat(read.satisfies()).isNotEqualTo(PhoneRule.E164);
        });
    }

    @Property(tries = 5_000)
    void V4_E3_noMaskedNumberIsAcceptedByAnyEntryPoint(
            @ForAll("phoneTexts") String text,
            @ForAll("masks") String mask,
            @ForAll("assigned") Tuple2<Region, Phonenumber.PhoneNumber> assigned) {
        String e164 = e164(assigned.get2());
        String masked = e164.substring(0, 3) + mask + e164.substring(3);
        String shown = PhoneNumber.of(text).get().toString();

        for (String hidden : List.of(shown, masked, "+" + mask + "32", e164 + mask)) {
            assertThat(WrittenPhone.of(hidden, assigned.get1()).isInvalid())
                    .as(hidden)
                    .isTrue();
            assertThat(PhoneNumber.of(hidden).isInvalid()).as(hidden).isTrue();
            assertThat(Line.of(hidden).isInvalid()).as(hidden).isTrue();
        }
    }

    @Provide
    Arbitrary<String> masks() {
        return Arbitraries.of(
                "\u2026", "***", "\u2022\u2022\u2022", "xxx", "XX", "...*", "_", "?", "~", "\u00d7\u00d7");
    }

    @Property
    void V4_anExtensionIsRefusedByName(
            @ForAll("assigned") Tuple2<Region, Phonenumber.PhoneNumber> assigned,
            @ForAll("extensions") String extension) {
        assertThat(WrittenPhone.of(e164(assigned.get2()) + extension, assigned.get1()))
                .isEqualTo(Validation.invalid(Fault.HAS_EXTENSION));
    }

    @Provide
    Arbitrary<String> extensions() {
        return Arbitraries.of("x12", " x 12", ";ext=12", " ext. 12", " extension 12", "#12", " #12", ",,12#");
    }

    @Example
    void V4_theseAreRefusedByName() {
        assertThat(fault("1-800-FLOWERS")).isEqualTo(Fault.HAS_LETTERS);
        assertThat(fault("+1 (415) 555-01AB")).isEqualTo(Fault.HAS_LETTERS);
        assertThat(fault("(415) 555-0132 x12")).isEqualTo(Fault.HAS_EXTENSION);
        assertThat(fault("(415) 555-0132;ext=12")).isEqualTo(Fault.HAS_EXTENSION);
        assertThat(fault("+14\u202632")).isEqualTo(Fault.NOT_A_PHONE);
        assertThat(fault("")).isEqualTo(Fault.NOT_A_PHONE);
        assertThat(fault("()")).isEqualTo(Fault.NOT_A_PHONE);
        assertThat(fault("1")).isEqualTo(Fault.NOT_A_PHONE);
        assertThat(fault("4155550132+1")).isEqualTo(Fault.NOT_A_PHONE);
        assertThat(fault("++14155550132")).isEqualTo(Fault.NOT_A_PHONE);
        assertThat(fault("4155550132, 4155550133")).isEqualTo(Fault.NOT_A_PHONE);
        assertThat(fault("555-0132")).isEqualTo(Fault.NOT_POSSIBLE);
        assertThat(written("310-1234", region("CA")).satisfies()).isEqualTo(PhoneRule.VALID);
        assertThat(fault("911")).isEqualTo(Fault.NOT_POSSIBLE);
        assertThat(fault("4155550132 ".repeat(6))).isEqualTo(Fault.TOO_LONG);
        assertThat(fault(" ".repeat(55) + "4155550132")).isEqualTo(Fault.TOO_LONG);
        assertThat(written(" ".repeat(54) + "4155550132", US).number().e164()).isEqualTo("+14155550132");
        assertThat(fault(null)).isEqualTo(Fault.REQUIRED);
    }

    @Example
    void V4_theseMeanThat() {
        assertThat(written("(415) 555-0132", US).number().e164()).isEqualTo("+14155550132");
        assertThat(written("\u202a+1\u00a0(415)\u00a0555\u20110132\u202c", US)
                        .number()
                        .e164())
                .isEqualTo("+14155550132");
        assertThat(written("011 44 20 7946 0958", US).number().e164()).isEqualTo("+442079460958");
        assertThat(written("+44 (0)20 7946 0958", US).number().e164()).isEqualTo("+442079460958");
        assertThat(written("06 698 12345", region("IT")).number().e164()).isEqualTo("+390669812345");
        assertThat(written("\u0664\u0661\u0665\u0665\u0665\u0665\u0660\u0661\u0663\u0662", US)
                        .number()
                        .e164())
                .isEqualTo("+14155550132");
        assertThat(written("(555) 123-4567", US).satisfies()).isEqualTo(PhoneRule.POSSIBLE);
        assertThat(written("(415) 555-0132", US).satisfies()).isEqualTo(PhoneRule.VALID);
    }

    @Example
    void V4_aRegionIsTwoCapitalLettersOfARegionWithNumbers() {
        assertThat(LIBPHONENUMBER.getSupportedRegions())
                .allSatisfy(code -> assertThat(Region.of(code).get().code()).isEqualTo(code));
        for (String code : List.of("", "us", "USA", "ZZ", "001", "AQ", "U\u0000")) {
            assertThat(Region.of(code)).isEqualTo(Validation.invalid(Fault.UNKNOWN_REGION));
        }
        assertThat(Region.of(null)).isEqualTo(Validation.invalid(Fault.REQUIRED));
        assertThat(Region.of("US")).isEqualTo(Validation.valid(US)).hasSameHashCodeAs(Validation.valid(US));
        assertThat(Region.of("GB").get()).isNotEqualTo(US).hasToString("GB");
    }

    @Example
    void twoAreEqualIfTheyMeanTheSame() {
        assertThat(written("(415) 555-0132", US))
                .isEqualTo(written("+1 415 555 0132", region("GB")))
                .hasSameHashCodeAs(written("4155550132", US))
                .isNotEqualTo(written("(415) 555-0133", US))
                .hasToString("+14…32 VALID");
    }

    private static Region region(String code) {
        return Region.of(code).get();
    }

    private static String e164(Phonenumber.PhoneNumber number) {
        return LIBPHONENUMBER.format(number, PhoneNumberFormat.E164);
    }

    private static WrittenPhone written(String text, Region region) {
        return WrittenPhone.of(text, region).get();
    }

    private static Fault fault(@Nullable String text) {
        return WrittenPhone.of(text, US).getError();
    }
}
