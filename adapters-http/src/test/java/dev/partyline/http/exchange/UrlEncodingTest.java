package dev.partyline.http.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlEncodingTest {

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%", "%4", "%4g", "%g4", "%%41", "%-1", "%ff", "%C3", "%ED%A0%80", "%C0%80", "%1é"})
    void whatIsNotPercentEncodedUtf8IsRefused(String encoded) {
        assertThat(UrlEncoding.decode(encoded)).isEmpty();
        assertThat(UrlEncoding.decodePairs(encoded)).isEmpty();
        assertThat(UrlEncoding.decodePairs("a=" + encoded)).isEmpty();
    }

    @Test
    void aPlusIsASpaceInPairsOnly() {
        assertThat(UrlEncoding.decode("+%2B")).contains("++");
        assertThat(UrlEncoding.decodePairs("a+b=+%2B1")).contains(Map.of("a b", " +1"));
    }

    @Test
    void aNameGivenTwiceIsRefusedHoweverItIsEncoded() {
        assertThat(UrlEncoding.decodePairs("a=1&b=2&%61=1")).isEmpty();
    }

    @Test
    void emptyPairsAreSkippedAndAMissingValueIsEmpty() {
        assertThat(UrlEncoding.decodePairs("")).contains(Map.of());
        assertThat(UrlEncoding.decodePairs("&a&&b=&=c&")).contains(Map.of("a", "", "b", "", "", "c"));
        assertThat(UrlEncoding.decodePairs("a=b=c")).contains(Map.of("a", "b=c"));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.MIXIN)
    void whatTheJdkEncodesIsDecodedInItsOrder(@ForAll Map<String, String> pairs) {
        var expected = new LinkedHashMap<String, String>();
        pairs.forEach((name, value) -> expected.put(wellFormed(name), wellFormed(value)));
        String encoded = expected.entrySet().stream()
                .map(pair -> URLEncoder.encode(pair.getKey(), UTF_8) + "=" + URLEncoder.encode(pair.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        assertThat(UrlEncoding.decodePairs(encoded).orElseThrow()).containsExactlyEntriesOf(expected);
    }

    @Property
    void nothingMakesItThrow(@ForAll String text) {
        assertThat(UrlEncoding.decode(text + "%" + text)).isNotNull();
        assertThat(UrlEncoding.decodePairs(text + "%" + text)).isNotNull();
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
