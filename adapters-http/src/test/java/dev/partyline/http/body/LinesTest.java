package dev.partyline.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.exchange.Body;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final String TOO_LARGE = "too large";

    private static List<String> lines(String text, int piece) {
        Lines lines = new Lines();
        List<Body> found = new ArrayList<>();
        byte[] bytes = text.getBytes(UTF_8);
        for (int from = 0; from < bytes.length; from += piece) {
            found.addAll(lines.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece))));
        }
        found.addAll(lines.end());
        return found.stream()
                .map(line -> line.bytes().map(whole -> new String(whole, UTF_8)).orElse(TOO_LARGE))
                .toList();
    }

    @Property(tries = 50)
    void howTheyAreCutMakesNoDifference(@ForAll @IntRange(min = 1, max = 40) int piece) {
        assertThat(lines("one\r\n\n \t\r\n zwölf \nthree\r\r\n\nlast", piece))
                .containsExactly("one", " zwölf ", "three\r", "last");
    }

    @Test
    void aTextThatEndsWithALineHasNoMore() {
        assertThat(lines("one\n", 4)).containsExactly("one");
        assertThat(lines("", 4)).isEmpty();
        assertThat(lines("\r\n \r", 4)).isEmpty();
    }

    @Test
    void aLineIsAsLongAsABodyAtTheMost() {
        String longest = "x".repeat(Body.LIMIT);

        assertThat(lines(longest + "\r\n" + longest + "y\n" + longest + "yyyy\r\n" + longest, 1000))
                .containsExactly(longest, TOO_LARGE, TOO_LARGE, longest);
    }

    @Test
    void aLineOfTooMuchWhiteSpaceIsNotBlank() {
        assertThat(lines(" ".repeat(Body.LIMIT + 1) + "\n" + " ".repeat(2 * Body.LIMIT) + "x", 1000))
                .containsExactly(TOO_LARGE, TOO_LARGE);
    }
}
