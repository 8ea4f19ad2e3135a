package dev.partyline.http;

import static dev.partyline.http.NewUser.dedicated;
import static dev.partyline.http.NewUser.shared;
import static dev.partyline.http.Refusals.assertRefused;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Many clients at once: what must hold whatever runs at the same time. */
class SpectrumRaceIT {
    private static final int CLIENTS = 16;
    private static final int ROUNDS = 10;
    private static final String OWN_LINE = "+14155550100";

    /** A line for each project, so that one phone can be a user of every one of them. */
    private static final Object[] POOL =
            IntStream.range(0, CLIENTS).mapToObj(i -> "+141555509" + (10 + i)).toArray();

    private static final TestProject PROJECT = TestProject.owning(OWN_LINE);
    private static final List<TestProject> MANY =
            Stream.generate(TestProject::fresh).limit(CLIENTS).toList();
    private static final List<TestProject> LIMITED =
            IntStream.rangeClosed(1, ROUNDS).mapToObj(TestProject::admitting).toList();
    private static final TestProject OF_FIVE = TestProject.admitting(5);

    private static StartedHost host;
    private static ProjectClient client;

    @BeforeAll
    static void start() throws Exception {
        List<TestProject> projects = new ArrayList<>(List.of(PROJECT, OF_FIVE));
        projects.addAll(MANY);
        projects.addAll(LIMITED);
        host = StartedHost.serving(projects, POOL);
        client = host.client(PROJECT);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** What comes of it when all the clients do it at once. */
    private static <T> List<T> atOnce(Together.Call<T> call) throws Exception {
        return Together.atOnce(CLIENTS, call);
    }

    private static Map<String, Long> outcomes(List<Reply> replies) {
        return replies.stream().collect(groupingBy(Reply::outcome, counting()));
    }

    private static List<Reply> withStatus(int status, List<Reply> replies) {
        return replies.stream().filter(reply -> reply.status() == status).toList();
    }

    @RepeatedTest(ROUNDS)
    void S2_onePhoneIsOneSharedUser() throws Exception {
        NewUser user = shared(Phones.fresh());

        List<Reply> replies = atOnce(i -> client.create(user));

        assertThat(outcomes(replies)).isEqualTo(Map.of("created", 1L, "returned", CLIENTS - 1L));
        assertThat(replies).extracting(Reply::user).containsOnly(replies.get(0).user());
    }

    @RepeatedTest(ROUNDS)
    void S3_ofManyUpdatesAtOnceNoneIsLost() throws Exception {
        NewUser user = shared(Phones.fresh());

        List<Reply> replies = atOnce(i ->
                client.create(i % 2 == 0 ? user.with("firstName", "first " + i) : user.with("lastName", "last " + i)));

        assertThat(outcomes(replies)).isEqualTo(Map.of("created", 1L, "updated", CLIENTS - 1L));
        assertThat(replies).extracting(Reply::id).containsOnly(replies.get(0).id());
        Reply last = client.create(user);
        assertThat(last.user().get("firstName").stringValue()).startsWith("first");
        assertThat(last.user().get("lastName").stringValue()).startsWith("last");
    }

    @RepeatedTest(ROUNDS)
    void D2_onePhoneAndLineIsOneDedicatedUser() throws Exception {
        NewUser user = dedicated(Phones.fresh(), OWN_LINE);

        List<Reply> replies = atOnce(i -> client.create(user.with("firstName", "client " + i)));

        assertThat(outcomes(replies)).isEqualTo(Map.of("created", 1L, "returned", CLIENTS - 1L));
        assertThat(replies).extracting(Reply::user).containsOnly(replies.get(0).user());
    }

    @RepeatedTest(ROUNDS)
    void S4_theLimitIsNeverExceeded(RepetitionInfo repetition) throws Exception {
        int limit = repetition.getCurrentRepetition();
        ProjectClient limited = host.client(LIMITED.get(limit - 1));

        List<Reply> replies = atOnce(i -> limited.create(shared(Phones.fresh())));

        assertThat(outcomes(withStatus(200, replies))).isEqualTo(Map.of("created", (long) limit));
        assertThat(withStatus(409, replies))
                .hasSize(CLIENTS - limit)
                .allSatisfy(reply -> assertRefused(reply, 409, "shared_user_limit_reached", "limit"));
        assertThat(limited.list("").data()).hasSize(limit);
    }

    @RepeatedTest(ROUNDS)
    void P2_onePhoneInManyProjectsHasNoLineTwice() throws Exception {
        NewUser user = shared(Phones.fresh());

        List<Reply> replies = atOnce(i -> host.client(MANY.get(i)).create(user));

        assertThat(outcomes(replies)).isEqualTo(Map.of("created", (long) CLIENTS));
        assertThat(replies).extracting(Reply::line).doesNotHaveDuplicates();
        assertRefused(client.create(user), 503, "pool_exhausted");
    }

    @RepeatedTest(ROUNDS)
    void L2_oneUserIsDeletedOnce() throws Exception {
        String id = client.create(shared(Phones.fresh())).id();

        List<Reply> replies = atOnce(i -> client.delete(id));

        assertThat(withStatus(204, replies)).hasSize(1);
        assertThat(withStatus(404, replies)).hasSize(CLIENTS - 1);
    }

    @Test
    void S4_P5_afterAnyMixOfCreatesAndDeletesTheLimitIsWhatItWas() throws Exception {
        ProjectClient ofFive = host.client(OF_FIVE);
        // Counted after they came and before they go, so that there are at least as many.
        AtomicInteger present = new AtomicInteger();

        List<List<Integer>> counts = atOnce(i -> {
            List<Integer> seen = new ArrayList<>();
            for (int j = 0; j < ROUNDS; j++) {
                Reply reply = ofFive.create(shared(Phones.fresh()));
                if (reply.status() == 200) {
                    seen.add(present.incrementAndGet());
                    present.decrementAndGet();
                    assertThat(ofFive.delete(reply.id()).status()).isEqualTo(204);
                } else {
                    assertRefused(reply, 409, "shared_user_limit_reached", "limit");
                }
            }
            return seen;
        });

        assertThat(counts.stream().flatMap(List::stream)).isNotEmpty().allMatch(count -> count <= 5);
        assertThat(ofFive.list("").data()).isEmpty();
        for (int i = 0; i < 5; i++) {
            assertThat(ofFive.create(shared(Phones.fresh())).outcome()).isEqualTo("created");
        }
        assertRefused(ofFive.create(shared(Phones.fresh())), 409, "shared_user_limit_reached", "limit");
    }

    @Test
    void P4_noLineHasMoreUsersThanItsCapacity() throws Exception {
        Object[] narrow = {Map.of("number", POOL[0], "capacity", 4), Map.of("number", POOL[1], "capacity", 1)};
        try (StartedHost small = StartedHost.serving(List.of(PROJECT), narrow)) {
            ProjectClient project = small.client(PROJECT);
            for (int round = 0; round < ROUNDS; round++) {
                List<Reply> replies = atOnce(i -> project.create(shared(Phones.fresh())));

                List<Reply> created = withStatus(200, replies);
                assertThat(created.stream().collect(groupingBy(Reply::line, counting())))
                        .isEqualTo(Map.of(POOL[0], 4L, POOL[1], 1L));
                assertThat(withStatus(503, replies))
                        .hasSize(CLIENTS - 5)
                        .allSatisfy(reply -> assertRefused(reply, 503, "pool_exhausted"));
                for (Reply reply : created) {
                    assertThat(project.delete(reply.id()).status()).isEqualTo(204);
                }
            }
        }
    }
}
