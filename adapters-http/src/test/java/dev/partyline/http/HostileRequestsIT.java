package dev.partyline.http;

import static dev.partyline.http.NewUser.shared;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.http.HostileRequests.Api;
import dev.partyline.http.api.Problem;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Endpoint;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Router;
import dev.partyline.http.exchange.Step;
import dev.partyline.http.server.HttpHost;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing that a client sends makes the host answer with a fault of its own, with anything but JSON, or late. The seed
 * of the requests is printed; {@code -Dpartyline.seed=…} gives the same again. {@code partyline.hostile} says how
 * many there are.
 */
class HostileRequestsIT {
    private static final long SEED = Long.getLong("partyline.seed", System.nanoTime());
    private static final int REQUESTS = Integer.getInteger("partyline.hostile", 100_000);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final TestProject PROJECT = new TestProject(OtherSystems.PROJECT, "s3cret", Map.of());

    private static OtherSystems systems;

    @BeforeAll
    static void start() throws Exception {
        System.out.println("-Dpartyline.seed=" + SEED);
        systems = OtherSystems.start();
    }

    @AfterAll
    static void stop() {
        systems.close();
    }

    @Test
    void E4_noRequestIsAFaultOfTheHostAndEachIsAnsweredSoonAndAsItsApiAnswers() throws Exception {
        StartedHost host = systems.host();
        ProjectClient client = host.client(PROJECT);
        String user = client.create(shared(Phones.fresh())).id();
        assertThat(client.create(shared(Phones.fresh())).outcome()).isEqualTo("created");
        String cursor = client.list("?limit=1").json().get("nextCursor").stringValue();

        Set<Integer> statuses = HostileRun.against(
                host.port(),
                host.process().process().toHandle(),
                REQUESTS,
                number -> new HostileRequests(new Random(SEED + number), PROJECT, user, cursor, Api.OTHERS));

        assertThat(statuses)
                .as("every kind of answer, of seed %s", SEED)
                .contains(200, 201, 204, 400, 401, 404, 405, 409, 413, 415);
        assertThat(host.call("GET", "/healthz").status()).isEqualTo(200);
        assertThat(client.create(shared(Phones.fresh())).outcome()).isEqualTo("created");
        client.list("?limit=500").data().forEach(UserRows::assertRow);
        assertThat(systems.corti().create(OtherSystems.customerUser()).status()).isEqualTo(201);
        assertThat(systems.connect().create(OtherSystems.subscriber()).status()).isEqualTo(201);
        assertThat(systems.prelude()
                        .create(OtherSystems.appUser(OtherSystems.phone(Phones.fresh())))
                        .status())
                .isEqualTo(201);
    }

    /** A server that gives a buffer back twice after one of these lends it to two connections. */
    @Test
    void E4_whoSendsWhatIsNoHttpDisturbsNobodyElse() throws Exception {
        List<String> malformed = List.of(
                "HEAD /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
                "POST /%zz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /%00 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HEAD /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\n\r\n",
                "POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                "POST /users HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: 5\r\n\r\nhello");
        String neighbour = "POST /users HTTP/1.1\r\nHost: x\r\n";
        List<String> requests = List.of(
                neighbour + "Content-Length: 5\r\n\r\nhello",
                neighbour + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        int port = systems.host().port();
        AtomicInteger left = new AtomicInteger(REQUESTS / 4);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(SEED + i);
                clients.add(threads.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        try (RawConnection connection = new RawConnection(port)) {
                            String request = malformed.get(random.nextInt(malformed.size()));
                            sendInTwo(connection, request, random);
                            if (random.nextBoolean()) {
                                connection.receive(request.startsWith("HEAD"));
                            }
                        } catch (IOException notListenedTo) {
                            // Nor need it be.
                        }
                    }
                    return null;
                }));
                clients.add(threads.submit(() -> {
                    try (RawConnection connection = new RawConnection(port)) {
                        while (left.get() > 0) {
                            sendInTwo(connection, requests.get(random.nextInt(requests.size())), random);
                            RawConnection.Answer answer = connection.receive(false);
                            assertThat(answer.status()).isEqualTo(401);
                            assertThat(answer.body()).contains("\"unauthorized\"");
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** So that a server that reads early reads a part. */
    private static void sendInTwo(RawConnection connection, String request, Random random) throws IOException {
        int cut = 1 + random.nextInt(request.length());
        connection.send(request.substring(0, cut));
        if (random.nextBoolean()) {
            LockSupport.parkNanos(random.nextInt(500_000));
        }
        connection.send(request.substring(cut));
    }

    /** What a host may get wrong. */
    private enum Fault {
        NONE,
        THROWS_FOR_ONE_ODD_INPUT {
            @Override
            void read(byte[] body) {
                if (new String(body, ISO_8859_1).contains("\\ud800")) {
                    throw new IllegalStateException("half of a character");
                }
            }
        },
        TAKES_QUADRATIC_TIME {
            @Override
            void read(byte[] body) {
                // No longer than it takes to be found.
                long end = THREADS.getCurrentThreadCpuTime() + Math.min((long) body.length * body.length, 150_000_000);
                while (THREADS.getCurrentThreadCpuTime() < end) {
                    Thread.onSpinWait();
                }
            }
        },
        ANSWERS_IN_THE_SHAPE_OF_ANOTHER_API {
            @Override
            ErrorShape errors(Api api) {
                return ErrorShape.ENVELOPE;
            }
        };

        void read(byte[] body) {}

        ErrorShape errors(Api api) {
            return switch (api.errors()) {
                case ENVELOPE -> ErrorShape.ENVELOPE;
                case PROBLEM -> Problem.SHAPE;
                case CODE ->
                    (status, code, message) ->
                            Answer.json(status, Map.of("code", code, "status", code, "message", message));
            };
        }

        /** Where each of the APIs refuses everything. */
        Endpoint host() {
            return new Router(
                    Stream.concat(Stream.of(Api.of(PROJECT)), Api.OTHERS.stream())
                            .map(api -> new Route(
                                    "POST",
                                    api.path(),
                                    errors(api),
                                    (request, variables) -> new Step.Read(body -> {
                                        body.bytes().ifPresent(this::read);
                                        return errors(api).answer(400, "invalid_request", "No.");
                                    })))
                            .toList(),
                    ErrorShape.ENVELOPE);
        }
    }

    /** Each fault is seen; and nothing is seen where there is none. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void E4_aHostThatIsAtFaultIsFound(Fault fault) throws Exception {
        PrintStream before = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        try (HttpHost host = HttpHost.start("127.0.0.1", 0, fault.host())) {
            ThrowingCallable run = () -> assertThat(HostileRun.against(
                            host.port(),
                            ProcessHandle.current(),
                            300,
                            number -> new HostileRequests(new Random(number), PROJECT, "x", "AAAA", Api.OTHERS)))
                    .contains(400);
            if (fault == Fault.NONE) {
                assertThatCode(run).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(run).isInstanceOf(AssertionError.class);
            }
        } finally {
            System.setErr(before);
        }
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
            try (RawConnection connection = new RawConnection(systems.host().port())) {
                connection.sendAll(request);
                String answers = connection.receiveAll();

                assertThat(answers)
                        .as("request %s of seed %s: %s", i, SEED, HostileRun.shortened(request))
                        .doesNotContainIgnoringCase("<html", "exception", "netty", "\tat ")
                        .doesNotContain("HTTP/1.1 500")
                        .matches(text -> text.isEmpty() || text.startsWith("HTTP/1.1 "), "is HTTP")
                        .matches(
                                text -> text.isEmpty() || text.contains("Content-Type: application/json\r\n"),
                                "is JSON");
            }
        }
    }
}
