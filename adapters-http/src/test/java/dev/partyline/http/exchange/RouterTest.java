package dev.partyline.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

    private static final ErrorShape PROBLEM = (status, code, message) ->
            Answer.json(status, "application/problem+json", Map.of("status", status, "code", code, "message", message));

    private final Router router = new Router(
            List.of(
                    new Route(
                            "POST", "/projects/{projectId}/users/", PROBLEM, (request, path) -> text("created", path)),
                    new Route("GET", "/projects/{projectId}/users", PROBLEM, (request, path) -> text("list", path)),
                    new Route(
                            "DELETE",
                            "/projects/{projectId}/users/{userId}",
                            PROBLEM,
                            (request, path) -> text("deleted " + path.get("userId"), path)),
                    new Route("GET", "/healthz", ErrorShape.ENVELOPE, (request, path) -> text("well", path)),
                    new Route("GET", "/broken", PROBLEM, (request, path) -> {
                        throw new IllegalStateException("+14155550132", new ArithmeticException("s3cret"));
                    }),
                    new Route(
                            "GET",
                            "/down",
                            PROBLEM,
                            (request, path) -> new Step.Work(Lane.STORE, () -> {
                                throw new UnavailableException("personal", Effect.NONE, null);
                            })),
                    new Route(
                            "POST",
                            "/long",
                            PROBLEM,
                            (request, path) -> new Step.Begin(
                                    Answer.empty(200), new Step.Send("one", new Step.Work(Lane.LONG, () -> {
                                        throw new IllegalStateException("+14155550132");
                                    })))),
                    new Route("GET", "/endless", PROBLEM, RouterTest::endless)),
            ErrorShape.ENVELOPE);

    @Test
    void aRouteIsFoundByItsMethodAndPath() {
        assertThat(call("POST", "/projects/p1/users").body()).contains("created", "p1");
        assertThat(call("GET", "/projects/p1/users").body()).contains("list", "p1");
        assertThat(call("DELETE", "/projects/p1/users/u1").body()).contains("deleted u1", "p1");
    }

    @Test
    void theLastSlashIsOptionalHoweverTheRouteIsWritten() {
        assertThat(call("POST", "/projects/p1/users/").status()).isEqualTo(200);
        assertThat(call("POST", "/projects/p1/users").status()).isEqualTo(200);
        assertThat(call("GET", "/healthz/").status()).isEqualTo(200);
    }

    @Test
    void variablesAreDecodedAndAPlusStaysAPlus() {
        assertThat(call("GET", "/projects/caf%C3%A9+a%2Fb/users").body()).contains("café+a/b");
        assertThat(call("GET", "/%68ealthz").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "", "x", "/nothing", "/healthz//", "/HEALTHZ", "/Projects", "/v1/projects"})
    void anyOtherPathIs404(String path) {
        for (String method : List.of("GET", "HEAD", "OPTIONS", "POST", "FOO")) {
            assertThat(call(method, path).status()).isEqualTo(404);
        }
        assertThat(call("GET", path).body()).startsWith("{\"succeed\":false,\"error\":{\"code\":\"not_found\",");
    }

    /** Case 13. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/projects",
                "/projects/",
                "/%70rojects/p1",
                "/projects/p1/nope",
                "/projects//users",
                "/projects/p1/users/u1/more",
                "/down/nope"
            })
    void anUnknownPathIs404InTheShapeOfTheApiWhosePathsBeginSo(String path) {
        for (String method : List.of("GET", "OPTIONS", "POST")) {
            Answer answer = call(method, path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
            assertThat(answer.body()).contains("\"code\":\"not_found\"");
        }
        assertThat(call("HEAD", path).body()).isEmpty();
    }

    /** Case 13. */
    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%ff", "%ED%A0%80", "%C0%AF"})
    void aPathThatCannotBeDecodedIs400InTheShapeOfItsApi(String segment) {
        Answer ofAnApi = call("POST", "/projects/" + segment + "/users");
        assertThat(ofAnApi.status()).isEqualTo(400);
        assertThat(ofAnApi.body()).contains("\"bad_request\"");
        assertThat(ofAnApi.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(call("GET", "/" + segment).headers()).containsEntry("Content-Type", "application/json");
        assertThat(call("HEAD", "/projects/" + segment + "/users").body()).isEmpty();
    }

    /** Cases 10 and 18. */
    @ParameterizedTest
    @CsvSource({
        "X-Idempotency-Key, Idempotency-Key, X-Idempotency-Key",
        "X-Idempotency-Key, x-idempotency-key, X-Idempotency-Key",
        "Idempotency-Key, Idempotency-Key, X-Idempotency-Key",
        "Authorization, authorization, Authorization",
        "X-API-Key, X-API-Key, X-API-Key",
        "Content-Type, Content-Type, Content-Type",
        "If-Match, If-Match, If-Match",
        "If-None-Match, If-None-Match, If-None-Match",
        "Partyline-Line, Partyline-Line, Partyline-Line",
        "Partyline-Run, Partyline-Run, Partyline-Run"
    })
    void aFieldThatHasOneValueMayComeTwiceButNotWithTwo(String one, String other, String named) {
        assertThat(twice(one, "k", other, "k").status()).isEqualTo(200);
        Answer refused = twice(one, "k", other, "l");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("header field " + named, "\"bad_request\"");
    }

    private Answer twice(String one, String value, String other, String otherValue) {
        Map<String, List<String>> fields = one.equals(other)
                ? Map.of(one, List.of(value, otherValue))
                : Map.of(one, List.of(value), other, List.of(otherValue));
        Request request = new Request("POST", "/projects/p1/users", "", fields);
        return Sent.answer(router, new Sent(request, Body.of(new byte[0])));
    }

    @Test
    void E4_aPortThatIsDownIs503AndSaysWhetherAnythingHappened() {
        assertThat(call("GET", "/down").status()).isEqualTo(503);
        assertThat(call("GET", "/down").headers()).containsKey("Retry-After");
        assertThat(call("GET", "/down").body()).doesNotContain("personal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "TRACE", "FOO", "get", ""})
    void anyOtherMethodIs405InTheShapeOfTheRouteAndSaysWhatIsAllowed(String method) {
        Answer answer = call(method, "/projects/p1/users");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers())
                .containsEntry("Allow", "POST, GET, HEAD, OPTIONS")
                .containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.body()).contains("method_not_allowed");
    }

    @Test
    void headIsNotAllowedWhereGetIsNot() {
        Answer answer = call("HEAD", "/projects/p1/users/u1");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "DELETE, OPTIONS");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void headIsWhatGetAnswersWithoutItsBody() {
        Answer get = call("GET", "/projects/é/users");
        Answer head = call("HEAD", "/projects/é/users");
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(head.headers())
                .containsAllEntriesOf(get.headers())
                .containsEntry("Content-Length", Integer.toString(get.bytes().length));
    }

    @Test
    void optionsSaysWhatIsAllowedAndAsksNoHandler() {
        Answer answer = call("OPTIONS", "/broken");
        assertThat(answer)
                .usingRecursiveComparison()
                .isEqualTo(new Answer(204, Map.of("Allow", "GET, HEAD, OPTIONS"), ""));
    }

    @Test
    void optionsOfTheWholeHostSaysWhichMethodsItKnows() {
        assertThat(call("OPTIONS", "*"))
                .usingRecursiveComparison()
                .isEqualTo(new Answer(204, Map.of("Allow", "POST, GET, HEAD, DELETE, OPTIONS"), ""));
        assertThat(call("GET", "*").status()).isEqualTo(404);
    }

    @Test
    void anExceptionIsA500WithoutDetailAndALineInTheLogWithoutMessages() {
        String log = logged(() -> {
            Answer answer = call("GET", "/broken");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).contains("\"internal_error\"").doesNotContain("+1415", "s3cret");
        });
        assertThat(log)
                .containsOnlyOnce("\n")
                .contains("IllegalStateException at dev.partyline", "caused by java.lang.ArithmeticException")
                .doesNotContain("+1415", "s3cret");
    }

    @Test
    void anExceptionInTheMiddleOfALongAnswerIsALineInTheLogToo() {
        String log = logged(() -> assertThat(call("POST", "/long").status()).isEqualTo(500));
        assertThat(log).containsOnlyOnce("\n").contains("IllegalStateException").doesNotContain("+1415");
    }

    @Test
    void anExhaustedStackIsA500Too() {
        assertThat(logged(() -> assertThat(call("GET", "/endless").status()).isEqualTo(500)))
                .containsOnlyOnce("\n")
                .contains("StackOverflowError");
    }

    @Test
    void headAndOptionsCantBeRouted() {
        for (String method : List.of("HEAD", "OPTIONS")) {
            assertThatThrownBy(() -> new Route(method, "/x", PROBLEM, RouterTest::endless))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Answer call(String method, String path) {
        return Sent.answer(router, Sent.of(method, path, "", Map.of(), new byte[0]));
    }

    private static Answer text(String did, Map<String, String> path) {
        return Answer.json(200, Map.of("did", did, "project", path.getOrDefault("projectId", "")));
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Answer endless(Request request, Map<String, String> path) {
        return endless(request, path).with("never", "reached");
    }

    private static String logged(Runnable action) {
        PrintStream before = System.err;
        var bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
