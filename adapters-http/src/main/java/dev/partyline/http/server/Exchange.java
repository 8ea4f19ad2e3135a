package dev.partyline.http.server;

import static io.netty.handler.codec.http.HttpResponseStatus.CONTINUE;
import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Operation;
import dev.partyline.http.exchange.Piece;
import dev.partyline.http.exchange.Reception;
import dev.partyline.http.exchange.Step;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request, from its head to the end of its answer. Everything here runs in the thread of the connection. */
final class Exchange {
    /** As much of what a client sends for nothing is thrown away, so that it reads its answer. */
    private static final long MOST_DISCARDED = 8L * 1024 * 1024;

    /** A body that comes in pieces is read on as long as less than this is waiting for being received. */
    private static final int MOST_WAITING = 64 * 1024;

    private static final String BUSY = "The service has too much to do now. Nothing was done.";
    private static final String LATE =
            "The service did not answer in time. It may have been done: send it again with its idempotency key.";

    private final Connection connection;
    private final Service service;
    private final Limits limits;
    private final Head head;
    private final long began = System.nanoTime();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Reception reception;

    /** When the request began; or, of a body in pieces, when the last piece was received. */
    private long since = began;

    /** What reads the body; null if nobody wants it. */
    private Step.@Nullable Read reader;

    /** What takes the next piece of the body; null if nobody waits for it. */
    private Step.@Nullable Receive receiver;

    /** Whether the body is received in pieces; whether the next piece is about to be; and whether no more will come. */
    private boolean inPieces;

    private boolean delivering;
    private boolean cutShort;

    /** What the answer is waited for from; null if it is there, or too late. */
    private @Nullable Job job;

    /** Whether an answer has begun; and what tells of an error from then on. */
    private boolean answering;

    private Function<Answer, String> failed = error -> "";

    /** Whether all of it is sent. */
    private boolean answered;

    private long received;
    private boolean bodyEnded;
    private boolean continued;
    private boolean closes;

    Exchange(Connection connection, Service service, Limits limits, Head head) {
        this.connection = connection;
        this.service = service;
        this.limits = limits;
        this.head = head;
        Optional<ServerRefusal> refusal = head.refusal();
        this.closes = refusal.isPresent() || !head.isKeptAlive();
        if (refusal.isPresent()) {
            this.reception = refused(service, head, refusal.get()::answer);
        } else if (connection.isStopping()) {
            this.reception = refused(service, head, Exchange::tooLate);
        } else {
            this.reception = service.endpoint().receive(head.request());
        }
    }

    /** Its client would not know what became of it if the connection were closed. */
    private static Answer tooLate(ErrorShape errors) {
        return errors.unavailable("The host is about to end. Nothing was done.");
    }

    /** What never gets to the endpoint. */
    private static Reception refused(Service service, Head head, Function<ErrorShape, Answer> refusal) {
        ErrorShape errors = service.endpoint().errors(head.path());
        Answer answer = refusal.apply(errors);
        return new Reception(Operation.UNKNOWN, errors, head.isForHead() ? answer.withoutBody() : answer);
    }

    void begin() {
        proceed(reception.step());
    }

    private void proceed(Step step) {
        if (step instanceof Step.Read read) {
            readBody(read);
        } else if (step instanceof Step.Receive receive) {
            receive(receive);
        } else if (step instanceof Step.Work work) {
            work(work);
        } else if (step instanceof Step.Begin begin) {
            begin(begin);
        } else if (step instanceof Step.Send send) {
            send(send);
        } else if (step instanceof Step.End end) {
            end(end);
        } else {
            answer((Answer) step);
        }
    }

    private void readBody(Step.Read read) {
        reader = read;
        tellToGoOn();
        connection.arm(left(), this::bodyIsLate);
        connection.read();
    }

    private void tellToGoOn() {
        if (head.waitsForContinue() && !continued) {
            continued = true;
            connection.write(new DefaultFullHttpResponse(HTTP_1_1, CONTINUE), () -> {});
        }
    }

    /** The client has the time of a whole request for each piece. */
    private void receive(Step.Receive receive) {
        receiver = receive;
        inPieces = true;
        tellToGoOn();
        connection.arm(limits.request(), this::bodyIsLate);
        if (body.size() > 0 || bodyEnded) {
            deliverSoon();
        } else if (cutShort) {
            bodyIsCutShort();
            return;
        }
        readOn();
    }

    private void readOn() {
        if (!bodyEnded && body.size() < MOST_WAITING) {
            connection.read();
        }
    }

    /** Not at once: the rest of what has come at the same time belongs to the piece. */
    private void deliverSoon() {
        if (!delivering) {
            delivering = true;
            connection.thread().execute(this::deliver);
        }
    }

    private void deliver() {
        delivering = false;
        Step.Receive waiting = receiver;
        if (waiting != null) {
            receiver = null;
            connection.disarm();
            since = System.nanoTime();
            Piece piece = new Piece(body.toByteArray(), bodyEnded);
            body.reset();
            proceed(waiting.then().apply(piece));
        }
    }

    private void bodyIsLate() {
        cutOff(ServerRefusal.REQUEST_TIMEOUT, "The body did not come in time.");
    }

    private void bodyIsCutShort() {
        cutOff(ServerRefusal.BAD_REQUEST, "The body could not be read.");
    }

    /** The answer if the rest of the request cannot be told from the next one. */
    private void cutOff(ServerRefusal refusal, String message) {
        reader = null;
        closes = true;
        answer(refusal.answer(reception.errors(), message));
    }

    void received(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            inputIsOver();
            return;
        }
        if (inPieces) {
            receivedPart(content);
            return;
        }
        received += content.content().readableBytes();
        if (reader != null && received <= reader.most()) {
            keep(content);
        }
        bodyEnded = content instanceof LastHttpContent;
        if (!bodyEnded && received <= MOST_DISCARDED) {
            connection.read();
        } else if (reader != null) {
            bodyIsRead(reader);
        } else if (!bodyEnded) {
            connection.finish();
        } else if (answered) {
            connection.next();
        }
    }

    private void keep(HttpContent content) {
        byte[] bytes = new byte[content.content().readableBytes()];
        content.content().readBytes(bytes);
        body.writeBytes(bytes);
    }

    /** Some of it may come when nobody waits for it. That is kept, and no more is read. */
    private void receivedPart(HttpContent content) {
        keep(content);
        bodyEnded = content instanceof LastHttpContent;
        if (receiver != null) {
            deliverSoon();
            readOn();
        }
    }

    private void bodyIsRead(Step.Read read) {
        reader = null;
        closes |= !bodyEnded;
        proceed(read.then().apply(received > read.most() ? Body.TOO_LARGE : Body.whole(body.toByteArray())));
    }

    /** The client sends no more, or nothing that can be read. */
    void inputIsOver() {
        if (reader != null || (receiver != null && !delivering)) {
            bodyIsCutShort();
        } else if (inPieces) {
            cutShort = true;
        } else {
            connection.finish();
        }
    }

    private void work(Step.Work work) {
        Optional<Workers.Pool> pool = service.workers().pool(work.lane());
        if (pool.isEmpty()) {
            proceed(work.task().get());
            return;
        }
        Job begun = new Job(work.task(), (finished, step) -> connection.thread().execute(() -> done(finished, step)));
        try {
            pool.get().threads().execute(begun);
        } catch (RejectedExecutionException full) {
            answer(reception.errors().unavailable(BUSY));
            return;
        }
        job = begun;
        if (answering && !inPieces) {
            connection.disarm();
            return;
        }
        Duration longest = shorter(pool.get().bounds().longest(), answering ? limits.request() : left());
        if (answering) {
            connection.arm(longest, () -> giveUp(LATE));
            return;
        }
        Duration patience = shorter(pool.get().bounds().patience(), longest);
        connection.arm(patience, () -> {
            if (begun.giveUp()) {
                pool.get().threads().remove(begun);
                giveUp(BUSY);
            } else {
                connection.arm(longest.minus(patience), () -> giveUp(LATE));
            }
        });
    }

    private void giveUp(String message) {
        job = null;
        answer(reception.errors().unavailable(message));
    }

    private void done(Job finished, Step step) {
        if (job == finished) {
            job = null;
            proceed(step);
        }
    }

    /** What is left of the time for the request as a whole, or for a piece of it. */
    private Duration left() {
        Duration left = limits.request().minusNanos(System.nanoTime() - since);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void answer(Answer answer) {
        // Whatever else comes of the body is not wanted.
        receiver = null;
        inPieces = false;
        if (answering) {
            breakOff(answer);
            return;
        }
        HttpResponse response = Responses.of(answer);
        beginAnswer(answer, response);
        connection.arm(left().plus(limits.rest()), connection::abort);
        connection.write(response, this::written);
    }

    /** Another answer has begun. The client sees that it has no end. */
    private void breakOff(Answer error) {
        String piece = failed.apply(error);
        if (piece.isEmpty()) {
            connection.abort();
            return;
        }
        connection.arm(limits.rest(), connection::abort);
        connection.write(new DefaultHttpContent(Unpooled.wrappedBuffer(piece.getBytes(UTF_8))), connection::finish);
    }

    private void beginAnswer(Answer answer, HttpResponse response) {
        answering = true;
        // Whether the body comes is the client's choice if it was never told to go on.
        closes |= connection.isStopping() || (head.waitsForContinue() && !continued);
        if (closes) {
            response.headers().set("Connection", "close");
        } else if (head.isOfHttp10()) {
            response.headers().set("Connection", "keep-alive");
        }
        service.observer().answered(reception.operation(), answer, Duration.ofNanos(System.nanoTime() - began));
    }

    private void begin(Step.Begin begin) {
        HttpResponse response = Responses.headOf(begin.head());
        if (head.isOfHttp10()) {
            // It knows of no chunks: the end of the connection is the end of the answer.
            closes = true;
        } else {
            response.headers().set("Transfer-Encoding", "chunked");
        }
        failed = begin.failed();
        beginAnswer(begin.head(), response);
        connection.write(response, () -> {});
        send(begin.head().bytes(), begin.then());
    }

    private void send(Step.Send send) {
        send(send.piece().getBytes(UTF_8), send.then());
    }

    /** The client has the time of a whole request for each piece. */
    private void send(byte[] piece, Step then) {
        connection.arm(limits.request(), connection::abort);
        connection.write(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)), () -> proceed(then));
    }

    private void end(Step.End end) {
        connection.arm(limits.request(), connection::abort);
        connection.write(
                new DefaultLastHttpContent(Unpooled.wrappedBuffer(end.piece().getBytes(UTF_8))), this::written);
    }

    private void written() {
        answered = true;
        if (closes) {
            connection.finish();
        } else if (bodyEnded) {
            connection.next();
        } else {
            connection.arm(limits.rest(), connection::abort);
            connection.read();
        }
    }
}
