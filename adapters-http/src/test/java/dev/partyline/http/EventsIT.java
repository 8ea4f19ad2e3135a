package dev.partyline.http;

import static dev.partyline.http.Problems.assertInvalid;
import static dev.partyline.http.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.UserSystems.Api;
import dev.partyline.http.openapi.OpenApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Reading what happened to users, as the operator, through the started jar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsIT {
    private UserSystems systems;

    @BeforeAll
    void start() throws Exception {
        systems = UserSystems.over(store());
    }

    /** Where the users are. */
    String store() throws Exception {
        return "memory";
    }

    @AfterAll
    void stop() {
        systems.close();
    }

    private static Reply call(UserSystems host, String path, String authorization, String body) throws Exception {
        return Reply.to(Reply.request("POST", host.host().url() + path)
                .method("POST", BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json"));
    }

    private Reply call(String path, String body) throws Exception {
        Reply reply = call(systems, path, "Bearer " + UserSystems.TOKEN, body);
        OpenApi.served()
                .assertAnswer(
                        "POST",
                        path,
                        reply.status(),
                        reply.header("Content-Type").orElse(""),
                        reply.body());
        return reply;
    }

    private List<JsonNode> lease(String body) throws Exception {
        Reply reply = call("/operator/events/lease", body);
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(200);
        return reply.json().path("events").valueStream().toList();
    }

    private void done(List<JsonNode> events) throws Exception {
        String ids = events.stream().map(event -> event.path("id").toString()).collect(Collectors.joining(", "));
        assertThat(call("/operator/events/done", "{\"ids\": [" + ids + "]}").status())
                .isEqualTo(204);
    }

    /** What happened to one user, in the order in which it was handed out. */
    private List<JsonNode> eventsOf(String user) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (List<JsonNode> leased = lease("{\"limit\": 1000, \"seconds\": 60}");
                !leased.isEmpty();
                leased = lease("{}")) {
            leased.stream()
                    .filter(event -> event.path("user").stringValue().equals(user))
                    .forEach(events::add);
            done(leased);
        }
        return events;
    }

    @Test
    void eventsTellTheLifeOfAUserInOrderAndNoValueOfIt() throws Exception {
        for (Api api : Api.values()) {
            UserClient client = systems.client(api);
            String id = client.created();
            client.patch(id, api.change(1));
            client.patch(id, api.change(1));
            client.patch(id, "{\"x\": 1}");
            client.delete(id);
            client.erase(id);
            client.erase(id);

            List<JsonNode> events = eventsOf(id);

            assertThat(events.stream().map(event -> event.path("type").stringValue()))
                    .containsExactly("created", "updated", "deactivated", "erased");
            assertThat(events.stream().map(event -> event.path("version").intValue()))
                    .containsExactly(1, 2, 3, 4);
            assertThat(events.get(1).path("fields").valueStream().map(JsonNode::stringValue))
                    .containsExactlyElementsOf(Reply.parse(api.change(1)).propertyNames());
            assertThat(client.url().contains(events.get(0).path("tenant").stringValue()) || api == Api.CONNECT)
                    .isTrue();
            assertThat(events.toString()).doesNotContain("Ada", "@", "+1212");
        }
    }

    @Test
    void eventsOfATenantThatAsksTellTheUserAsItsApiShowsIt() throws Exception {
        for (Api api : Api.values()) {
            UserClient client = systems.other(api);
            String id = client.created();
            assertThat(eventOf(id).path("values")).isEqualTo(client.found(id));
            client.patch(id, api.change(1));
            assertThat(eventOf(id).path("values")).isEqualTo(client.found(id));
            client.delete(id);
            assertThat(eventOf(id).path("values"))
                    .isEqualTo(api.user(client.get(id, "?deactivated=true")))
                    .isNotEmpty();
            client.erase(id);
            assertThat(eventOf(id).has("values")).isFalse();
        }
    }

    /** What happened to the user since it was last asked for. */
    private JsonNode eventOf(String user) throws Exception {
        List<JsonNode> events = eventsOf(user);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    @Test
    void asManyEventsAsAreLeasedAtOnceAreDoneAtOnce() throws Exception {
        String ids = IntStream.range(0, 1_000)
                .mapToObj(
                        i -> "\"%s/%s/1\"".formatted("project:4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77", UUID.randomUUID()))
                .collect(Collectors.joining(","));
        assertThat(ids.length()).isGreaterThan(64 * 1024);
        assertThat(call("/operator/events/done", "{\"ids\": [" + ids + "]}").status())
                .isEqualTo(204);
        Reply tooMany = call("/operator/events/done", "{\"ids\": [\"" + "x".repeat(1024 * 1024) + "\"]}");
        assertThat(assertProblem(tooMany, 413, "body_too_large").path("detail").stringValue())
                .isEqualTo("The body has more than 1024 KiB.");
    }

    @Test
    void eventsOfAnErasedUserTellNoValues() throws Exception {
        for (Api api : Api.values()) {
            UserClient client = systems.other(api);
            String id = client.created();
            client.patch(id, api.change(1));
            client.delete(id);
            client.erase(id);

            List<JsonNode> events = eventsOf(id);

            assertThat(events).hasSize(4).noneMatch(event -> event.has("values"));
        }
    }

    @Test
    void anEventThatIsLeasedIsNotHandedOutAgain() throws Exception {
        UserClient client = systems.client(Api.CONNECT);
        eventsOf("");
        String id = client.created();
        client.patch(id, Api.CONNECT.change(1));

        List<JsonNode> first = lease("{\"limit\": 10, \"seconds\": 60}");

        assertThat(first).hasSize(1);
        assertThat(first.get(0).path("version").intValue()).isEqualTo(1);
        assertThat(lease("{\"limit\": 10, \"seconds\": 60}")).isEmpty();
        done(first);
        done(first);
        List<JsonNode> second = lease("{\"limit\": 10, \"seconds\": 60}");
        assertThat(second).hasSize(1);
        assertThat(second.get(0).path("version").intValue()).isEqualTo(2);
        done(second);
    }

    @Test
    void whatIsNotAcceptedIsToldAtOnce() throws Exception {
        assertInvalid(
                call("/operator/events/lease", "{\"limit\": 0, \"seconds\": \"60\", \"x\": 1}"),
                Map.of("limit", "out_of_range", "seconds", "not_number", "x", "unknown_member"));
        assertInvalid(
                call("/operator/events/lease", "{\"limit\": 1.5, \"seconds\": 1e9}"),
                Map.of("limit", "out_of_range", "seconds", "out_of_range"));
        assertInvalid(call("/operator/events/done", "{}"), "ids", "required");
        assertInvalid(
                call("/operator/events/done", "{\"ids\": [1, \"x\"]}"),
                Map.of("ids[0]", "malformed", "ids[1]", "malformed"));
        assertProblem(call("/operator/events/lease", "[]"), 400, "invalid_request");
    }

    @Test
    void onlyTheOperatorMayCall() throws Exception {
        for (String path : List.of("/operator/events/lease", "/operator/events/done")) {
            for (String authorization : List.of("Bearer x", "Bearer", "Basic " + UserSystems.TOKEN, "Bearer t0ken")) {
                Reply reply = call(systems, path, authorization, "{");
                assertProblem(reply, 401, "unauthorized");
                assertThat(reply.header("WWW-Authenticate")).isPresent();
            }
            assertThat(Reply.to(Reply.request("GET", systems.host().url() + path))
                            .header("Allow"))
                    .contains("POST, OPTIONS");
        }
    }

    @Test
    void withoutATokenThereIsNoOperator() throws Exception {
        try (UserSystems closed = UserSystems.withoutOperator()) {
            for (String path : List.of("/operator/events/lease", "/operator/events/done", "/operator/")) {
                assertThat(call(closed, path, "Bearer " + UserSystems.TOKEN, "{}")
                                .status())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void figuresNameTheOperationsAndNobody() throws Exception {
        UserClient client = systems.client(Api.PRELUDE);
        String id = client.created();
        client.get(id);
        client.patch(id, Api.PRELUDE.change(1));
        client.ifMatch("\"1\"").delete(id);
        client.delete(id);
        client.erase(id);
        client.list("");
        lease("{}");

        String figures = systems.host().call("GET", "/metrics").body();

        for (String operation : List.of("get", "change", "deactivate", "erase", "list", "lease_events")) {
            assertThat(figures).contains("operation=\"" + operation + "\"");
        }
        assertThat(figures).contains("code=\"stale\"").doesNotContain(id, "54e9ujn", "+1212");
    }

    @Test
    void figuresTellWhatIsUsedAndWhatIsNotDone() throws Exception {
        double users = figure("partyline_pool_users");
        double events = figure("partyline_events_not_done");
        systems.client(Api.SPECTRUM).created();
        assertThat(figure("partyline_pool_users")).isEqualTo(users + 1);
        assertThat(figure("partyline_events_not_done")).isEqualTo(events + 1);
        assertThat(figure("partyline_pool_lines")).isPositive();
        assertThat(figure("partyline_quota_users")).isNotNegative();
    }

    private double figure(String name) throws Exception {
        return systems.host()
                .call("GET", "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
