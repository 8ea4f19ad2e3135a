package dev.partyline.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Operation;
import dev.partyline.http.exchange.Reception;
import dev.partyline.http.exchange.Step;
import dev.partyline.http.server.Workers.Bounds;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Answers that are sent in pieces, on a host that has one thread for their work. */
class LongAnswerTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int MEBIBYTE = 1 << 20;
    private static final Answer HEAD = Answer.empty(200).with("Content-Type", "text/plain");
    private static final String LAST = "Connection: close\r\n\r\n";
    private static final String END = "\r\n0\r\n\r\n";

    /** As many answers to others make it sure that nothing more is done for a client. */
    private static final int MANY = 50;

    private final AtomicInteger made = new AtomicInteger();

    /** {@code /} is the long answer, {@code /other} is work in the same lane. */
    private static HttpHost serving(Limits limits, Step longAnswer) throws IOException {
        HttpHost host = HttpHost.bind("127.0.0.1", 0, limits);
        host.serve(
                request -> new Reception(
                        Operation.PAGE,
                        ErrorShape.ENVELOPE,
                        request.path().equals("/") ? longAnswer : work(() -> Answer.empty(204))),
                Workers.of(Map.of(Lane.LONG, new Bounds(1, 100, LONG, LONG))),
                (operation, answer, duration) -> {});
        return host;
    }

    private static HttpHost serving(Step longAnswer) throws IOException {
        return serving(Limits.DEFAULT, longAnswer);
    }

    private static Step work(Supplier<Step> task) {
        return new Step.Work(Lane.LONG, task);
    }

    /** So many pieces. Whoever counts them all has seen that nobody was waited for. */
    private Step pieces(int most, String piece) {
        return work(
                () -> made.incrementAndGet() < most ? new Step.Send(piece, pieces(most, piece)) : new Step.End(piece));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n";
    }

    @Test
    void aPieceComesBeforeTheNextIsMade() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Step two = work(() -> {
            await(read);
            return new Step.End("two");
        });
        try (HttpHost host = serving(new Step.Begin(HEAD, new Step.Send("one", two)));
                RawClient client = new RawClient(host.port())) {
            client.send(get("/") + LAST);

            assertThat(client.receiveUntil("\r\none\r\n"))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("Content-Type: text/plain\r\n", "Transfer-Encoding: chunked\r\n", "Date: ")
                    .doesNotContain("Content-Length");
            read.countDown();
            assertThat(client.receiveAll()).isEqualTo("3\r\ntwo" + END);
        }
    }

    @Test
    void theNextRequestIsServedAfterItsEnd() throws Exception {
        Step step = new Step.Begin(HEAD, work(() -> new Step.Send("one", new Step.End(""))));
        try (HttpHost host = serving(step)) {
            String answers = RawClient.exchange(host.port(), get("/") + "\r\n" + get("/other") + LAST);

            assertThat(answers).contains("\r\none" + END + "HTTP/1.1 204 No Content\r\n");
        }
    }

    @Test
    void anOldClientGetsItWithoutChunks() throws Exception {
        try (HttpHost host = serving(new Step.Begin(HEAD, new Step.Send("one", new Step.End("two"))))) {
            String answer =
                    RawClient.exchange(host.port(), "GET / HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n");

            assertThat(answer).contains("Connection: close\r\n").endsWith("\r\n\r\nonetwo");
        }
    }

    @Test
    void whatFailsInTheMiddleHasNoEnd() throws Exception {
        Step failing = work(() -> ErrorShape.ENVELOPE.unavailable("down"));
        try (HttpHost host = serving(new Step.Begin(HEAD, new Step.Send("one", failing)))) {
            String answer = RawClient.exchange(host.port(), get("/") + LAST);

            assertThat(answer).endsWith("\r\none\r\n").doesNotContain("down");
        }
    }

    @Test
    void itMayTakeLongerThanAnyOtherRequest() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Limits limits = Limits.DEFAULT.withRequest(Duration.ofMillis(500));
        Step slow = new Step.Begin(HEAD, new Step.Send("one", work(() -> {
            begun.countDown();
            await(released);
            return new Step.End("two");
        })));
        try (HttpHost host = serving(limits, slow);
                RawClient client = new RawClient(host.port())) {
            client.send(get("/") + LAST);
            await(begun);

            // Behind it in the one thread, and so given up when its time is over.
            assertThat(RawClient.exchange(host.port(), get("/other") + LAST)).startsWith("HTTP/1.1 503 ");
            released.countDown();

            assertThat(client.receiveAll()).startsWith("HTTP/1.1 200 ").endsWith("\r\ntwo" + END);
        }
    }

    @Test
    void nothingMoreIsDoneForAClientThatIsGone() throws Exception {
        try (HttpHost host = serving(new Step.Begin(HEAD, pieces(500_000, "piece")))) {
            try (RawClient client = new RawClient(host.port())) {
                client.send(get("/") + "\r\n");
                client.receiveUntil("piece");
            }

            assertThat(awaitStandstill(host)).isLessThan(500_000);
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsNoThreadAndNotManyPieces() throws Exception {
        try (HttpHost host = serving(new Step.Begin(HEAD, pieces(MANY, "x".repeat(MEBIBYTE))));
                RawClient client = new RawClient(host.port())) {
            client.send(get("/") + "\r\n");

            int beforeItReads = awaitStandstill(host);

            assertThat(beforeItReads).isPositive().isLessThan(MANY);
            while (made.get() < beforeItReads + 2) {
                assertThat(client.receive(MEBIBYTE)).hasSize(MEBIBYTE);
            }
        }
    }

    /** How many pieces were made when no more are: they and the answers to others would take turns. */
    private int awaitStandstill(HttpHost host) throws IOException {
        int before;
        int after = made.get();
        do {
            before = after;
            for (int i = 0; i < MANY; i++) {
                assertThat(RawClient.exchange(host.port(), get("/other") + LAST))
                        .startsWith("HTTP/1.1 204 ");
            }
            after = made.get();
        } while (after != before || after == 0);
        return after;
    }
}
