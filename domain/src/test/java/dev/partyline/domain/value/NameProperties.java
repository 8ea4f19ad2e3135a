package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
