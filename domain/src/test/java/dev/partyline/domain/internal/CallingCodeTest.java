package dev.partyline.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** V2: what one row of the table says. */
class CallingCodeTest {

    @Test
    void V2_onlyANumberThatCanBeginWithANationalPrefixOrWithZerosIsLookedAtAsAWhole() {
        assertThat(changingStarts("44"))
                .allMatch(start -> start < 100 || start == 180)
                .contains(0, 1, 99, 180);
        assertThat(changingStarts("7"))
                .allMatch(start -> start == 0 || start / 100 == 8)
                .contains(0, 800, 899);
        assertThat(changingStarts("30"))
                .as("a country without a national prefix")
                .containsExactly(0);
    }

    @Test
    void V2_aNationalPrefixIsTakenAwayUnlessTheRestIsNoNumber() {
        CallingCode unitedKingdom = callingCode("44");

        assertThat(unitedKingdom.step("07700900123")).isEqualTo("7700900123");
        assertThat(unitedKingdom.step("7700900123")).isEqualTo("7700900123");
        assertThat(unitedKingdom.step("07700")).as("too short without it").isEqualTo("07700");
    }

    @Test
    void V2_tenLeadingZerosAreKept() {
        CallingCode greece = callingCode("30");

        assertThat(greece.step("0".repeat(10) + "1")).isEqualTo("0".repeat(10) + "1");
        assertThat(greece.step("0".repeat(11) + "1")).isEqualTo("0".repeat(10) + "1");
    }

    private static List<Integer> changingStarts(String code) {
        return IntStream.range(0, 1_000)
                .filter(callingCode(code)::mayChange)
                .boxed()
                .toList();
    }

    private static CallingCode callingCode(String code) {
        return NationalPrefixTable.ROWS
                .lines()
                .filter(row -> row.equals(code) || row.startsWith(code + " "))
                .map(CallingCode::of)
                .findFirst()
                .orElseThrow();
    }
}
