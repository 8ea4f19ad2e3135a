package dev.partyline.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Operation;
import dev.partyline.http.exchange.Reception;
import dev.partyline.http.exchange.Step;
import dev.partyline.http.server.Workers.Bounds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HttpHostStopTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Limits PATIENT = new Limits(DAY, DAY, DAY, DAY, DAY);
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void aRequestUnderWayIsFinishedAndNewOnesAreRefused() throws Exception {
        var arrived = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        String text = "x".repeat(100_000);
        HttpHost host = HttpHost.bind("127.0.0.1", 0, Limits.DEFAULT);
        Step slow = new Step.Work(Lane.STORE, () -> {
            arrived.countDown();
            await(released);
            return Answer.json(200, text);
        });
        host.serve(
                request -> reception(request.path().equals("/") ? Answer.empty(204) : slow),
                Workers.of(Map.of(Lane.STORE, new Bounds(1, 1, LONG, LONG))),
                (operation, answer, duration) -> {});
        int port = host.port();
        List<RawClient> open = connected(port);
        try (var underWay = new RawClient(port)) {
            underWay.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            arrived.await();

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(host::close);
            assertThat(open)
                    .allSatisfy(client -> assertThat(lastAnswer(client))
                            .isIn("", "HTTP/1.1 204 No Content", "HTTP/1.1 503 Service Unavailable"));
            awaitRefusal(port);
            assertThat(stopped).isNotDone();
            released.countDown();

            assertThat(underWay.receiveAll())
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Connection: close\r\n")
                    .endsWith("\r\n\r\n\"" + text + "\"");
            stopped.get();
        }
        for (RawClient client : open) {
            client.close();
        }
    }

    /** The system resets whoever has not been accepted as a port closes. It may have sent a request. */
    @Test
    void whoWaitsForBeingAcceptedIsAnswered() throws Exception {
        HttpHost host = HttpHost.bind("127.0.0.1", 0, PATIENT);
        List<RawClient> waiting = connected(host.port());
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(host::close);
        awaitRefusal(host.port());
        for (RawClient client : waiting) {
            client.send(GET);
            assertThat(client.receiveAll()).startsWith("HTTP/1.1 503 ").contains("Connection: close\r\n");
            client.close();
        }
        stopped.get();
    }

    /** Its client can't tell a connection that is closed just then from a request that was carried out. */
    @Test
    void aRequestThatIsOnItsWayIsRefusedWithAnAnswer() throws Exception {
        HttpHost host = HttpHost.bind("127.0.0.1", 0, PATIENT);
        host.serve(
                request -> reception(Answer.json(200, 1)), Workers.of(Map.of()), (operation, answer, duration) -> {});
        List<RawClient> idle = connected(host.port());
        for (RawClient client : idle) {
            client.send(GET);
            client.receiveUntil("\r\n\r\n1");
        }
        List<RawClient> fresh = connected(host.port());
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(host::close);
        awaitRefusal(host.port());
        idle.addAll(fresh);
        for (RawClient client : idle) {
            client.send(GET);
            assertThat(client.receiveAll())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Connection: close\r\n", "Nothing was done.");
            client.close();
        }
        stopped.get();
    }

    /** A stop that waits for it would never end. */
    @Test
    void anIdleConnectionDoesNotHoldUpTheStop() throws Exception {
        HttpHost host = HttpHost.bind("127.0.0.1", 0, new Limits(DAY, DAY, Duration.ZERO, DAY, DAY));
        host.serve(
                request -> reception(Answer.json(200, 1)),
                Workers.of(Map.of(Lane.STORE, new Bounds(1, 1, LONG, LONG))),
                (operation, answer, duration) -> {});
        try (var idle = new RawClient(host.port())) {
            idle.send(GET);
            idle.receiveUntil("\r\n\r\n1");
            host.close();
            assertThat(idle.receiveAll()).isEmpty();
        }
    }

    @Test
    void startAndStopSayNothing() throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var said = new ByteArrayOutputStream();
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        try {
            HttpHost.start("127.0.0.1", 0, request -> reception(Answer.json(200, 1)))
                    .close();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static List<RawClient> connected(int port) throws IOException {
        var clients = new ArrayList<RawClient>();
        for (int i = 0; i < 10; i++) {
            clients.add(new RawClient(port));
        }
        return clients;
    }

    private static Reception reception(Step step) {
        return new Reception(Operation.PAGE, ErrorShape.ENVELOPE, step);
    }

    /** The first line of the last answer before the server breaks off or says that it will; nothing if none came. */
    private static String lastAnswer(RawClient client) {
        try {
            String answer;
            do {
                client.send(GET);
                answer = client.receiveUntil("\r\n\r\n");
            } while (answer.startsWith("HTTP/1.1 204 ") && !answer.contains("Connection: close"));
            return answer.lines().findFirst().orElse("");
        } catch (IOException brokenOff) {
            return "";
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void awaitRefusal(int port) throws IOException {
        while (true) {
            try {
                new RawClient(port).close();
            } catch (
                    SocketException
                            expected) { // refused, or reset where it waited for being accepted as the port closed
                return;
            }
        }
    }
}
