package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two hosts on one database are asked for the same people at the same time. Now one, now the other is killed while
 * requests are under way. The system property {@code partyline.host-kills} says how often.
 */
@Tag("thorough")
class KilledHostIT {
    private static final int KILLS = Integer.getInteger("partyline.host-kills", 3);
    private static final int HOSTS = 2;
    private static final int CLIENTS_OF_EACH = 4;

    /** So many answers lie between two kills. */
    private static final int ANSWERS = 300;

    /** It is reached between the kills: each person takes six answers, if it is not asked for on one host only. */
    private static final int LIMIT = ANSWERS / 10 * (KILLS + 1);

    /** One phone is a user of both projects, and so on two lines. */
    private static final List<String> POOL = List.of("+14155550900", "+14155550901", "+14155550902");

    private static final TestProject OPEN = TestProject.fresh();
    private static final TestProject LIMITED = TestProject.admitting(LIMIT);

    /** Who is asked for a user; the account under an idempotency key. */
    private enum Tenant {
        OPEN,
        LIMITED,
        ACCOUNT
    }

    private record Wanted(Tenant tenant, int who) {
        String phone() {
            return "+1212" + (2_000_000 + who);
        }
    }

    private final EmbeddedPostgres postgres;
    private final AtomicReferenceArray<CompletableFuture<StartedHost>> hosts = new AtomicReferenceArray<>(HOSTS);
    private final AtomicIntegerArray next = new AtomicIntegerArray(HOSTS);
    private final Map<Wanted, Set<String>> ids = new ConcurrentHashMap<>();
    private final Set<Wanted> refused = ConcurrentHashMap.newKeySet();
    private final Set<Wanted> unanswered = ConcurrentHashMap.newKeySet();
    private final Semaphore answers = new Semaphore(0);

    @TempDir
    private Path folder;

    KilledHostIT() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = 0; i < HOSTS; i++) {
            CompletableFuture<StartedHost> host = hosts.get(i);
            if (host != null && host.isDone() && !host.isCompletedExceptionally()) {
                host.join().process().kill();
            }
        }
        postgres.close();
    }

    @Test
    void E6_whatIsAnsweredStaysAndWhatIsNotIsOneUserOnceItIsAskedForAgain() throws Exception {
        for (int i = 0; i < HOSTS; i++) {
            hosts.set(i, CompletableFuture.completedFuture(start()));
        }
        AtomicBoolean over = new AtomicBoolean();
        Together.atOnce(HOSTS * CLIENTS_OF_EACH + 1, client -> {
            if (client == HOSTS * CLIENTS_OF_EACH) {
                try {
                    for (int kill = 0; kill < KILLS; kill++) {
                        awaitAnswers();
                        restart(kill % HOSTS);
                    }
                    awaitAnswers();
                } finally {
                    over.set(true);
                }
            } else {
                int host = client % HOSTS;
                while (!over.get()) {
                    int who = next.getAndIncrement(host);
                    for (Tenant tenant : Tenant.values()) {
                        ask(host(host), new Wanted(tenant, who));
                    }
                }
            }
            return client;
        });
        assertThat(unanswered).as("requests that a kill has cut off").isNotEmpty();

        List<Wanted> again = new ArrayList<>(unanswered);
        unanswered.clear();
        for (int i = 0; i < again.size(); i++) {
            ask(host(i % HOSTS), again.get(i));
        }
        assertThat(unanswered).isEmpty();
        assertThat(ids.values()).allSatisfy(one -> assertThat(one).hasSize(1));
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(wanted -> assertThat(wanted.tenant()).isEqualTo(Tenant.LIMITED))
                .allSatisfy(wanted -> assertThat(ids).doesNotContainKey(wanted));
        List<JsonNode> open = users(OPEN);
        List<JsonNode> limited = users(LIMITED);
        assertThat(byPhone(open)).isEqualTo(answered(Tenant.OPEN));
        assertThat(byPhone(limited)).isEqualTo(answered(Tenant.LIMITED)).hasSize(LIMIT);
        open.addAll(limited);
        assertThat(open.stream().collect(groupingBy(user -> text(user, "assignedPhoneNumber"), counting())))
                .isEqualTo(numbers("SELECT '+' || line, users FROM partyline_line"));
        assertThat(numbers("SELECT id, 1 FROM partyline_user WHERE kind = 3").keySet())
                .containsExactlyInAnyOrderElementsOf(answered(Tenant.ACCOUNT).values());
        for (int i = 0; i < HOSTS; i++) {
            host(i).close();
        }
    }

    private StartedHost host(int number) {
        return hosts.get(number).join();
    }

    private StartedHost start() throws Exception {
        Path file = Files.writeString(
                folder.resolve("hosts.json"),
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "spectrum",
                                Map.of("projects", List.of(OPEN.members(), LIMITED.members()), "pool", POOL),
                                "connect",
                                Map.of("accounts", List.of(Map.of("id", "acme", "apiKey", "k3y"))))));
        return StartedHost.with("--config", file.toString(), "--store", url());
    }

    private String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** Its clients wait for the one that comes after it, and go on with the person that the other host has come to. */
    private void restart(int number) throws Exception {
        StartedHost killed = host(number);
        CompletableFuture<StartedHost> again = new CompletableFuture<>();
        hosts.set(number, again);
        try {
            killed.process().kill();
            StartedHost started = start();
            next.set(number, next.get(1 - number));
            again.complete(started);
        } finally {
            again.completeExceptionally(new IllegalStateException("it does not start again"));
        }
    }

    private void awaitAnswers() throws Exception {
        answers.drainPermits();
        answers.acquire(ANSWERS);
    }

    private void ask(StartedHost host, Wanted wanted) throws Exception {
        Reply reply;
        try {
            reply = create(host, wanted);
        } catch (IOException killed) {
            unanswered.add(wanted);
            return;
        }
        if (reply.status() == 200 || reply.status() == 201) {
            JsonNode body = Reply.parse(reply.body());
            String id = reply.status() == 200 ? text(body.get("data"), "id") : text(body, "userId");
            ids.computeIfAbsent(wanted, first -> ConcurrentHashMap.newKeySet()).add(id);
            answers.release();
        } else if (reply.body().contains("shared_user_limit_reached")) {
            refused.add(wanted);
            answers.release();
        } else {
            // To be asked for again, as it says: the key is in use, or the store did not answer in time.
            assertThat(reply.body()).containsAnyOf("idempotency_key_in_progress", "\"unavailable\"");
            unanswered.add(wanted);
        }
    }

    private static Reply create(StartedHost host, Wanted wanted) throws Exception {
        String phone = wanted.phone();
        return switch (wanted.tenant()) {
            case OPEN -> shared(host.client(OPEN), phone);
            case LIMITED -> shared(host.client(LIMITED), phone);
            case ACCOUNT ->
                CreateCall.to(host.url() + "/users")
                        .with("X-API-Key", "k3y")
                        .once(phone)
                        .create(NewUser.EMPTY
                                .with("name", "Ada")
                                .with("email", wanted.who() + "@example.org")
                                .with("msisdn", phone));
        };
    }

    private static Reply shared(ProjectClient client, String phone) throws Exception {
        return client.post(
                "/users/",
                "application/json",
                Encoding.JSON.write(NewUser.shared(phone)).getBytes(UTF_8));
    }

    private Map<String, String> answered(Tenant tenant) {
        return ids.entrySet().stream()
                .filter(answer -> answer.getKey().tenant() == tenant)
                .collect(toMap(
                        answer -> answer.getKey().phone(),
                        answer -> answer.getValue().iterator().next()));
    }

    private List<JsonNode> users(TestProject project) throws Exception {
        List<JsonNode> users = new ArrayList<>();
        String query = "?limit=100";
        while (true) {
            Reply page = host(0).client(project).list(query);
            page.data().forEach(users::add);
            JsonNode cursor = page.json().path("nextCursor");
            if (!cursor.isString()) {
                return users;
            }
            query = "?limit=100&cursor=" + cursor.stringValue();
        }
    }

    /** Fails where a phone is listed twice. */
    private static Map<String, String> byPhone(List<JsonNode> users) {
        return users.stream().collect(toMap(user -> text(user, "phoneNumber"), user -> text(user, "id")));
    }

    private static String text(JsonNode node, String member) {
        return node.get(member).stringValue();
    }

    /** The second column of the rows, by the first. */
    private Map<String, Long> numbers(String sql) throws SQLException {
        Map<String, Long> numbers = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
        }
        return numbers;
    }
}
