package dev.partyline.http;

import static dev.partyline.http.NewUser.shared;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.HostileRequests.Hostile;
import dev.partyline.http.RawConnection.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * Nothing that a client sends makes the host answer with a fault of its own, or with anything but JSON. The seed of the requests is
 * printed; {@code -Dpartyline.seed=…} gives the same again.
 */
@Timeout(120)
class HostileRequestsIT {
    private static final long SEED = Long.getLong("partyline.seed", System.nanoTime());
    private static final int REQUESTS = 4_000;

    private static final TestProject PROJECT = TestProject.owning("+14155550100");

    private static StartedHost host;

    @BeforeAll
    static void start() throws Exception {
        System.out.println("-Dpartyline.seed=" + SEED);
        host = StartedHost.serving(List.of(PROJECT), "+14155550900");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void noRequestIsAFaultOfTheHostAndEachIsAnsweredInJson() throws Exception {
        String user = host.client(PROJECT).create(shared(Phones.fresh())).id();
        HostileRequests requests = new HostileRequests(new Random(SEED), PROJECT, user);
        Set<Integer> statuses = new TreeSet<>();
        RawConnection connection = new RawConnection(host.port());
        for (int i = 0; i < REQUESTS; i++) {
            Hostile hostile = requests.next();
            try {
                connection.send(hostile.text());
                Answer answer = connection.receive(hostile.method().equals("HEAD"));
                assertAnswers(answer);
                statuses.add(answer.status());
                if (answer.closes() || isOfTheServerItself(answer)) {
                    connection.close();
                    connection = new RawConnection(host.port());
                }
            } catch (IOException | RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "request " + i + " of seed " + SEED + ": " + shortened(hostile.text()), failure);
            }
        }
        connection.close();

        assertThat(statuses).as("every kind of answer").contains(200, 204, 400, 401, 404, 405, 413, 415);
        assertThat(host.call("GET", "/healthz").status()).isEqualTo(200);
        assertThat(host.client(PROJECT).create(shared(Phones.fresh())).outcome())
                .isEqualTo("created");
        host.client(PROJECT).list("?limit=500").data().forEach(UserRows::assertRow);
    }

    private static void assertAnswers(Answer answer) {
        assertThat(answer.status()).isBetween(200, 499);
        if (answer.body().isEmpty()) {
            return;
        }
        JsonNode json = Reply.parse(answer.body());
        assertThat(json.isObject()).isTrue();
        if (answer.status() < 400) {
            assertThat(answer.headers()).containsEntry("content-type", "application/json");
        } else if (json.has("succeed")) {
            assertThat(answer.headers()).containsEntry("content-type", "application/json");
            assertThat(json.get("succeed").booleanValue()).isFalse();
            assertTells(json.get("error"), "message");
        } else if (json.has("type")) {
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(json.get("status").intValue()).isEqualTo(answer.status());
            assertTells(json, "detail");
        } else {
            assertThat(answer.headers()).containsEntry("content-type", "application/json");
            assertThat(json.propertyNames()).containsExactly("code", "status", "message");
            assertTells(json, "message");
        }
    }

    private static void assertTells(JsonNode error, String text) {
        assertThat(error.get("code").stringValue()).matches("[a-z_]+");
        assertThat(error.get(text).stringValue()).isNotBlank().doesNotContainIgnoringCase("exception", "jetty");
    }

    /** A path that is none gets no further than the server, which then does not trust the connection any more. */
    private static boolean isOfTheServerItself(Answer answer) {
        return answer.status() == 400
                && (answer.body().isEmpty() || answer.body().contains("\"bad_request\""));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 2_000));
    }

    @Test
    void whatIsNoHttpIsAnsweredInJsonIfAtAll() throws Exception {
        Random random = new Random(SEED);
        List<String> starts = List.of(
                "",
                "GET",
                "GET /healthz",
                "GET /healthz HTTP/1.1\r\n",
                "GET /healthz HTTP/9.9\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST /projects/x/users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "POST /projects/x/users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nName : x\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\n: x\r\n\r\n",
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nName: " + "x".repeat(20_000) + "\r\n\r\n",
                "<html>\r\n\r\n",
                "\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[i < starts.size() ? 0 : random.nextInt(200)];
            random.nextBytes(noise);
            String request = starts.get(i % starts.size()) + new String(noise, ISO_8859_1);
            try (RawConnection connection = new RawConnection(host.port())) {
                connection.sendAll(request);
                String answers = connection.receiveAll();

                assertThat(answers)
                        .as("request %s of seed %s: %s", i, SEED, shortened(request))
                        .doesNotContainIgnoringCase("<html", "exception", "jetty", "\tat ")
                        .doesNotContain("HTTP/1.1 500")
                        .matches(text -> text.isEmpty() || text.startsWith("HTTP/1.1 "), "is HTTP")
                        .matches(
                                text -> text.isEmpty() || text.contains("Content-Type: application/json\r\n"),
                                "is JSON");
            }
        }
    }
}
