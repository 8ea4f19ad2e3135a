package dev.partyline.http.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExchangeTest {

    record Row(String name, @Nullable String email) {}

    @Test
    void aHeaderIsFoundInAnyCase() {
        Request request = request("", Map.of("X-Idempotency-Key", "k"));
        assertThat(request.header("x-idempotency-KEY")).contains("k");
        assertThat(request.header("x-idempotency")).isEmpty();
    }

    @Test
    void aQueryIsDecodedOrRefused() {
        assertThat(request("type=shared&limit=5", Map.of()).parameters())
                .contains(Map.of("type", "shared", "limit", "5"));
        assertThat(request("", Map.of()).parameters()).contains(Map.of());
        assertThat(request("a=1&a=2", Map.of()).parameters()).isEmpty();
        assertThat(request("a=%", Map.of()).parameters()).isEmpty();
    }

    @Test
    void noToStringShowsWhatAClientSent() {
        Sent sent = Sent.of("POST", "/secret", "secret", Map.of("secret", "secret"), "secret".getBytes(UTF_8));
        assertThat(sent.request().toString() + sent.body() + Answer.json(200, "secret"))
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @EnumSource
    void E4_aPortThatIsDownIsA503ThatSaysWhatIsKnown(Effect effect) {
        Answer answer = ErrorShape.ENVELOPE.unavailable(new UnavailableException("personal", effect, null));
        String known = switch (effect) {
            case NONE -> "Nothing was done";
            case UNKNOWN -> "It may have been done";
            case DONE -> "It was done";
        };
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().containsKey("Retry-After")).isEqualTo(effect != Effect.DONE);
        assertThat(new String(answer.bytes(), UTF_8)).contains(known).doesNotContain("personal");
    }

    @Test
    void anAnswerIsJsonWithItsNulls() {
        assertThat(Answer.json(201, new Row("Ada", null)))
                .usingRecursiveComparison()
                .isEqualTo(new Answer(
                        201, Map.of("Content-Type", "application/json"), "{\"name\":\"Ada\",\"email\":null}"));
    }

    @Test
    void headersKeepTheirOrderAndCanBeReplaced() {
        Answer answer = Answer.empty(204).with("B", "1").with("A", "2").with("B", "3");
        var expected = new LinkedHashMap<String, String>();
        expected.put("B", "3");
        expected.put("A", "2");
        assertThat(answer.headers()).containsExactlyEntriesOf(expected);
    }

    @Test
    void anUnpairedSurrogateInAnAnswerIsAQuestionMark() {
        assertThat(new String(Answer.json(400, Map.of("field", "\ud800é")).bytes(), UTF_8))
                .isEqualTo("{\"field\":\"?é\"}");
    }

    @Test
    void aBodyOfTheLimitIsWholeAndOneByteMoreIsTooLarge() {
        byte[] most = new byte[Body.LIMIT];
        Arrays.fill(most, (byte) 'x');
        byte[] more = Arrays.copyOf(most, Body.LIMIT + 1);
        assertThat(Body.of(most).bytes())
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(most));
        assertThat(Body.of(more).bytes()).isEmpty();
    }

    @Test
    void aBodyCantBeChangedFromOutside() {
        byte[] given = {1};
        Body body = Body.of(given);
        given[0] = 2;
        body.bytes().orElseThrow()[0] = 3;
        assertThat(body.bytes().orElseThrow()).containsExactly(1);
    }

    private static Request request(String query, Map<String, String> headers) {
        return Sent.of("GET", "/", query, headers, new byte[0]).request();
    }
}
