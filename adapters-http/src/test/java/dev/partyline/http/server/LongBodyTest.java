package dev.partyline.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Operation;
import dev.partyline.http.exchange.Piece;
import dev.partyline.http.exchange.Reception;
import dev.partyline.http.exchange.Step;
import dev.partyline.http.server.Workers.Bounds;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Bodies that are received in pieces, on a host that sends each piece back before it receives the next one. */
class LongBodyTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n";
    private static final String NEXT = "GET /other HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final Answer HEAD = Answer.empty(200).with("Content-Type", "text/plain");
    private static final String END = "0\r\n\r\n";
    private static final int CHUNK = 1024;

    private final AtomicInteger pieces = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    private static HttpHost serving(Limits limits, Step step) throws IOException {
        HttpHost host = HttpHost.bind("127.0.0.1", 0, limits);
        host.serve(
                request -> new Reception(
                        Operation.PAGE,
                        ErrorShape.ENVELOPE,
                        request.path().equals("/") ? step : new Step.Work(Lane.LONG, () -> Answer.empty(204))),
                Workers.of(Map.of(Lane.LONG, new Bounds(1, 100, LONG, LONG))),
                (operation, answer, duration) -> {});
        return host;
    }

    private static HttpHost serving(Step step) throws IOException {
        return serving(Limits.DEFAULT, step);
    }

    /** Each piece is worked on elsewhere, and sent back. */
    private Step echo() {
        return new Step.Receive(piece -> new Step.Work(Lane.LONG, () -> begun(echoed(piece))));
    }

    private static Step begun(Step step) {
        return new Step.Begin(HEAD, error -> "failed with " + error.status() + "\n", step);
    }

    private Step echoed(Piece piece) {
        pieces.incrementAndGet();
        bytes.addAndGet(piece.bytes().length);
        String text = new String(piece.bytes(), ISO_8859_1);
        return piece.isLast()
                ? new Step.End(text)
                : new Step.Send(text, new Step.Receive(next -> new Step.Work(Lane.LONG, () -> echoed(next))));
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    @Test
    void aPieceIsAnsweredBeforeTheNextIsSent() throws Exception {
        try (HttpHost host = serving(echo());
                RawClient client = new RawClient(host.port())) {
            client.send(CHUNKED + "\r\n" + chunk("one"));
            assertThat(client.receiveUntil("one\r\n")).startsWith("HTTP/1.1 200 ");

            client.send(chunk("two"));
            assertThat(client.receiveUntil("two\r\n")).isEqualTo(chunk("two"));

            client.send(END + NEXT);
            assertThat(client.receiveAll()).startsWith(END + "HTTP/1.1 204 ");
        }
    }

    @Test
    void whatHasComeAtOnceIsOnePiece() throws Exception {
        try (HttpHost host = serving(echo())) {
            String all = RawClient.exchange(
                    host.port(),
                    CHUNKED + "Connection: close\r\n\r\n" + chunk("x").repeat(100) + END);

            assertThat(all).contains("x");
            assertThat(bytes).hasValue(100);
            assertThat(pieces).hasValueLessThan(10);
        }
    }

    @Test
    void aBodyOfKnownLengthMayComeInPiecesAsWell() throws Exception {
        try (HttpHost host = serving(echo());
                RawClient client = new RawClient(host.port())) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\none");
            client.receiveUntil("one\r\n");
            client.send("two" + NEXT);

            assertThat(client.receiveAll()).startsWith(chunk("two") + END + "HTTP/1.1 204 ");
        }
    }

    @Test
    void anEmptyBodyIsOneEmptyPiece() throws Exception {
        try (HttpHost host = serving(echo())) {
            String answer = RawClient.exchange(host.port(), CHUNKED + "Connection: close\r\n\r\n" + END);

            assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + END);
        }
    }

    @Test
    void aClientThatWaitsIsToldToGoOnOnce() throws Exception {
        try (HttpHost host = serving(echo());
                RawClient client = new RawClient(host.port())) {
            client.send(CHUNKED + "Expect: 100-continue\r\n\r\n");
            assertThat(client.receiveUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            client.send(chunk("one"));
            client.receiveUntil("one\r\n");
            client.send(END + NEXT);

            assertThat(client.receiveAll()).startsWith(END + "HTTP/1.1 204 ");
        }
    }

    /** Its bytes are as many as the systems between hold, and no more. */
    @Test
    void nothingMoreIsReadFromAClientThatDoesNotTakeItsAnswer() throws Exception {
        int mebibytes = 64;
        try (HttpHost host = serving(echo());
                RawClient client = new RawClient(host.port())) {
            client.send(CHUNKED + "\r\n");
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < mebibytes * CHUNK; i++) {
                        client.send(chunk("x".repeat(CHUNK)));
                    }
                    client.send(END + NEXT);
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            });

            long before = awaitStandstill(host);

            assertThat(before).isPositive().isLessThan((mebibytes / 2L) << 20);
            assertThat(client.receiveAll()).contains("HTTP/1.1 204 ");
            sending.get();
            assertThat(bytes).hasValue((long) mebibytes << 20);
        }
    }

    /** How many bytes were received when no more are: they and the answers to others would take turns. */
    private long awaitStandstill(HttpHost host) throws IOException {
        long before;
        long after = bytes.get();
        do {
            before = after;
            for (int i = 0; i < 50; i++) {
                assertThat(RawClient.exchange(host.port(), NEXT)).startsWith("HTTP/1.1 204 ");
            }
            after = bytes.get();
        } while (after != before || after == 0);
        return after;
    }

    @Test
    void aClientThatIsSilentIsGivenUp() throws Exception {
        Limits limits = Limits.DEFAULT.withRequest(Duration.ofSeconds(1));
        try (HttpHost host = serving(limits, echo())) {
            assertThat(RawClient.exchange(host.port(), CHUNKED + "\r\n")).startsWith("HTTP/1.1 408 ");
            assertThat(RawClient.exchange(host.port(), CHUNKED + "\r\n" + chunk("one")))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith(chunk("one") + chunk("failed with 408\n"));
        }
    }

    @Test
    void aBodyThatIsCutShortIsToldSo() throws Exception {
        try (HttpHost host = serving(echo());
                RawClient client = new RawClient(host.port())) {
            client.send(CHUNKED + "\r\n" + chunk("one"));
            client.receiveUntil("one\r\n");
            client.sendNoMore();

            assertThat(client.receiveAll()).isEqualTo(chunk("failed with 400\n"));
        }
    }

    @Test
    void aBodyThatCannotBeReadIsToldSo() throws Exception {
        try (HttpHost host = serving(echo());
                RawClient client = new RawClient(host.port())) {
            client.send(CHUNKED + "\r\n" + chunk("one"));
            client.receiveUntil("one\r\n");
            client.send("no length\r\n");

            assertThat(client.receiveAll()).isEqualTo(chunk("failed with 400\n"));
        }
    }

    @Test
    void anErrorInTheMiddleIsToldAndHasNoEnd() throws Exception {
        Function<Piece, Step> failing =
                piece -> begun(new Step.Send("one", new Step.Receive(next -> ErrorShape.ENVELOPE.unavailable("down"))));
        try (HttpHost host = serving(new Step.Receive(failing));
                RawClient client = new RawClient(host.port())) {
            client.send(CHUNKED + "\r\n" + chunk("1"));
            client.receiveUntil("one\r\n");
            client.send(chunk("2"));

            assertThat(client.receiveAll()).isEqualTo(chunk("failed with 503\n"));
        }
    }

    @Test
    void workOnAPieceThatTakesTooLongIsGivenUp() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Limits limits = Limits.DEFAULT.withRequest(Duration.ofSeconds(1));
        Function<Piece, Step> slow = piece -> begun(new Step.Send(
                "one",
                new Step.Receive(next -> new Step.Work(Lane.LONG, () -> {
                    await(released);
                    return new Step.End("two");
                }))));
        try (HttpHost host = serving(limits, new Step.Receive(slow))) {
            String answer = RawClient.exchange(host.port(), CHUNKED + "\r\n" + chunk("1") + END);
            released.countDown();

            assertThat(answer).endsWith(chunk("one") + chunk("failed with 503\n"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void anErrorBeforeTheBeginningIsTheAnswerAndTheRestIsThrownAway() throws Exception {
        try (HttpHost host = serving(new Step.Receive(piece -> ErrorShape.ENVELOPE.unavailable("down")))) {
            String answers = RawClient.exchange(
                    host.port(), CHUNKED + "\r\n" + chunk("x".repeat(CHUNK)).repeat(1_000) + END + NEXT);

            assertThat(answers).startsWith("HTTP/1.1 503 ").contains("HTTP/1.1 204 ");
        }
    }
}
