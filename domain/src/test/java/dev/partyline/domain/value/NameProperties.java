package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.UnicodeSet;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

class NameProperties {
    @Property
    void C1_aNameInWhichNothingCanBeSeenIsBlank(
            @ForAll @StringLength(max = 20) @Chars({' ', '\t', '\n', '\u0085', '\u00a0', '\u200b', '\u3000', '\ufeff'})
                    String text) {
        assertThat(Name.notBlank(text).getError()).isEqualTo(Fault.BLANK);
        assertThat(Name.notBlank(text + "A").isValid()).isTrue();
        assertThat(Name.of(text).isValid()).isTrue();
    }

    /** Every code point, as ICU has its category. The blanks are those that Unicode names so. */
    @Example
    void V18_aNameHasALetterDigitPunctuationMarkOrSymbolThatCanBeSeen() {
        UnicodeSet visible = new UnicodeSet(
                "[[:L:][:N:][:P:][:S:]-[:Default_Ignorable_Code_Point:]-[\\u2800\\U00013441\\U00013442\\U0001D159]]");
        IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(c -> {
                    if (Name.notBlank("\u3164" + Character.toString(c) + "\u0301")
                                    .isValid()
                            != visible.contains(c)) {
                        throw new AssertionError(String.format("U+%04X", c));
                    }
                });
    }

    @Example
    void V18_whatIsOnlySeparatorsControlsMarksFillersAndBlanksIsBlank() {
        assertThat(List.of(
                        "\u3164",
                        "\uffa0",
                        "\u115f\u1160",
                        "\u2800",
                        "\u00ad",
                        "\ufe0f",
                        "\udb40\udd00",
                        "\udb40\udc41",
                        "\u180e",
                        "\u034f",
                        "\u0301",
                        "\u20dd",
                        "\u200d\u2060",
                        "\u2028",
                        "\ue000",
                        "\u3000 \t"))
                .allSatisfy(text -> {
                    assertThat(Name.notBlank(text)).isEqualTo(Validation.invalid(Fault.BLANK));
                    assertThat(Name.of(text).isValid()).isTrue();
                });
        assertThat(List.of("O", "7", "-", "+", "\u674e", "\u00a9", EMOJI, "\u3164a", "e\u0301", "\ud80c\udc00"))
                .allSatisfy(
                        text -> assertThat(Name.notBlank(text).get().value()).isEqualTo(text));
    }

    private static final String EMOJI = "\ud83d\ude00";

    @Provide
    Arbitrary<String> hostileTexts() {
        return DomainArbitraries.hostileTexts();
    }

    /** Short ones and ones about the greatest length, of characters of one char and of two, some of them broken. */
    @Provide
    Arbitrary<String> textsAboutTheGreatestLength() {
        Arbitrary<String> pieces = Arbitraries.of("a", "é", EMOJI, EMOJI + "a");
        Arbitrary<Integer> counts = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(126, 130),
                Arbitraries.integers().between(254, 258));
        return Combinators.combine(
                        pieces, counts, Arbitraries.of("", "", "\u0000", "\ud83d", "\ude00", "\ude00\ud83d", EMOJI))
                .as((piece, count, last) -> piece.repeat(count) + last);
    }

    @Property(tries = 20_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V8_isWellFormedUnicodeWithoutNulOf256CodePointsAtMost(@ForAll("textsAboutTheGreatestLength") String text) {
        assertAcceptedExactlyAsV8Says(text);
        Statistics.label("accepted")
                .collect(Name.of(text).isValid())
                .coverage(c -> c.check(true).percentage(share -> share > 20 && share < 80));
    }

    @Property(tries = 20_000)
    void V8_isNothingElse(@ForAll("hostileTexts") String text) {
        assertAcceptedExactlyAsV8Says(text);
    }

    private static void assertAcceptedExactlyAsV8Says(String text) {
        boolean shortEnough = text.codePointCount(0, text.length()) <= 256;
        boolean storable = isWellFormed(text) && !text.contains("\u0000");

        Validation<Fault, Name> name = Name.of(text);
        assertThat(name.isValid()).isEqualTo(shortEnough && storable);
        if (name.isValid()) {
            assertThat(name.get().value()).isEqualTo(text);
        } else {
            assertThat(name.getError()).isEqualTo(shortEnough ? Fault.MALFORMED_TEXT : Fault.TOO_LONG);
        }
    }

    private static boolean isWellFormed(String text) {
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    @Example
    void V8_lengthsCountCodePoints() {
        assertThat(Name.of(EMOJI.repeat(256)).isValid()).isTrue();
        assertThat(Name.of(EMOJI.repeat(257))).isEqualTo(Validation.invalid(Fault.TOO_LONG));
        assertThat(Name.of("a".repeat(256)).isValid()).isTrue();
        assertThat(Name.of("a".repeat(257))).isEqualTo(Validation.invalid(Fault.TOO_LONG));
    }

    @Example
    void V8_whatNotEveryStoreCanHoldIsRefused() {
        assertThat(List.of("\u0000", "Ann\u0000", "\ud83d", "\ude00", "\ude00\ud83d", "A\ud83d!", "\ud83d\ud83d\ude00"))
                .allSatisfy(text -> assertThat(Name.of(text)).isEqualTo(Validation.invalid(Fault.MALFORMED_TEXT)));
    }

    @Example
    void V8_aNameIsKeptAsItWasGiven() {
        assertThat(List.of("", " ", " Ann ", "e\u0301", "\u00e9", "李", "O'Neil"))
                .allSatisfy(text -> assertThat(Name.of(text).get().value()).isEqualTo(text));
    }

    @Example
    void aMissingNameIsAFaultOfItsOwn() {
        assertThat(Name.of(null)).isEqualTo(Validation.invalid(Fault.REQUIRED));
    }
}
