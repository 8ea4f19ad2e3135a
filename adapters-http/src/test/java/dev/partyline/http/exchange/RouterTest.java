package dev.partyline.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

    private static final ErrorShape PROBLEM = (status, code, message) ->
            Answer.json(status, "application/problem+json", Map.of("status", status, "code", code));

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
    @ValueSource(
            strings = {
                "/",
                "//",
                "",
                "*",
                "x",
                "/nothing",
                "/healthz//",
                "/projects//users",
                "/projects/p1/users/u1/more",
                "/projects/%/users",
                "/projects/%4/users",
                "/projects/%zz/users",
                "/projects/%ff/users",
                "/projects/%ED%A0%80/users",
                "/projects/%C0%AF/users",
                "/HEALTHZ"
            })
    void anyOtherPathIs404(String path) {
        for (String method : List.of("GET", "HEAD", "OPTIONS", "POST", "FOO")) {
            assertThat(call(method, path).status()).isEqualTo(404);
        }
        assertThat(call("GET", path).body()).startsWith("{\"succeed\":false,\"error\":{\"code\":\"not_found\",");
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
        assertThat(answer).isEqualTo(new Answer(204, Map.of("Allow", "GET, HEAD, OPTIONS"), ""));
    }

    @Test
    void anExceptionIsA500WithoutDetailAndALineInTheLogWithoutMessages() {
        String log = logged(() -> {
            Answer answer = call("GET", "/broken");
            assertThat(answer).isEqualTo(PROBLEM.answer(500, "internal_error", ""));
        });
        assertThat(log)
                .containsOnlyOnce("\n")
                .contains("IllegalStateException at dev.partyline", "caused by java.lang.ArithmeticException")
                .doesNotContain("+1415", "s3cret");
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
        return router.handle(new Request(method, path, "", Map.of(), Body.of(new byte[0])));
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
