package dev.partyline.http;

import static dev.partyline.http.OtherSystems.appUser;
import static dev.partyline.http.OtherSystems.email;
import static dev.partyline.http.OtherSystems.freshBritish;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.OtherSystems.phone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.UserSystems.Api;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Changing the users of apps, through the started jar. */
class OneAppUserIT {
    private static UserSystems systems;
    private static UserClient client;

    @BeforeAll
    static void start() throws Exception {
        systems = UserSystems.start();
        client = systems.client(Api.PRELUDE);
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

    private static String phoneJson(String number) {
        return "{\"type\": \"phone_number\", \"value\": \"" + number + "\"}";
    }

    private static String emailJson(String address) {
        return "{\"type\": \"email_address\", \"value\": \"" + address + "\"}";
    }

    private static String identifiers(String... identifiers) {
        return "{\"identifiers\": [" + String.join(", ", identifiers) + "]}";
    }

    @Test
    void aUserHasTheMembersOfItsCreate() throws Exception {
        String national = freshBritish();
        String address = freshEmail();
        String id =
                client.created(appUser(phone("+440" + national), email(address)).with("profile", Map.of("a", "b")));

        JsonNode user = client.found(id);

        assertThat(user.propertyNames()).containsExactly("id", "identifiers", "external_id", "profile", "created_at");
        assertThat(user.path("identifiers"))
                .isEqualTo(Reply.parse("[" + phoneJson("+44" + national) + ", " + emailJson(address) + "]"));
        assertThat(user.path("external_id").isNull()).isTrue();
        assertThat(user.path("profile")).isEqualTo(Reply.parse("{\"a\": \"b\"}"));
    }

    @Test
    void L4_aMemberIsLeftSetOrCleared() throws Exception {
        String externalId = UUID.randomUUID().toString();
        String id = client.created(appUser(phone(Phones.fresh()))
                .with("external_id", externalId)
                .with("profile", Map.of("first", "Ada", "last", "King")));
        JsonNode before = client.found(id);

        JsonNode after = changed(
                client.patch(id, "{\"external_id\": null, \"profile\": {\"first\": \"Eva\", \"last\": null}}"),
                "profile",
                "external_id");

        assertThat(after.path("external_id").isNull()).isTrue();
        assertThat(after.path("profile")).isEqualTo(Reply.parse("{\"first\": \"Eva\"}"));
        assertThat(after.path("identifiers")).isEqualTo(before.path("identifiers"));
        assertThat(client.ids("?external_id=" + externalId)).isEmpty();
        assertThat(changed(
                                client.patch(id, "{\"profile\": null, \"external_id\": \"" + externalId + "\"}"),
                                "profile",
                                "external_id")
                        .path("profile"))
                .isEqualTo(Reply.parse("{}"));
        assertThat(client.ids("?external_id=" + externalId)).containsExactly(id);
    }

    @Test
    void theIdentifiersAreChangedAsAWholeWithTheirKeys() throws Exception {
        String kept = Phones.fresh();
        String dropped = freshEmail();
        String added = freshEmail();
        String id = client.created(appUser(phone(kept), email(dropped)));

        JsonNode after = changed(client.patch(id, identifiers(emailJson(added), phoneJson(kept))), "identifiers");

        assertThat(after.path("identifiers"))
                .isEqualTo(Reply.parse("[" + emailJson(added) + ", " + phoneJson(kept) + "]"));
        assertThat(client.ids("?email_address=" + added.toUpperCase(Locale.ROOT)))
                .containsExactly(id);
        assertThat(client.ids("?phone_number=" + kept.replace("+", "%2B"))).containsExactly(id);
        assertThat(client.ids("?email_address=" + dropped)).isEmpty();
        assertThat(client.create(appUser(email(dropped))).status()).isEqualTo(201);
        Api.PRELUDE.assertRefused(client.create(appUser(email(added))), 409, "already_in_use");
    }

    @Test
    void whatAnotherUserHasIsRefusedAndNothingChanges() throws Exception {
        NewUser other = Api.PRELUDE.fresh();
        client.created(other);
        String theirs = freshEmail();
        client.created(appUser(email(theirs)));
        String id = client.created();

        Api.PRELUDE.assertRefused(
                client.patch(id, identifiers(phoneJson(Phones.fresh()), emailJson(theirs))), 409, "already_in_use");
        Api.PRELUDE.assertRefused(
                client.patch(id, "{\"external_id\": \"" + other.members().get("external_id") + "\"}"),
                409,
                "external_id_already_in_use");
        assertThat(client.get(id).header("ETag")).contains("\"1\"");
    }

    @Test
    void A1_theIdentifiersObeyTheRulesOfACreate() throws Exception {
        String id = client.created();
        String number = phoneJson(Phones.fresh());

        for (String body : new String[] {
            "{\"identifiers\": []}",
            "{\"identifiers\": null}",
            "{\"identifiers\": {}}",
            "{\"identifiers\": [1]}",
            identifiers("{\"type\": \"user_name\", \"value\": \"x\"}"),
            identifiers(number, number),
            identifiers(phoneJson("x")),
            "{\"profile\": {\"a\": 1}}",
            "{\"profile\": []}",
            "{\"external_id\": \"\"}"
        }) {
            String member = Reply.parse(body).propertyNames().iterator().next();
            Api.PRELUDE.assertNames(client.patch(id, body), member);
        }
        Api.PRELUDE.assertRefused(
                client.patch(
                        id,
                        identifiers(
                                phoneJson(Phones.fresh()),
                                phoneJson(Phones.fresh()),
                                phoneJson(Phones.fresh()),
                                phoneJson(Phones.fresh()),
                                phoneJson(Phones.fresh()),
                                phoneJson(Phones.fresh()))),
                400,
                "too_many_user_identifiers");
        Reply all = client.patch(id, "{\"identifiers\": null, \"profile\": 1, \"external_id\": 1, \"x\": 1}");
        for (String member : new String[] {"identifiers", "profile", "external_id", "x"}) {
            Api.PRELUDE.assertNames(all, member);
        }
        assertThat(client.get(id).header("ETag")).contains("\"1\"");
    }

    @Test
    void R2_aKeyIsFoundAloneAndOnlyIfItIsOne() throws Exception {
        Api.PRELUDE.assertNames(client.list("?phone_number=123"), "phone_number");
        Api.PRELUDE.assertNames(client.list("?phone_number=+14155550132"), "phone_number");
        Api.PRELUDE.assertNames(client.list("?email_address=x"), "email_address");
        Api.PRELUDE.assertNames(client.list("?external_id="), "external_id");
        Api.PRELUDE.assertNames(client.list("?external_id=x&email_address=a%40example.com"), "external_id");
    }

    @Test
    void A6_ofAnAppThatThereIsNotNothingIsFound() throws Exception {
        String id = client.created();
        UserClient nobodys = new UserClient(Api.PRELUDE, client.url().replace("54e9ujn", "nobody"), client.headers());

        Api.PRELUDE.assertRefused(nobodys.get(id), 404, "app_not_found");
        Api.PRELUDE.assertRefused(nobodys.list(""), 404, "app_not_found");
        Api.PRELUDE.assertRefused(nobodys.patch(id, "{}"), 404, "app_not_found");
    }
}
