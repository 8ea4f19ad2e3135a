package dev.partyline.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Router;
import dev.partyline.http.exchange.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHostTest {

    private static final String HOST = "\r\nHost: x\r\n";
    private static final String END = "Connection: close\r\n\r\n";

    private static final Router ROUTER = new Router(
            List.of(
                    new Route("GET", "/seen/{variable}", ErrorShape.ENVELOPE, HttpHostTest::seen),
                    new Route(
                            "POST",
                            "/length",
                            ErrorShape.ENVELOPE,
                            (request, path) -> new Step.Read(HttpHostTest::length)),
                    new Route("DELETE", "/gone", ErrorShape.ENVELOPE, (request, path) -> Answer.empty(204))),
            ErrorShape.ENVELOPE);

    private static HttpHost host;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Answer seen(Request request, Map<String, String> path) {
        return Answer.json(
                200,
                Map.of(
                        "variable", path.getOrDefault("variable", ""),
                        "query", request.query(),
                        "header", request.header("x-header").orElse("")));
    }

    private static Answer length(Body body) {
        Optional<Integer> length = body.bytes().map(bytes -> bytes.length);
        return length.map(bytes -> Answer.json(200, bytes))
                .orElseGet(() -> ErrorShape.ENVELOPE.answer(413, "body_too_large", "At most 64 KiB."));
    }

    @BeforeAll
    static void start() throws IOException {
        host = HttpHost.start("127.0.0.1", 0, ROUTER);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static HttpResponse<String> call(HttpRequest.Builder request, String path) throws Exception {
        return CLIENT.send(
                request.uri(URI.create("http://127.0.0.1:" + host.port() + path))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String raw(String request) throws IOException {
        return RawClient.exchange(host.port(), request);
    }

    private static void assertJsonError(String response, int status) {
        assertThat(response)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/json\r\n", "Content-Length: ")
                .contains("\r\n\r\n{\"succeed\":false,\"error\":{\"code\":\"")
                .endsWith("\"}}")
                .doesNotContainIgnoringCase("server:", "netty", "<html", "exception", "\tat ", "set-cookie");
    }

    @Test
    void theEndpointGetsTheRequestAsItCame() throws Exception {
        var response = call(
                HttpRequest.newBuilder().header("X-Header", "one").header("X-Header", "two"),
                "/seen/a%2Fb+%C3%A9?type=shared&x=%2B");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"variable\":\"a/b+é\"", "\"query\":\"type=shared&x=%2B\"", "\"header\":\"one, two\"");
    }

    @Test
    void anAnswerHasItsTypeAndLengthAndNamesNoServer() throws Exception {
        var response = call(HttpRequest.newBuilder(), "/seen/x");
        assertThat(response.headers().map().keySet())
                .containsExactlyInAnyOrder("content-type", "content-length", "date");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValueAsLong("Content-Length"))
                .hasValue(response.body().getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void aLongAnswerIsNotCompressedAndSoKeepsItsLength() throws Exception {
        var response = call(HttpRequest.newBuilder().header("Accept-Encoding", "gzip"), "/seen/" + "x".repeat(5000));
        assertThat(response.headers().map()).containsKey("content-length").doesNotContainKey("content-encoding");
        assertThat(response.body()).hasSizeGreaterThan(5000);
    }

    @Test
    void anAnswerWithoutABodyHasNoType() throws Exception {
        var response = call(HttpRequest.newBuilder().DELETE(), "/gone");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().map().keySet()).containsExactly("date");
    }

    @Test
    void headIsWhatGetAnswersWithoutItsBody() throws Exception {
        var get = call(HttpRequest.newBuilder(), "/seen/x");
        var head = call(HttpRequest.newBuilder().method("HEAD", BodyPublishers.noBody()), "/seen/x");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String header : List.of("Content-Type", "Content-Length")) {
            assertThat(head.headers().allValues(header)).isEqualTo(get.headers().allValues(header));
        }
    }

    @Test
    void optionsSaysWhatIsAllowed() throws Exception {
        var response = call(HttpRequest.newBuilder().method("OPTIONS", BodyPublishers.noBody()), "/length");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().allValues("Allow")).containsExactly("POST, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY", "FOO", "BEFORE", "get", "M-SEARCH"})
    void anyOtherMethodIs405AtAKnownPathAnd404Elsewhere(String method) throws IOException {
        String known = raw(method + " /seen/x HTTP/1.1" + HOST + END);
        assertJsonError(known, 405);
        assertThat(known).contains("Allow: GET, HEAD, OPTIONS\r\n");
        assertJsonError(raw(method + " /x HTTP/1.1" + HOST + END), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "//", "/seen//", "/WEB-INF/web.xml", "//seen/x", "/seen/x;a=b/c", "/favicon.ico", "/../x"})
    void anUnknownPathIs404(String path) throws IOException {
        assertJsonError(raw("GET " + path + " HTTP/1.1" + HOST + END), 404);
        assertThat(raw("OPTIONS " + path + " HTTP/1.1" + HOST + END)).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void aMethodWithoutAPathIs404() throws IOException {
        assertJsonError(raw("CONNECT x:80 HTTP/1.1" + HOST + END), 404);
    }

    @Test
    void optionsOfTheWholeHostIsAnswered() throws IOException {
        assertThat(raw("OPTIONS * HTTP/1.1" + HOST + END))
                .startsWith("HTTP/1.1 204 ")
                .contains("Allow: GET, HEAD, POST, DELETE, OPTIONS\r\n")
                .endsWith("\r\n\r\n");
        assertJsonError(raw("GET * HTTP/1.1" + HOST + END), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/seen/%zz", "/seen/%", "/seen/%4", "/seen/%ff", "/seen/%C0%AF"})
    void aPathThatCantBeDecodedIs400(String path) throws IOException {
        assertJsonError(raw("GET " + path + " HTTP/1.1" + HOST + END), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /seen/x\r\n\r\n",
                "\u0016\u0003\u0001\u0000¥\u0001\u0000\u0000\r\n",
                "GET seen/x HTTP/1.1\r\nHost: x\r\n\r\n",
                "G<T /seen/x HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /seen/x HTTP/1.1\r\n\r\n",
                "GET /seen/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /seen/x HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "GET /seen/x HTTP/1.1\r\nHost: x\r\nX: \u0000\r\n\r\n",
                "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST /length HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\n\r\n",
                "POST /length HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST /length HTTP/1.0\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
                "POST /length HTTP/1.1\r\nHost: x\r\nName : x\r\n\r\n",
                "POST /length HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n"
            })
    void whatIsNotHttpIs400(String request) throws IOException {
        assertJsonError(raw(request), 400);
    }

    @Test
    void anErrorOfTheServerItselfIsJsonEvenToABrowser() throws IOException {
        assertJsonError(raw("GET /%zz HTTP/1.1" + HOST + "Accept: text/html\r\nAccept-Charset: x\r\n" + END), 400);
    }

    @Test
    void anErrorOfTheServerItselfHasNoBodyForHead() throws IOException {
        assertThat(raw("HEAD /seen/x HTTP/1.1" + HOST + "Transfer-Encoding: x\r\n" + END))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/json\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void anotherVersionOfHttpIs505() throws IOException {
        assertJsonError(raw("GET /seen/x HTTP/9.9" + HOST + END), 505);
        assertJsonError(raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
    }

    @Test
    void tooLongAnAddressIs414AndTooLargeAHeaderIs431() throws IOException {
        String long_ = "a".repeat(20_000);
        assertJsonError(raw("GET /" + long_ + " HTTP/1.1" + HOST + END), 414);
        assertJsonError(raw("GET /seen/x HTTP/1.1" + HOST + "X: " + long_ + "\r\n" + END), 431);
    }

    @Test
    void anExpectationThatCantBeMetIs417() throws IOException {
        assertJsonError(raw("POST /length HTTP/1.1" + HOST + "Expect: miracles\r\n" + END), 417);
    }

    @Test
    void aWebSocketHandshakeIsARequestLikeAnyOther() throws IOException {
        String response = raw("GET /seen/x HTTP/1.1" + HOST
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + END);
        assertThat(response).startsWith("HTTP/1.1 200 ").doesNotContain("Set-Cookie");
    }

    @Test
    void aBodyOfExactly64KiBIsRead() throws Exception {
        assertThat(post(BodyPublishers.ofByteArray(new byte[65_536])).body()).isEqualTo("65536");
        assertThat(post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[65_536])))
                        .body())
                .isEqualTo("65536");
        assertThat(post(BodyPublishers.noBody()).body()).isEqualTo("0");
    }

    @Test
    void oneByteMoreIsTooLargeWhetherItsLengthIsSaidOrNot() throws Exception {
        assertThat(post(BodyPublishers.ofByteArray(new byte[65_537])).statusCode())
                .isEqualTo(413);
        assertThat(post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[65_537])))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aClientThatSendsFarTooMuchStillGetsItsAnswer() throws IOException {
        int size = 7 * 1024 * 1024;
        assertJsonError(
                raw("POST /length HTTP/1.1" + HOST + "Content-Length: " + size + "\r\n" + END + "x".repeat(size)), 413);
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        assertJsonError(
                raw("POST /length HTTP/1.1" + HOST + "Transfer-Encoding: chunked\r\n" + END + chunk.repeat(100)
                        + "0\r\n\r\n"),
                413);
    }

    @Test
    void aClientThatAsksBeforeItSendsIsToldToGoOn() throws Exception {
        try (var client = new RawClient(host.port())) {
            client.send("POST /length HTTP/1.1" + HOST + "Expect: 100-continue\r\nContent-Length: 2\r\n" + END);
            assertThat(client.receiveUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            client.send("{}");
            assertThat(client.receiveAll()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n2");
        }
        assertThat(call(
                                HttpRequest.newBuilder()
                                        .expectContinue(true)
                                        .POST(BodyPublishers.ofByteArray(new byte[65_537])),
                                "/length")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void theFormInWhichAProxyIsAskedIsUnderstood() throws IOException {
        assertThat(raw("GET http://x/seen/y?q HTTP/1.1" + HOST + END))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"variable\":\"y\"", "\"query\":\"q\"");
        assertJsonError(raw("GET http://x HTTP/1.1" + HOST + END), 404);
    }

    /** Case 19. */
    @Test
    void theBytesOfAFieldAreUtf8OrStayAsTheyCame() throws IOException {
        assertThat(raw("GET /seen/x HTTP/1.1" + HOST + "X-Header: \u00c3\u00a9\r\n" + END))
                .contains("\"header\":\"\u00c3\u00a9\"");
        assertThat(raw("GET /seen/x HTTP/1.1" + HOST + "X-Header: \u00e9\r\n" + END))
                .contains("\"header\":\"\u00c3\u00a9\"");
    }

    @Test
    void aThousandRequestsAtOnceAreAnsweredInTheirOrder() throws IOException {
        String requests = IntStream.range(0, 1_000)
                .mapToObj(number -> "GET /seen/" + number + " HTTP/1.1" + HOST + "\r\n")
                .collect(Collectors.joining());
        String answers = raw(requests + "GET /seen/last HTTP/1.1" + HOST + END);
        assertThat(Pattern.compile("\"variable\":\"(\\w+)\"")
                        .matcher(answers)
                        .results()
                        .map(found -> found.group(1)))
                .hasSize(1_001)
                .startsWith("0", "1", "2")
                .endsWith("999", "last");
    }

    @Test
    void aClientOfHttp10IsAnsweredAndKeptOnlyIfItAsks() throws IOException {
        assertThat(raw("GET /seen/x HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Connection: close\r\n");
        assertThat(raw("GET /seen/x HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /seen/x HTTP/1.0\r\n\r\n"))
                .contains("Connection: keep-alive\r\n", "Connection: close\r\n");
    }

    @Test
    void aClientThatSendsNoMoreThanHalfOfItsBodyIsToldSo() throws IOException {
        try (var client = new RawClient(host.port())) {
            client.send("POST /length HTTP/1.1" + HOST + "Content-Length: 10\r\n\r\nhello");
            client.sendNoMore();
            assertJsonError(client.receiveAll(), 400);
        }
    }

    @Test
    void oneConnectionServesRequestAfterRequest() throws IOException {
        String get = "GET /seen/x HTTP/1.1" + HOST + "\r\n";
        String post = "POST /length HTTP/1.1" + HOST + "Content-Length: 70000\r\n\r\n" + "x".repeat(70_000);
        String notFound = "POST /nothing HTTP/1.1" + HOST + "Content-Length: 5\r\n\r\nhello";
        String last = "GET /seen/x HTTP/1.1" + HOST + END;
        assertThat(raw(get + post + notFound + last).split("HTTP/1.1 ", -1))
                .hasSize(5)
                .satisfies(answers -> assertThat(
                                List.of(answers).stream().skip(1).map(answer -> answer.substring(0, 3)))
                        .containsExactly("200", "413", "404", "200"));
    }

    @Test
    void aClientThatBreaksOffIsNotWrittenToTheLog() throws IOException {
        PrintStream before = System.err;
        var log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            try (var client = new RawClient(host.port())) {
                client.send("POST /length HTTP/1.1" + HOST + "Content-Length: 100\r\n\r\n+14155550132");
            }
            raw("GET /seen/x HTTP/1.1\r\nHost: user:s3cret@x/%%\r\n\r\n");
            raw("GET /seen/x HTTP/1.1\r\nHost: s3cret\r\nHost: s3cret\r\n\r\n");
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsAnIOException() {
        assertThatThrownBy(() -> HttpHost.start("127.0.0.1", host.port(), ROUTER))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot listen on 127.0.0.1:" + host.port() + ": Address already in use");
        assertThatThrownBy(() -> HttpHost.start("no.such.host.invalid", 0, ROUTER))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(": no such host");
    }

    private static HttpResponse<String> post(HttpRequest.BodyPublisher body) throws Exception {
        return call(HttpRequest.newBuilder().POST(body), "/length");
    }
}
