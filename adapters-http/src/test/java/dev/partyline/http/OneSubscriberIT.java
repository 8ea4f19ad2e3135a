package dev.partyline.http;

import static dev.partyline.http.OtherSystems.freshBritish;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.OtherSystems.subscriber;
import static dev.partyline.http.Problems.assertInvalid;
import static dev.partyline.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.UserSystems.Api;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Changing subscriber users, and their customers, through the started jar. */
class OneSubscriberIT {
    private static UserSystems systems;

    /** Of an account in which email, msisdn and identity are keys. */
    private static UserClient client;

    @BeforeAll
    static void start() throws Exception {
        systems = UserSystems.start();
        client = systems.client(Api.CONNECT);
    }

    @AfterAll
    static void stop() {
        systems.close();
    }

    private static JsonNode changed(Reply reply, String... fields) {
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(200);
        assertThat(reply.header("Partyline-Fields")).contains(String.join(", ", fields));
        return reply.json();
    }

    private static String member(NewUser user, String name) {
        return String.valueOf(user.members().get(name));
    }

    private static String query(String key, String value) {
        return "?" + key + "=" + value.replace("+", "%2B");
    }

    @Test
    void L4_N3_aMemberIsLeftSetOrCleared() throws Exception {
        String id = client.created(
                subscriber().with("identity", freshBritish()).with("metadata", Map.of("plan", "basic", "seats", 1)));
        JsonNode before = client.found(id);

        JsonNode after = changed(
                client.patch(
                        id,
                        "{\"name\": \"Eva\", \"identity\": null, \"metadata\": {\"plan\": \"gold\", \"seats\": null}}"),
                "name",
                "identity",
                "metadata");

        assertThat(after.path("name").stringValue()).isEqualTo("Eva");
        assertThat(after.has("identity")).isFalse();
        assertThat(after.path("metadata")).isEqualTo(Reply.parse("{\"plan\": \"gold\"}"));
        assertThat(after.path("email")).isEqualTo(before.path("email"));
        assertThat(after.path("createdAt")).isEqualTo(before.path("createdAt"));
        assertThat(Instant.parse(after.path("updatedAt").stringValue()))
                .isAfter(Instant.parse(before.path("updatedAt").stringValue()));
        assertThat(changed(client.patch(id, "{\"metadata\": null}"), "metadata").path("metadata"))
                .isEqualTo(Reply.parse("{}"));
    }

    @Test
    void V12_everyFaultIsToldAtOnce() throws Exception {
        String id = client.created();

        assertInvalid(
                client.ifMatch("x")
                        .patch(
                                id,
                                "{\"name\": null, \"email\": null, \"msisdn\": null, \"identity\": 1, \"metadata\": 1,"
                                        + " \"customerIds\": []}"),
                Map.of(
                        "name", "required",
                        "email", "required",
                        "msisdn", "required",
                        "identity", "not_text",
                        "metadata", "not_object",
                        "customerIds", "unknown_member",
                        "If-Match", "malformed"));
    }

    @Test
    void aKeyIsChangedAndTheOldOneIsFree() throws Exception {
        for (String key : new String[] {"email", "msisdn", "identity"}) {
            NewUser before = subscriber().with("identity", freshBritish());
            NewUser other = subscriber().with("identity", freshBritish());
            String id = client.created(before);
            String otherId = client.created(other);
            NewUser fresh = subscriber().with("identity", freshBritish());

            Reply taken = client.patch(id, "{\"name\": \"Eva\", \"" + key + "\": \"" + member(other, key) + "\"}");
            assertThat(assertProblem(taken, 409, "already_in_use", "field")
                            .path("field")
                            .stringValue())
                    .isEqualTo(key);
            assertThat(client.get(id).header("ETag")).contains("\"1\"");
            changed(client.patch(id, "{\"" + key + "\": \"" + member(fresh, key) + "\"}"), key);

            assertThat(client.ids(query(key, member(fresh, key)))).containsExactly(id);
            assertThat(client.ids(query(key, member(before, key)))).isEmpty();
            changed(client.patch(otherId, "{\"" + key + "\": \"" + member(before, key) + "\"}"), key);
            assertThat(client.ids(query(key, member(before, key)))).containsExactly(otherId);
        }
    }

    @Test
    void R2_aKeyIsFoundHoweverItIsSpelledAndOnlyAlone() throws Exception {
        String national = freshBritish();
        NewUser user = subscriber().with("msisdn", "+44" + national).with("identity", freshBritish());
        String id = client.created(user);

        assertThat(client.ids("?msisdn=%2B440" + national)).containsExactly(id);
        assertThat(client.ids("?email=" + member(user, "email").toUpperCase(Locale.ROOT)))
                .containsExactly(id);
        assertInvalid(
                client.list("?email=" + member(user, "email") + "&msisdn=%2B44" + national),
                "msisdn",
                "unknown_member");
        assertInvalid(client.list("?email=x"), "email", "not_an_email");
        assertInvalid(client.list("?msisdn=+44" + national), "msisdn", "not_e164");
        assertInvalid(client.list("?identity="), "identity", "too_short");
        assertInvalid(
                client.list("?type=subscriber&limit=0&cursor=x"),
                Map.of("type", "unknown_member", "limit", "out_of_range", "cursor", "malformed"));
    }

    @Test
    void R2_N4_whatIsNoKeyOfTheAccountFindsNobody() throws Exception {
        UserClient keyless = systems.other(Api.CONNECT);
        NewUser user = subscriber().with("identity", freshBritish());
        keyless.created(user);

        for (String key : new String[] {"email", "msisdn", "identity"}) {
            assertThat(keyless.ids(query(key, member(user, key)))).isEmpty();
        }
    }

    @Test
    void N2_aUserJoinsAndLeavesCustomers() throws Exception {
        String id = client.created();

        Reply joined = customer(client.ifMatch("\"1\""), "PUT", id, "contoso%20hospital");
        assertThat(joined.json().path("customerIds")).isEqualTo(Reply.parse("[\"contoso hospital\"]"));
        assertThat(joined.json().path("customers")).isEqualTo(Reply.parse("[{\"customerId\": \"contoso hospital\"}]"));
        assertThat(joined.header("ETag")).contains("\"2\"");
        assertThat(joined.header("Partyline-Outcome")).contains("updated");
        assertThat(joined.json()).isEqualTo(client.found(id));
        Reply again = customer(client, "PUT", id, "contoso%20hospital");
        assertThat(again.header("Partyline-Outcome")).contains("returned");
        assertThat(again.header("ETag")).contains("\"2\"");
        assertProblem(customer(client.ifMatch("\"1\""), "PUT", id, "fabrikam"), 412, "stale");
        customer(client, "PUT", id, "fabrikam");

        Reply left = customer(client.once("leave-" + id), "DELETE", id, "contoso%20hospital");
        assertThat(left.json().path("customerIds")).isEqualTo(Reply.parse("[\"fabrikam\"]"));
        customer(client, "PUT", id, "contoso%20hospital");
        assertThat(customer(client.once("leave-" + id), "DELETE", id, "contoso%20hospital")
                        .body())
                .isEqualTo(left.body());
        assertThat(customer(client, "DELETE", id, "nobody").header("Partyline-Outcome"))
                .contains("returned");
    }

    @Test
    void N2_whoIsNotThereJoinsNobody() throws Exception {
        String theirs = systems.other(Api.CONNECT).created();
        String gone = client.created();
        client.delete(gone);

        for (String id : new String[] {theirs, gone, "x"}) {
            assertProblem(customer(client, "PUT", id, "fabrikam"), 404, "user_not_found");
            assertProblem(customer(client, "DELETE", id, "fabrikam"), 404, "user_not_found");
        }
        assertInvalid(customer(client, "PUT", client.created(), "x".repeat(257)), "customerId", "too_long");
    }

    private static Reply customer(UserClient as, String method, String id, String customer) throws Exception {
        return as.call(method, "/" + id + "/customers/" + customer, "/users/{userId}/customers/{customerId}");
    }

    @Test
    void aNewEmailIsTakenAndAnOldOneFreeInOneStep() throws Exception {
        String id = client.created();
        String email = freshEmail();

        changed(client.patch(id, "{\"email\": \"" + email + "\"}"), "email");

        assertProblem(client.create(subscriber().with("email", email)), 409, "already_in_use", "field");
    }
}
