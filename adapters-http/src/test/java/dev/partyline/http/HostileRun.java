package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.HostileRequests.Hostile;
import dev.partyline.http.HostileRequests.Shape;
import dev.partyline.http.RawConnection.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/**
 * Clients that send hostile requests, each over one connection and without waiting for the answers in between; and
 * what every answer must be: no fault of the host, an error in the shape of its API, and soon there.
 */
final class HostileRun {
    private static final int CLIENTS = 3;

    /** Sent at once; less than what the sockets hold, so that nobody waits for somebody who is waiting for him. */
    private static final int MOST_AT_ONCE = 12;

    private static final int MOST_BYTES_AT_ONCE = 24_000;

    private static final long SLOW_NANOS = Duration.ofMillis(100).toNanos();

    /** One of so many answers to the same request comes without a collection or a compilation beside it. */
    private static final int ATTEMPTS = 10;

    private final int port;
    private final ProcessHandle host;
    private final Set<Integer> statuses = new TreeSet<>();
    private final List<Hostile> slow = new ArrayList<>();

    private RawConnection connection;

    private HostileRun(int port, ProcessHandle host) throws IOException {
        this.port = port;
        this.host = host;
        this.connection = new RawConnection(port);
    }

    /**
     * The statuses of the answers.
     *
     * @param host the process that listens at the port
     * @param requests of a client, by its number
     * @throws AssertionError if an answer is wrong, or there is none, or it takes long whenever it is asked for
     */
    static Set<Integer> against(int port, ProcessHandle host, int count, IntFunction<HostileRequests> requests)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<HostileRun>> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> threads.submit(() -> {
                        HostileRun run = new HostileRun(port, host);
                        run.send(requests.apply(client), count / CLIENTS);
                        return run;
                    }))
                    .toList();
            Set<Integer> statuses = new TreeSet<>();
            List<HostileRun> runs = new ArrayList<>();
            for (Future<HostileRun> client : clients) {
                runs.add(client.get());
            }
            for (HostileRun run : runs) {
                statuses.addAll(run.statuses);
                run.assertNoneIsSlow();
            }
            return statuses;
        } catch (ExecutionException failure) {
            throw new AssertionError("a client found a fault: " + failure.getCause(), failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void send(HostileRequests requests, int count) throws IOException {
        List<Hostile> batch = new ArrayList<>();
        int bytes = 0;
        try {
            for (int i = 0; i < count; i++) {
                Hostile hostile = requests.next();
                batch.add(hostile);
                bytes += hostile.text().length();
                if (!hostile.isHttp() || batch.size() == MOST_AT_ONCE || bytes > MOST_BYTES_AT_ONCE || i == count - 1) {
                    send(batch);
                    bytes = 0;
                }
            }
        } finally {
            connection.close();
        }
    }

    /** All of them, and waits for the answers; after that there are none left. */
    private void send(List<Hostile> unanswered) throws IOException {
        int lost = 0;
        while (!unanswered.isEmpty()) {
            List<Hostile> together = unanswered.subList(0, lost == 0 ? unanswered.size() : 1);
            boolean trusted;
            try {
                connection.send(together.stream().map(Hostile::text).collect(Collectors.joining()));
                trusted = receive(together);
                lost = 0;
            } catch (IOException closed) {
                // The server may close what it does not trust, and the answer may be lost with that.
                lost++;
                assertThat(lost)
                        .as("losses of %s", shortened(unanswered.get(0)))
                        .isLessThan(ATTEMPTS);
                trusted = false;
            }
            if (!trusted) {
                connection.close();
                connection = new RawConnection(port);
            }
        }
    }

    /** Takes away those that are answered; whether the connection can be used any more. */
    private boolean receive(List<Hostile> unanswered) throws IOException {
        long before = System.nanoTime();
        while (!unanswered.isEmpty()) {
            Hostile hostile = unanswered.get(0);
            Answer answer = connection.receive(hostile.method().equals("HEAD"));
            long after = System.nanoTime();
            if (after - before > SLOW_NANOS) {
                slow.add(hostile);
            }
            before = after;
            assertAnswers(hostile, answer);
            statuses.add(answer.status());
            unanswered.remove(0);
            if (answer.closes() || isOfTheServerItself(answer)) {
                return false;
            }
        }
        return true;
    }

    /** How late an answer came among others says as much about the machine as about the request. */
    private void assertNoneIsSlow() {
        for (Hostile hostile : slow) {
            assertThat(LongStream.generate(() -> nanosAlone(hostile))
                            .limit(ATTEMPTS)
                            .anyMatch(nanos -> nanos < SLOW_NANOS))
                    .as("whether there ever was an answer without much work to %s", shortened(hostile))
                    .isTrue();
        }
    }

    /** The processor time that the host spends on it. */
    private long nanosAlone(Hostile hostile) {
        try (RawConnection own = new RawConnection(port)) {
            Duration before = spent();
            own.send(hostile.text());
            own.receive(hostile.method().equals("HEAD"));
            return spent().minus(before).toNanos();
        } catch (IOException closedUnderWhatWasToCome) {
            return SLOW_NANOS;
        }
    }

    private Duration spent() {
        return host.info().totalCpuDuration().orElseThrow();
    }

    /** A path that is none gets no further than the server, which then does not trust the connection any more. */
    private static boolean isOfTheServerItself(Answer answer) {
        return answer.status() == 400
                && (answer.body().isEmpty() || answer.body().contains("\"bad_request\""));
    }

    private static void assertAnswers(Hostile hostile, Answer answer) {
        try {
            if (answer.status() == 503) {
                assertThat(answer.body()).contains("\"pool_exhausted\"");
            } else {
                assertThat(answer.status()).isBetween(200, 499);
            }
            if (!answer.body().isEmpty()) {
                assertTells(hostile, answer, Reply.parse(answer.body()));
            } else {
                assertThat(hostile.method().equals("HEAD")
                                || answer.status() == 204
                                || answer.status() == 302
                                || !hostile.isHttp())
                        .as("an answer without a body")
                        .isTrue();
            }
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(answer.status() + " to " + shortened(hostile), failure);
        }
    }

    private static void assertTells(Hostile hostile, Answer answer, JsonNode json) {
        assertThat(json.isObject()).isTrue();
        if (answer.status() < 400) {
            assertThat(answer.headers()).containsEntry("content-type", "application/json");
            return;
        }
        Shape shape = json.has("succeed") ? Shape.ENVELOPE : json.has("type") ? Shape.PROBLEM : Shape.CODE;
        assertThat(shape).isEqualTo(hostile.errors().orElse(shape));
        switch (shape) {
            case ENVELOPE -> {
                assertThat(answer.headers()).containsEntry("content-type", "application/json");
                assertThat(json.get("succeed").booleanValue()).isFalse();
                assertTells(json.get("error"), "message");
            }
            case PROBLEM -> {
                assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
                assertThat(json.get("status").intValue()).isEqualTo(answer.status());
                assertTells(json, "detail");
            }
            case CODE -> {
                assertThat(answer.headers()).containsEntry("content-type", "application/json");
                assertThat(json.propertyNames()).containsExactlyInAnyOrder("code", "status", "message");
                assertTells(json, "message");
            }
        }
    }

    private static void assertTells(JsonNode error, String text) {
        assertThat(error.get("code").stringValue()).matches("[a-z_]+");
        assertThat(error.get(text).stringValue()).isNotBlank().doesNotContainIgnoringCase("exception", "netty");
    }

    static String shortened(Hostile hostile) {
        return shortened(hostile.text());
    }

    static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 2_000));
    }
}
