package dev.partyline.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Creates through the host in memory, on connections that are kept open, against its server giving back what it is
 * sent.
 */
final class Http {
    /** Beside this module's jar in the source tree. */
    static final Path JAR = ChildProcess.jarOf(Http.class)
            .resolveSibling("../../adapters-http/target/partyline.jar")
            .normalize();

    /** Starts the host as anyone starts it. */
    private static final Path SCRIPT = JAR.resolveSibling("../../partyline").normalize();

    private static final int CONNECTIONS = 8;
    private static final int PROJECTS = 100;
    private static final int LINES = 1_000;
    /** What the servers' compilers need, however slow the machine is. */
    private static final int WARM_UP = 50_000;

    private static final long FIRST_PHONE = 1_000_000_0000L;
    private static final List<String> CREATE_HEADS = IntStream.range(0, PROJECTS)
            .mapToObj(project -> head("POST", project, ""))
            .toList();
    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]*)\"");
    private static final Pattern USER = Pattern.compile("\"assignedPhoneNumber\":");

    private Http() {}

    static List<Row> measure() throws Exception {
        Path config = Files.createTempFile("benchmark", ".json");
        try {
            Files.writeString(config, config());
            Begun script = Begun.with(host(config));
            Begun jar = Begun.with(jar(config));
            return List.of(
                    throughput(config),
                    resident(
                            "– resident, after %,d creates".formatted(2 * WARM_UP),
                            script,
                            Goal.atMost(300, "under 300 MB")),
                    resident("– resident, by java -jar alone", jar, Goal.NONE),
                    Row.against(
                            "by java -jar alone",
                            "– the second %,d creates".formatted(WARM_UP),
                            "/s",
                            script.perSecond(),
                            jar.perSecond(),
                            Goal.NONE));
        } finally {
            Files.delete(config);
        }
    }

    private static Row throughput(Path config) throws Exception {
        try (ChildProcess echo = ChildProcess.java(
                        "-cp", JAR + ":" + ChildProcess.classPath(EchoHost.class), EchoHost.class.getName());
                ChildProcess host = host(config)) {
            List<HttpConnection> toEcho = connections(url(echo));
            List<HttpConnection> toHost = connections(url(host));
            AtomicLong created = new AtomicLong();
            Turns.Work echoes = (thread, number) -> echoed(toEcho.get(thread), number);
            Turns.Work creates = (thread, number) -> {
                created(toHost.get(thread), number);
                created.incrementAndGet();
            };
            Turns turns = new Turns(FIRST_PHONE);
            turns.times(WARM_UP, CONNECTIONS, echoes);
            turns.times(WARM_UP, CONNECTIONS, creates);
            double[] rates = turns.perSecond(CONNECTIONS, List.of(echoes, creates));
            long listed = users(toHost.get(0));
            if (listed != created.get()) {
                throw new IllegalStateException(created + " users were created, and " + listed + " are there");
            }
            return Row.against(
                    "the same server echoing",
                    "create over HTTP, 8 connections",
                    "/s",
                    rates[1],
                    rates[0],
                    Goal.ratioAtLeast(0.65));
        }
    }

    private static Row resident(String work, Begun host, Goal goal) {
        return Row.alone(work, "MB", host.residentBytes() / 1e6, goal);
    }

    /**
     * A host that has begun to work: it has made as many users as it is warmed up with, and as many again.
     *
     * @param perSecond how many of the second ones it made in a second
     */
    private record Begun(double perSecond, long residentBytes) {
        static Begun with(ChildProcess started) throws Exception {
            try (ChildProcess host = started) {
                List<HttpConnection> connections = connections(url(host));
                Turns.Work creates = (thread, number) -> created(connections.get(thread), number);
                Turns turns = new Turns(FIRST_PHONE);
                turns.times(WARM_UP, CONNECTIONS, creates);
                long start = System.nanoTime();
                turns.times(WARM_UP, CONNECTIONS, creates);
                double perSecond = WARM_UP * 1e9 / (System.nanoTime() - start);
                return new Begun(perSecond, host.residentBytes());
            }
        }
    }

    private static ChildProcess host(Path config) throws IOException {
        return ChildProcess.of(SCRIPT, "--port", "0", "--config", config.toString());
    }

    private static ChildProcess jar(Path config) throws IOException {
        return ChildProcess.java("-jar", JAR.toString(), "--port", "0", "--config", config.toString());
    }

    private static String url(ChildProcess host) throws IOException {
        return host.line().replace("listening on ", "");
    }

    private static List<HttpConnection> connections(String url) throws IOException {
        List<HttpConnection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(HttpConnection.to(url));
        }
        return connections;
    }

    private static void echoed(HttpConnection connection, long number) throws IOException {
        String answer = connection.exchange(create(number));
        if (!answer.startsWith("HTTP/1.1 200 ") || !answer.endsWith(body(number))) {
            throw new IllegalStateException("no echo");
        }
    }

    private static void created(HttpConnection connection, long number) throws IOException {
        String answer = connection.exchange(create(number));
        if (!answer.startsWith("HTTP/1.1 200 ") || !answer.contains("Partyline-Outcome: created\r\n")) {
            throw new IllegalStateException("no user was created");
        }
    }

    /** How many users all projects list. */
    private static long users(HttpConnection connection) throws IOException {
        long users = 0;
        for (int project = 0; project < PROJECTS; project++) {
            String cursor = "";
            do {
                String answer = connection.exchange(head("GET", project, "?limit=100" + cursor) + "\r\n");
                users += USER.matcher(answer).results().count();
                cursor = CURSOR.matcher(answer)
                        .results()
                        .map((MatchResult next) -> "&cursor=" + next.group(1))
                        .collect(Collectors.joining());
            } while (!cursor.isEmpty());
        }
        return users;
    }

    private static String create(long number) {
        String body = body(number);
        return CREATE_HEADS.get((int) (number % PROJECTS)) + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String body(long number) {
        return "{\"type\":\"shared\",\"phoneNumber\":\"+49" + number
                + "\",\"firstName\":\"Ada\",\"lastName\":\"Lovelace\",\"email\":\"ada@example.com\"}";
    }

    private static String head(String method, int project, String query) {
        return method + " /projects/" + id(project) + "/users/" + query
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString((id(project) + ":s3cret").getBytes(UTF_8)) + "\r\n";
    }

    private static String id(int project) {
        return "00000000-0000-4000-8000-%012d".formatted(project);
    }

    private static String config() {
        return """
                {"spectrum": {"projects": [%s], "pool": [%s]}}
                """.formatted(
                        IntStream.range(0, PROJECTS)
                                .mapToObj(project -> "{\"id\": \"%s\", \"secret\": \"s3cret\"}".formatted(id(project)))
                                .collect(Collectors.joining(", ")),
                        IntStream.range(0, LINES)
                                .mapToObj(line -> "\"+1415555%04d\"".formatted(line))
                                .collect(Collectors.joining(", ")));
    }
}
