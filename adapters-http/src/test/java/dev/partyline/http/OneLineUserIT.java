package dev.partyline.http;

import static dev.partyline.http.NewUser.dedicated;
import static dev.partyline.http.NewUser.shared;
import static dev.partyline.http.OtherSystems.freshBritish;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.Refusals.assertInvalid;
import static dev.partyline.http.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.UserSystems.Api;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Changing line users, and counting them, through the started jar. */
class OneLineUserIT {
    private static final String LINE = "+14155550100";

    private static UserSystems systems;
    private static UserClient client;

    @BeforeAll
    static void start() throws Exception {
        systems = UserSystems.start();
        client = systems.client(Api.SPECTRUM);
    }

    @AfterAll
    static void stop() {
        systems.close();
    }

    private static JsonNode changed(Reply reply, String... fields) {
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(200);
        assertThat(reply.header("Partyline-Fields")).contains(String.join(", ", fields));
        return reply.data();
    }

    @Test
    void L4_aMemberIsLeftSetOrCleared() throws Exception {
        for (NewUser user : List.of(shared(Phones.fresh()), dedicated(Phones.fresh(), LINE))) {
            String id = client.created(user.named("Ada", "Lovelace").with("email", freshEmail()));

            JsonNode after = changed(
                    client.patch(id, "{\"firstName\": \"Augusta\", \"lastName\": null, \"meta\": {\"a\": {\"b\": 1}}}"),
                    "firstName",
                    "lastName",
                    "meta");

            assertThat(after.path("firstName").stringValue()).isEqualTo("Augusta");
            assertThat(after.path("lastName").isNull()).isTrue();
            assertThat(after.path("email").isString()).isTrue();
            assertThat(after.path("meta")).isEqualTo(Reply.parse("{\"a\": {\"b\": 1}}"));
            assertThat(changed(client.patch(id, "{\"meta\": {\"a\": {\"b\": null, \"c\": [null]}}}"), "meta")
                            .path("meta"))
                    .isEqualTo(Reply.parse("{\"a\": {\"c\": [null]}}"));
            assertThat(changed(client.patch(id, "{\"meta\": null, \"email\": null}"), "email", "meta")
                            .path("meta")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void V12_everyFaultIsToldAtOnce() throws Exception {
        String id = client.created();

        assertInvalid(
                client.ifMatch("1")
                        .once("k".repeat(257))
                        .patch(
                                id,
                                "{\"phoneNumber\": null, \"firstName\": 1, \"lastName\": \"" + "x".repeat(257)
                                        + "\", \"email\": \"x\", \"meta\": [], \"type\": \"shared\"}"),
                Map.of(
                        "phoneNumber", "required",
                        "firstName", "not_text",
                        "lastName", "too_long",
                        "email", "not_an_email",
                        "meta", "not_object",
                        "type", "unknown_member",
                        "If-Match", "malformed",
                        "X-Idempotency-Key", "too_long"));
    }

    @Test
    void aSharedUsersPhoneIsChangedAndTheOldOneIsFree() throws Exception {
        String national = freshBritish();
        String before = Phones.fresh();
        JsonNode user = client.create(shared(before)).data();
        String id = user.path("id").stringValue();

        JsonNode after = changed(client.patch(id, "{\"phoneNumber\": \"+440" + national + "\"}"), "phoneNumber");

        assertThat(after.path("phoneNumber").stringValue()).isEqualTo("+44" + national);
        assertThat(after.path("assignedPhoneNumber")).isEqualTo(user.path("assignedPhoneNumber"));
        assertThat(after.path("createdAt")).isEqualTo(user.path("createdAt"));
        assertThat(client.ids("?phoneNumber=%2B44" + national)).containsExactly(id);
        assertThat(client.create(shared(before)).outcome()).isEqualTo("created");
        assertThat(client.create(shared("+44" + national)).outcome()).isEqualTo("returned");
    }

    @Test
    void aPhoneThatAnotherUserHasIsRefusedAndNothingChanges() throws Exception {
        String taken = Phones.fresh();
        client.created(shared(taken));
        String id = client.created();

        Reply refused = client.patch(id, "{\"firstName\": \"Eva\", \"phoneNumber\": \"" + taken + "\"}");

        assertThat(assertRefused(refused, 409, "already_in_use", "field")
                        .path("field")
                        .stringValue())
                .isEqualTo("phoneNumber");
        assertThat(client.get(id).header("ETag")).contains("\"1\"");
    }

    @Test
    void anEmailThatIsAKeyIsChangedWithItsKey() throws Exception {
        UserClient keyed = systems.other(Api.SPECTRUM);
        String taken = freshEmail();
        keyed.created(shared(Phones.fresh()).with("email", taken));
        String id = keyed.created();

        assertThat(assertRefused(
                                keyed.patch(id, "{\"email\": \"" + taken.toUpperCase(Locale.ROOT) + "\"}"),
                                409,
                                "already_in_use",
                                "field")
                        .path("field")
                        .stringValue())
                .isEqualTo("email");
    }

    @Test
    void aSharedUserWhosePhoneIsTakenOnItsLineMovesIfThereIsAnotherLine() throws Exception {
        TestProject first = TestProject.fresh();
        TestProject second = TestProject.fresh();
        TestProject third = TestProject.fresh();
        try (StartedHost host = StartedHost.serving(List.of(first, second, third), "+14155550900", "+14155550901")) {
            String phone = Phones.fresh();
            Reply one = host.client(first).create(shared(phone));
            ProjectClient client = host.client(second);
            JsonNode another = client.create(shared(Phones.fresh())).user();

            Reply moved = patch(client, another, phone);

            assertThat(moved.line()).isNotEqualTo(one.line());
            assertThat(moved.id()).isEqualTo(another.path("id").stringValue());
            ProjectClient last = host.client(third);
            JsonNode stays = last.create(shared(Phones.fresh())).user();
            assertRefused(patch(last, stays, phone), 503, "pool_exhausted");
            assertThat(last.list("").data().valueStream()).containsExactly(stays);
        }
    }

    private static Reply patch(ProjectClient client, JsonNode user, String phone) throws Exception {
        return Reply.to(client.request("PATCH", "/users/" + user.path("id").stringValue())
                .method("PATCH", BodyPublishers.ofString("{\"phoneNumber\": \"" + phone + "\"}"))
                .header("Content-Type", "application/json"));
    }

    @Test
    void aDedicatedUsersNumbersStay() throws Exception {
        String id = client.created(dedicated(Phones.fresh(), LINE));

        assertInvalid(
                client.patch(id, "{\"phoneNumber\": \"" + Phones.fresh() + "\"}"), "phoneNumber", "unknown_member");
        assertInvalid(client.patch(id, "{\"phoneNumber\": null}"), "phoneNumber", "required");
        assertInvalid(
                client.patch(id, "{\"assignedPhoneNumber\": \"" + LINE + "\"}"),
                "assignedPhoneNumber",
                "unknown_member");
        assertThat(client.get(id).header("ETag")).contains("\"1\"");
    }

    @Test
    void L6_aCreateThatMergesSaysWhatItChanged() throws Exception {
        NewUser user = shared(Phones.fresh()).named("Ada", "Lovelace");
        assertThat(client.create(user).header("Partyline-Fields")).isEmpty();

        Reply merged = client.create(user.named("Augusta", "King").with("email", freshEmail()));

        assertThat(merged.outcome()).isEqualTo("updated");
        assertThat(merged.header("Partyline-Fields")).contains("firstName, lastName, email");
        assertThat(merged.header("ETag")).contains("\"2\"");
        assertThat(client.create(user.without("firstName").without("lastName")).header("ETag"))
                .contains("\"2\"");
    }

    @Test
    void aCreateThatAsksForAnAbsentUserMergesNobody() throws Exception {
        UserClient onlyIfAbsent = client.with("If-None-Match", "*");
        for (NewUser user : List.of(shared(Phones.fresh()), dedicated(Phones.fresh(), LINE))) {
            assertThat(onlyIfAbsent.create(user).outcome()).isEqualTo("created");
            assertRefused(onlyIfAbsent.create(user.with("firstName", "Eva")), 412, "exists");
            assertInvalid(onlyIfAbsent.create(user.with("firstName", 1)), "firstName", "not_text");
            assertThat(client.with("If-None-Match", "\"1\"").create(user).outcome())
                    .isEqualTo("returned");
            assertInvalid(client.with("If-None-Match", "1").create(user), "If-None-Match", "malformed");
        }
    }

    private static JsonNode usage(UserClient ofProject) throws Exception {
        UserClient project = new UserClient(Api.SPECTRUM, ofProject.url().replace("/users", ""), ofProject.headers());
        return project.call("GET", "/usage", "/projects/{projectId}/usage").data();
    }

    @Test
    void aProjectLearnsHowManyUsersItHas() throws Exception {
        JsonNode before = usage(client);
        String id = client.created();
        client.created(dedicated(Phones.fresh(), LINE));

        JsonNode after = usage(client);

        assertThat(after.propertyNames()).containsExactlyInAnyOrder("sharedUsers", "maxSharedUsers", "dedicatedUsers");
        assertThat(after.path("sharedUsers").intValue())
                .isEqualTo(before.path("sharedUsers").intValue() + 1);
        assertThat(after.path("dedicatedUsers").intValue())
                .isEqualTo(before.path("dedicatedUsers").intValue() + 1);
        assertThat(after.path("maxSharedUsers").intValue()).isEqualTo(500);
        client.delete(id);
        assertThat(usage(client).path("sharedUsers")).isEqualTo(before.path("sharedUsers"));
        assertThat(usage(systems.other(Api.SPECTRUM)).path("maxSharedUsers").isNull())
                .isTrue();
    }
}
