package dev.partyline.http;

import static dev.partyline.http.Together.atOnce;
import static dev.partyline.http.UserClient.MERGE_PATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.UserSystems.Api;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The life of one user, as each API serves it alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneUserIT {
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

    private static void assertTag(Reply reply, int status, String tag) {
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(status);
        assertThat(reply.header("ETag")).contains(tag);
    }

    private static void assertStale(Api api, Reply reply, String tag) {
        api.assertRefused(reply, 412, "stale");
        assertThat(reply.header("ETag")).contains(tag);
    }

    // Found

    @ParameterizedTest
    @EnumSource
    void L6_aUserIsFoundWithItsVersionAsItsEntityTag(Api api) throws Exception {
        UserClient client = systems.client(api);
        Reply created = client.create(api.fresh());
        assertThat(created.header("ETag")).contains("\"1\"");
        String id = api.user(created).path(api.id()).stringValue();

        Reply found = client.get(id);

        assertTag(found, 200, "\"1\"");
        assertThat(api.user(found).path(api.id()).stringValue()).isEqualTo(id);
        if (api != Api.PRELUDE) {
            assertThat(api.user(found)).isEqualTo(api.user(created));
        }
        client.patch(id, api.change(1));
        assertTag(client.get(id), 200, "\"2\"");
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatHasTheVersionIsNotSentItAgain(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();

        for (String known : List.of("\"1\"", "W/\"1\"", "\"x\", \"1\"", "*")) {
            Reply reply = client.with("If-None-Match", known).get(id);
            assertTag(reply, 304, "\"1\"");
            assertThat(reply.body()).isEmpty();
            assertThat(reply.header("Content-Length")).isEmpty();
        }
        assertTag(client.with("If-None-Match", "\"2\", \"01\"").get(id), 200, "\"1\"");
        api.assertNames(client.with("If-None-Match", "1").get(id), "If-None-Match");
    }

    @ParameterizedTest
    @EnumSource
    void T2_aUserOfAnotherTenantIsNotFoundLikeOneThatNeverWas(Api api) throws Exception {
        String theirs = systems.other(api).created();
        UserClient client = systems.client(api);
        String nobodys = api == Api.PRELUDE
                ? "usr_01jbrcatjkfgwsmmrdhxn1yavq"
                : UUID.randomUUID().toString();

        for (String id : List.of(theirs, nobodys, "x", "%C3%A9", "usr_", "usr_" + "u".repeat(26))) {
            api.assertRefused(client.get(id), 404, "user_not_found");
            api.assertRefused(client.get(id, "?deactivated=true"), 404, "user_not_found");
            api.assertRefused(client.patch(id, api.change(1)), 404, "user_not_found");
            api.assertRefused(client.ifMatch("\"1\"").patch(id, api.change(1)), 404, "user_not_found");
            api.assertRefused(client.ifMatch("*").patch(id, api.change(1)), 404, "user_not_found");
            api.assertRefused(client.delete(id), 404, "user_not_found");
            api.assertRefused(client.erase(id), 404, "user_not_found");
        }
        assertTag(systems.other(api).get(theirs), 200, "\"1\"");
    }

    @ParameterizedTest
    @EnumSource
    void R2_aUserIsFoundByItsKeyInItsOwnTenantAndWhileItIsActive(Api api) throws Exception {
        UserClient client = systems.client(api);
        NewUser user = api.fresh();
        assertThat(client.ids(api.lookup(user))).isEmpty();
        String id = client.created(user);

        Reply page = client.list(api.lookup(user));

        assertThat(page.json().path("data").valueStream()).containsExactly(client.found(id));
        assertThat(page.json().path("nextCursor").isNull()).isTrue();
        assertThat(systems.other(api).ids(api.lookup(user))).isEmpty();
        client.delete(id);
        assertThat(client.ids(api.lookup(user))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aLookupTakesNothingBesideItsKey(Api api) throws Exception {
        UserClient client = systems.client(api);
        String lookup = api.lookup(api.fresh());

        for (String parameter : List.of("limit=1", "cursor=x", "type=shared", "deactivated=true", "other=x")) {
            api.assertNames(client.list(lookup + "&" + parameter), parameter.substring(0, parameter.indexOf('=')));
        }
        api.assertNames(client.list("?limit=0"), "limit");
        api.assertNames(client.list("?cursor=x"), "cursor");
        api.assertNames(client.list("?other=x"), "other");
    }

    @ParameterizedTest
    @EnumSource
    void L5_usersAreListedInTheOrderOfTheirCreation(Api api) throws Exception {
        UserClient client = systems.client(api);
        List<String> created = List.of(client.created(), client.created(), client.created());
        String gone = client.created();
        client.delete(gone);

        assertThat(client.ids("?limit=500")).containsSubsequence(created).doesNotContain(gone);
        Reply first = client.list("?limit=1");
        String cursor = first.json().path("nextCursor").stringValue();
        assertThat(client.ids("?limit=500&cursor=" + cursor))
                .containsSubsequence(created.subList(1, 3))
                .doesNotContain(first.json().path("data").path(0).path(api.id()).stringValue());
    }

    // Changed

    @ParameterizedTest
    @EnumSource
    void L4_aChangeSaysWhatItDid(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();

        Reply changed = client.patch(id, api.change(1));
        Reply again = client.patch(id, "application/json", api.change(1));
        Reply nothing = client.patch(id, "{}");

        assertTag(changed, 200, "\"2\"");
        assertThat(changed.header("Partyline-Outcome")).contains("updated");
        assertThat(Reply.parse(api.change(1)).propertyNames())
                .containsExactly(changed.header("Partyline-Fields").orElse(""));
        assertThat(api.user(changed)).isEqualTo(client.found(id));
        for (Reply unchanged : List.of(again, nothing)) {
            assertTag(unchanged, 200, "\"2\"");
            assertThat(unchanged.header("Partyline-Outcome")).contains("returned");
            assertThat(unchanged.header("Partyline-Fields")).isEmpty();
            assertThat(api.user(unchanged)).isEqualTo(api.user(changed));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPatchIsAJsonObject(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();

        for (String body : List.of("", "[]", "null", "\"x\"", "{", "{\"a\": 1, \"a\": 2}")) {
            api.assertRefused(client.patch(id, body), 400, api == Api.SPECTRUM ? "malformed_body" : "invalid_request");
        }
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/json-patch+json")) {
            Reply reply = client.patch(id, type, api.change(1));
            api.assertRefused(reply, 415, "unsupported_media_type");
            assertThat(reply.header("Accept-Patch")).contains(MERGE_PATCH + ", application/json");
        }
        assertTag(client.get(id), 200, "\"1\"");
    }

    @ParameterizedTest
    @EnumSource
    void aMemberThatCannotBeChangedIsUnknown(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();

        for (String member : List.of(api.id(), api.createdAt(), "type", "x")) {
            api.assertNames(client.patch(id, "{\"" + member + "\": \"x\"}"), member);
            api.assertNames(client.patch(id, "{\"" + member + "\": null}"), member);
        }
        assertTag(client.get(id), 200, "\"1\"");
    }

    @ParameterizedTest
    @EnumSource
    void S5_valuesAreLookedAtBeforeTheUserAndItsVersion(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();
        String nobodys = api == Api.PRELUDE
                ? "usr_01jbrcatjkfgwsmmrdhxn1yavq"
                : UUID.randomUUID().toString();

        api.assertNames(client.patch(nobodys, "{\"x\": 1}"), "x");
        api.assertNames(client.ifMatch("\"7\"").patch(id, "{\"x\": 1}"), "x");
        Reply both = client.ifMatch("7").once("").patch(id, "{\"x\": 1}");
        for (String named : List.of("x", "If-Match", "X-Idempotency-Key")) {
            api.assertNames(both, named);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangeIsMadeToTheVersionThatItDemands(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();

        assertTag(client.ifMatch("\"1\"").patch(id, api.change(1)), 200, "\"2\"");
        assertTag(client.ifMatch("*").patch(id, api.change(2)), 200, "\"3\"");
        assertTag(client.ifMatch("\"x\", W/\"3\" ,\"3\"").patch(id, api.change(3)), 200, "\"4\"");
        for (String tags : List.of(
                "\"1\"",
                "\"3\"",
                "\"5\"",
                "W/\"4\"",
                "\"x\"",
                "\"04\"",
                "\"\"",
                "\"1\", \"2\"",
                "\"99999999999999999999\"")) {
            assertStale(api, client.ifMatch(tags).patch(id, api.change(9)), "\"4\"");
            assertStale(api, client.ifMatch(tags).delete(id), "\"4\"");
        }
        for (String malformed : List.of("4", "\"4", "W/4", "w/\"4\"", "\"4\" \"5\"", "*, \"4\"", ",", "\"4\"x")) {
            api.assertNames(client.ifMatch(malformed).patch(id, api.change(9)), "If-Match");
            api.assertNames(client.ifMatch(malformed).delete(id), "If-Match");
        }
        assertTag(client.get(id), 200, "\"4\"");
        assertThat(client.ifMatch("\"4\"").delete(id).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @EnumSource
    void ofSixteenChangesToOneVersionOneIsMade(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();

        List<Reply> replies = atOnce(16, number -> client.ifMatch("\"1\"").patch(id, api.change(number)));

        List<Reply> made =
                replies.stream().filter(reply -> reply.status() == 200).toList();
        assertThat(made).hasSize(1);
        replies.stream().filter(reply -> reply.status() != 200).forEach(reply -> assertStale(api, reply, "\"2\""));
        assertThat(client.found(id)).isEqualTo(api.user(made.get(0)));
        assertTag(client.get(id), 200, "\"2\"");
    }

    @ParameterizedTest
    @EnumSource
    void L6_ofSixteenChangesToAnyVersionEachMakesOne(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();

        List<Reply> replies = atOnce(16, number -> client.patch(id, api.change(number)));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
        assertThat(replies.stream().map(reply -> reply.header("ETag").orElse("")))
                .doesNotHaveDuplicates();
        assertTag(client.get(id), 200, "\"17\"");
    }

    // Deactivated and erased

    @ParameterizedTest
    @EnumSource
    void L1_L2_aDeactivatedUserIsFoundOnlyByWhoeverAsksForIt(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();
        JsonNode before = client.found(id);

        Reply deleted = client.delete(id);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        api.assertRefused(client.get(id), 404, "user_not_found");
        api.assertRefused(client.get(id, "?deactivated=false"), 404, "user_not_found");
        api.assertRefused(client.delete(id), 404, "user_not_found");
        api.assertRefused(client.patch(id, api.change(1)), 404, "user_not_found");
        Reply former = client.get(id, "?deactivated=true");
        assertTag(former, 200, "\"2\"");
        assertThat(api.user(former).properties()).containsAll(before.properties());
        assertThat(api.user(former).toString()).contains("\"deactivated");
        api.assertNames(client.get(id, "?deactivated=yes"), "deactivated");
        api.assertNames(client.get(id, "?other=true"), "other");
        api.assertNames(client.get(id, "?deactivated=true&deactivated=true"), "query");
    }

    @ParameterizedTest
    @EnumSource
    void aDeactivatedUserIsErasedAndThatMayBeSaidAgain(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();
        JsonNode before = client.found(id);
        api.assertRefused(client.erase(id), 409, "still_active");
        client.delete(id);

        for (int i = 0; i < 3; i++) {
            assertThat(client.erase(id).status()).isEqualTo(204);
        }

        Reply erased = client.get(id, "?deactivated=true");
        assertTag(erased, 200, "\"3\"");
        JsonNode left = api.user(erased);
        assertThat(left.get(api.id())).isEqualTo(before.get(api.id()));
        assertThat(left.get(api.createdAt())).isEqualTo(before.get(api.createdAt()));
        assertThat(left.toString()).contains("\"erased").doesNotContain("@", "+1212", "Ada", "Doe");
        api.assertRefused(client.get(id), 404, "user_not_found");
        api.assertRefused(client.delete(id), 404, "user_not_found");
        api.assertRefused(client.patch(id, api.change(1)), 404, "user_not_found");
    }

    // Once

    @ParameterizedTest
    @EnumSource
    void I1_I2_whatIsDoneUnderAKeyIsDoneOnce(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();
        UserClient once = client.once("change-" + id);

        Reply changed = once.ifMatch("\"1\"").patch(id, api.change(1));
        client.patch(id, api.change(2));
        Reply again = once.ifMatch("\"1\"").patch(id, api.change(1));

        assertTag(again, 200, "\"2\"");
        assertThat(again.body()).isEqualTo(changed.body());
        assertThat(again.header("Partyline-Outcome")).isEqualTo(changed.header("Partyline-Outcome"));
        api.assertRefused(once.patch(id, api.change(3)), 409, "idempotency_key_reused");
        assertTag(client.get(id), 200, "\"3\"");

        UserClient ending = client.once("end-" + id);
        assertThat(ending.delete(id).status()).isEqualTo(204);
        assertThat(ending.delete(id).status()).isEqualTo(204);
        assertThat(ending.with("Idempotency-Key", "end-" + id).delete(id).status())
                .isEqualTo(204);
        api.assertRefused(ending.delete(client.created()), 409, "idempotency_key_reused");
        assertThat(ending.erase(id).status()).isEqualTo(204);
        assertThat(ending.erase(id).status()).isEqualTo(204);
        Reply ambiguous = Reply.to(Reply.request("PATCH", client.url() + "/" + id)
                .header("X-Idempotency-Key", "one")
                .header("Idempotency-Key", "another"));
        api.assertNames(ambiguous, "X-Idempotency-Key");
    }

    // As HTTP says

    @ParameterizedTest
    @EnumSource
    void pathsOfAUserTakeTheirMethodsAndNoOthers(Api api) throws Exception {
        UserClient client = systems.client(api);
        String id = client.created();

        assertThat(Reply.to(Reply.request("OPTIONS", client.url() + "/" + id)).header("Allow"))
                .contains("GET, HEAD, PATCH, DELETE, OPTIONS");
        Reply put = Reply.to(Reply.request("PUT", client.url() + "/" + id));
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.header("Allow")).contains("GET, HEAD, PATCH, DELETE, OPTIONS");
        assertThat(Reply.to(Reply.request("GET", client.url() + "/" + id)).status())
                .isEqualTo(401);
    }
}
