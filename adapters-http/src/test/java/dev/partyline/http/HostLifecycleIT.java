package dev.partyline.http;

import static dev.partyline.http.NewUser.dedicated;
import static dev.partyline.http.NewUser.shared;
import static dev.partyline.http.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.HostProcess.Ended;
import dev.partyline.http.HostileRequests.Hostile;
import dev.partyline.http.RawConnection.Answer;
import dev.partyline.http.page.Resources;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** From the command line to the exit status, and what every host serves. */
class HostLifecycleIT {
    private static final TestProject PROJECT = TestProject.owning("+14155550100");
    private static final String POOL_LINE = "+14155550900";

    @TempDir
    private static Path folder;

    // It starts

    @Test
    void whereNothingIsConfiguredEachCallThatItPrintsCanBePastedAndWorks() throws Exception {
        try (StartedHost host = StartedHost.with()) {
            List<String> expected = Resources.text("demo-calls.txt")
                    .replace("{url}", host.url())
                    .strip()
                    .lines()
                    .toList();
            String last = expected.get(expected.size() - 1);
            assertThat(host.process().out().await(last::equals))
                    .as("all of the calls")
                    .isPresent();
            List<String> printed = host.process().out().lines();
            List<String> calls =
                    printed.stream().filter(line -> line.startsWith("curl ")).toList();

            assertThat(host.url()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*");
            assertThat(printed.get(0)).isEqualTo("listening on " + host.url());
            assertThat(calls).hasSize(5).allMatch(call -> call.contains(host.url()));
            for (String call : calls) {
                assertCreates(call, PastedCall.answerTo(call));
            }
            for (String call :
                    calls.stream().filter(HostLifecycleIT::mayBeRepeated).toList()) {
                assertCreates(call, PastedCall.answerTo(call));
            }
        }
    }

    private static boolean mayBeRepeated(String call) {
        return call.contains("/users/") || call.contains("X-Idempotency-Key");
    }

    private static void assertCreates(String call, JsonNode answer) {
        if (answer.has("succeed")) {
            assertThat(answer.get("succeed").booleanValue()).as(call).isTrue();
            UserRows.assertRow(answer.get("data"));
        } else {
            assertThat(answer.propertyNames()).as(call).containsAnyOf("id", "userId");
        }
    }

    @Test
    void itSaysOneLineWhenItIsReadyAndNothingElse() throws Exception {
        try (StartedHost host = StartedHost.serving(List.of(PROJECT), POOL_LINE)) {
            assertThat(host.call("GET", "/healthz").status()).isEqualTo(200);

            Ended ended = host.stop();

            assertThat(ended.out()).isEqualTo("listening on " + host.url());
            assertThat(ended.err()).isEmpty();
        }
    }

    @Test
    void itListensWhereItIsTold() throws Exception {
        try (StartedHost host = StartedHost.with("--host", "localhost", "--store", "memory")) {
            assertThat(host.url()).matches("http://localhost:[1-9][0-9]*");
            assertThat(host.call("GET", "/healthz").status()).isEqualTo(200);
        }
    }

    // It serves

    @Test
    void whatEveryHostServes() throws Exception {
        try (StartedHost host = StartedHost.serving(List.of(PROJECT), POOL_LINE)) {
            String users = "/projects/" + PROJECT.id() + "/users";

            assertThat(host.call("GET", "/healthz").status()).isEqualTo(200);
            Reply head = host.call("HEAD", "/healthz");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.header("Content-Length"))
                    .isEqualTo(host.call("GET", "/healthz").header("Content-Length"));
            assertThat(host.call("HEAD", users).status()).isEqualTo(401);
            assertThat(Reply.to(host.client(PROJECT).request("HEAD", "/users")).status())
                    .isEqualTo(200);

            assertAllowed(host, "/healthz", Set.of("GET", "HEAD", "OPTIONS"));
            assertAllowed(host, users, Set.of("GET", "HEAD", "POST", "OPTIONS"));
            assertAllowed(host, users + "/", Set.of("GET", "HEAD", "POST", "OPTIONS"));
            assertAllowed(host, users + "/x", Set.of("GET", "HEAD", "PATCH", "DELETE", "OPTIONS"));
            assertAllowed(host, users + "/x/erase", Set.of("POST", "OPTIONS"));

            for (String path :
                    List.of("//", "/x", "/projects", "/projects/" + PROJECT.id(), users + "/x/y", "/Healthz")) {
                for (String method : List.of("GET", "POST", "DELETE", "OPTIONS")) {
                    assertRefused(host.call(method, path), 404, "not_found");
                }
            }
        }
    }

    /** What OPTIONS says is what is answered, and all else is 405 and says the same. */
    private static void assertAllowed(StartedHost host, String path, Set<String> methods) throws Exception {
        Reply options = host.call("OPTIONS", path);
        assertThat(options.status()).isBetween(200, 204);
        assertThat(allowed(options)).isEqualTo(methods);
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "PURGE")) {
            Reply reply = host.call(method, path);
            if (methods.contains(method)) {
                assertThat(reply.status()).isNotEqualTo(405);
            } else {
                assertRefused(reply, 405, "method_not_allowed");
                assertThat(allowed(reply)).isEqualTo(methods);
            }
        }
    }

    private static Set<String> allowed(Reply reply) {
        return Set.of(reply.header("Allow").orElseThrow().split(", ", -1));
    }

    // It ends

    @Test
    void whenItIsToldToEndItFinishesWhatIsUnderWayAndTakesNothingNew() throws Exception {
        String phone = Phones.fresh();
        String body = Encoding.JSON.write(shared(phone).with("firstName", "Ada"));
        int half = body.length() / 2;
        try (StartedHost host = StartedHost.serving(List.of(PROJECT), POOL_LINE);
                RawConnection slow = new RawConnection(host.port())) {
            slow.send("POST /projects/" + PROJECT.id() + "/users HTTP/1.1\r\nHost: x\r\nAuthorization: "
                    + host.client(PROJECT).authorization() + "\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\nExpect: 100-continue\r\n\r\n");
            // The host says so once it reads the body: from here on the request is under way.
            assertThat(slow.receive(false).status()).isEqualTo(100);
            slow.send(body.substring(0, half));

            host.process().terminate();
            awaitRefusal(host.port());
            assertThat(host.process().process().isAlive()).isTrue();
            slow.send(body.substring(half));

            Answer answer = slow.receive(false);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Reply.parse(answer.body()).get("data").get("phoneNumber").stringValue())
                    .isEqualTo(phone);
            assertThat(answer.closes()).isTrue();
            assertThat(slow.receiveAll()).isEmpty();
            assertThat(host.process().end().err()).isEmpty();
        }
    }

    private static void awaitRefusal(int port) throws IOException {
        while (true) {
            try (RawConnection connection = new RawConnection(port)) {
                assertThat(connection).isNotNull();
            } catch (SocketException expected) {
                return;
            }
        }
    }

    /** It sweeps once a minute, so the test looks for the thread that will do it. */
    @Test
    void itSweepsByItself() throws Exception {
        try (StartedHost host = StartedHost.with()) {
            Process dump = new ProcessBuilder(
                            Path.of(requireNonNull(System.getProperty("java.home")), "bin", "jcmd")
                                    .toString(),
                            Long.toString(host.process().process().pid()),
                            "Thread.print")
                    .start();
            try (BufferedReader threads = dump.inputReader(UTF_8)) {
                assertThat(threads.lines()).anyMatch(line -> line.startsWith("\"sweep\""));
            }
        }
    }

    // It does not start

    @Test
    void aWrongConfigurationEndsItBeforeItListensAndEveryFaultIsNamedByItsPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.json"), """
                {
                  "spectrum": {
                    "projects": [
                      {"id": "%s", "secret": "Secret-1", "maxSharedUsers": -1, "lines": ["+14155550100", "Secret-2"]},
                      {"id": "Secret-3", "secret": ["Secret-4"], "recreation": "Secret-5", "colour": "Secret-6"}
                    ],
                    "pool": [{"number": "+14155550900", "capacity": "Secret-7"}, 14155550901]
                  },
                  "connect": {"accounts": [{"id": "acme", "apiKey": "Secret-8", "keys": ["Secret-9"]}]},
                  "prelude": {"apps": [{"id": "54e9ujn", "token": 5, "sessions": "Secret-10"}]},
                  "extra": "Secret-11"
                }
                """.formatted(PROJECT.id()));

        Ended ended = HostProcess.start(List.of("--port", "0", "--config", file.toString()))
                .end();

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).doesNotContain("Secret-").doesNotContain("\tat ");
        assertThat(ended.err().lines().filter(line -> line.contains(": ")).map(line -> line.replaceFirst(":.*", "")))
                .containsExactlyInAnyOrder(
                        "spectrum.projects[0].maxSharedUsers",
                        "spectrum.projects[0].lines[1]",
                        "spectrum.projects[1].id",
                        "spectrum.projects[1].secret",
                        "spectrum.projects[1].recreation",
                        "spectrum.projects[1].colour",
                        "spectrum.pool[0].capacity",
                        "spectrum.pool[1]",
                        "connect.accounts[0].keys[0]",
                        "prelude.apps[0].token",
                        "prelude.apps[0].sessions",
                        "extra");
    }

    @Test
    void aConfigurationThatIsNotJsonEndsItBeforeItListens() throws Exception {
        Path file = Files.writeString(folder.resolve("no.json"), "{\"spectrum\": {\n\"Secret-1\"}");

        Ended ended = HostProcess.start(List.of("--port", "0", "--config", file.toString()))
                .end();

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("line 2, column ")
                .doesNotContain("Secret-")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "--port, eighty",
        "--port, 65536",
        "--port, -1",
        "--host, ''",
        "--store, jdbc",
        "--config, no-such-file.json",
        "--config, .",
        "--verbose, yes"
    })
    void aWrongCommandLineEndsItWithStatus2(String name, String value) throws Exception {
        Ended ended = HostProcess.start(List.of(name, value)).end();

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("usage: ").doesNotContain("\tat ");
    }

    @Test
    void aFileNameThatTheSystemCantExpressIsAWrongCommandLineToo() throws Exception {
        Ended ended = HostProcess.start(Map.of("LC_ALL", "C"), List.of("--config", "é.json"))
                .end();

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("usage: ").doesNotContain("\tat ");
    }

    @Test
    void aPortThatIsTakenEndsItWithStatus1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Ended ended = HostProcess.start(List.of("--port", port)).end();

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains(port).doesNotContain("\tat ");
        }
    }

    // It is discreet

    @Test
    void E3_nothingThatAClientSendsIsWrittenToTheLog() throws Exception {
        try (StartedHost host = StartedHost.serving(List.of(PROJECT), POOL_LINE)) {
            ProjectClient client = host.client(PROJECT);
            HostileRequests requests = new HostileRequests(
                    new Random(1),
                    PROJECT,
                    client.create(shared(Phones.fresh())).id(),
                    "AAAA",
                    List.of());
            for (int i = 0; i < 500; i++) {
                Hostile hostile = requests.next();
                try (RawConnection connection = new RawConnection(host.port())) {
                    connection.sendAll(hostile.text());
                    assertThat(connection.receiveAll()).startsWith("HTTP/1.1 ");
                }
            }
            NewUser ada = shared("+14155550132").named("Ada", "Lovelace").with("email", "ada@example.com");
            for (Encoding encoding : Encoding.values()) {
                assertThat(client.create(ada, encoding).status()).isEqualTo(200);
            }
            assertRefused(client.create(dedicated("+14155550132", "+14155550999")), 422, "line_not_owned");
            assertThat(client.create(ada.with("email", "no@lovelace")).status()).isEqualTo(400);
            assertThat(client.as("Basic nonsense")
                            .list("?cursor=ada@example.com")
                            .status())
                    .isEqualTo(401);
            for (String start : List.of("POST /projects/ada@example.com HTTP/9\r\n", "+14155550132 Lovelace\r\n\r\n")) {
                try (RawConnection connection = new RawConnection(host.port())) {
                    connection.sendAll(start);
                    assertThat(connection.receiveAll()).doesNotContain("Lovelace");
                }
            }

            Ended ended = host.stop();

            String log = ended.out() + ended.err();
            assertThat(Stream.concat(
                            requests.personal().stream(),
                            Stream.of("Ada", "lovelace", "+1415", PROJECT.id(), "nonsense")))
                    .allSatisfy(personal -> assertThat(log).doesNotContain(personal));
            assertThat(ended.err()).doesNotContain("\tat ");
        }
    }
}
