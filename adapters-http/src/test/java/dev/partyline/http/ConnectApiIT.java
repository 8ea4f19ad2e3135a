package dev.partyline.http;

import static dev.partyline.http.OtherSystems.freshBritish;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.OtherSystems.subscriber;
import static dev.partyline.http.Problems.assertInvalid;
import static dev.partyline.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.openapi.OpenApi;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Connect API through the started jar. */
class ConnectApiIT {
    private static OtherSystems systems;

    @BeforeAll
    static void start() throws Exception {
        systems = OtherSystems.start();
    }

    @AfterAll
    static void stop() {
        systems.close();
    }

    private static Reply create(NewUser user) throws Exception {
        return systems.connect().create(user);
    }

    private static JsonNode row(Reply reply) {
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(201);
        OpenApi.served().assertAnswer("POST", "/users", 201, "application/json", reply.body());
        return reply.json();
    }

    /** A row of an account without a name for its metadata: what is kept of it. */
    private static Reply withMetadata(String json) throws Exception {
        JsonNode user = JsonMapper.shared().valueToTree(subscriber().members());
        String members = user.toString();
        return systems.connect().post(members.substring(0, members.length() - 1) + ", \"metadata\": " + json + "}");
    }

    private static void assertKept(String metadata) throws Exception {
        assertThat(row(withMetadata(metadata)).get("metadata")).isEqualTo(Reply.parse(metadata));
    }

    @Test
    void N1_N2_N3_aRowHasThePublishedMembers() throws Exception {
        NewUser user = subscriber().with("identity", "556677-8899").with("metadata", Map.of("plan", "basic"));
        OpenApi.served()
                .assertRequest(
                        "POST",
                        "/users",
                        "application/json",
                        JsonMapper.shared().valueToTree(user.members()));
        Instant before = Instant.now();

        JsonNode row = row(create(user));

        assertThat(row.propertyNames())
                .containsExactlyInAnyOrder(
                        "userId",
                        "name",
                        "email",
                        "msisdn",
                        "identity",
                        "customerIds",
                        "customers",
                        "createdAt",
                        "updatedAt",
                        "metadata");
        assertThat(row.path("userId").stringValue()).isNotBlank();
        assertThat(List.of("name", "email", "msisdn", "identity"))
                .allSatisfy(member -> assertThat(row.path(member).stringValue())
                        .isEqualTo(user.members().get(member)));
        assertThat(row.get("customerIds")).isEqualTo(Reply.parse("[]"));
        assertThat(row.get("customers")).isEqualTo(Reply.parse("[]"));
        assertThat(row.get("metadata")).isEqualTo(Reply.parse("{\"plan\": \"basic\"}"));
        assertThat(row.get("updatedAt")).isEqualTo(row.get("createdAt"));
        assertThat(Instant.parse(row.path("createdAt").stringValue())).isBetween(before.minusSeconds(1), Instant.now());
    }

    @Test
    void N1_identityAndMetadataAreOptional() throws Exception {
        for (NewUser user :
                List.of(subscriber(), subscriber().with("identity", null).with("metadata", null))) {
            JsonNode row = row(create(user));

            assertThat(row.has("identity")).isFalse();
            assertThat(row.get("metadata")).isEqualTo(Reply.parse("{}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "email", "msisdn"})
    void N1_nameEmailAndMsisdnAreRequired(String member) throws Exception {
        assertInvalid(create(subscriber().without(member)), member, "required");
        assertInvalid(create(subscriber().with(member, null)), member, "required");
    }

    @Test
    void V12_everyFaultIsToldAtOnce() throws Exception {
        Reply reply = systems.connect()
                .once("")
                .create(NewUser.EMPTY
                        .with("name", " ")
                        .with("email", "v5@localhost")
                        .with("msisdn", "(415) 555-0132")
                        .with("identity", "i".repeat(257))
                        .with("metadata", List.of()));

        assertThat(reply.status()).isEqualTo(400);
        JsonNode errors = assertProblem(reply, 400, "invalid_request", "errors").path("errors");
        assertThat(errors.valueStream().map(error -> error.path("field").stringValue()))
                .containsExactlyInAnyOrder("name", "email", "msisdn", "identity", "metadata", "X-Idempotency-Key");
        OpenApi.served().assertAnswer("POST", "/users", 400, "application/problem+json", reply.body());
    }

    @Test
    void valuesOfAnotherTypeAreToldByThatAlone() throws Exception {
        assertInvalid(
                create(NewUser.EMPTY
                        .with("name", 1)
                        .with("email", List.of())
                        .with("msisdn", 15551234567L)
                        .with("identity", Map.of())
                        .with("metadata", "{}")),
                Map.of(
                        "name", "not_text",
                        "email", "not_text",
                        "msisdn", "not_text",
                        "identity", "not_text",
                        "metadata", "not_object"));
    }

    @Test
    void V1_V3_theExampleOfTheDocumentIsAccepted() throws Exception {
        assertThat(row(create(subscriber().with("msisdn", "+15551234567")))
                        .path("msisdn")
                        .stringValue())
                .isEqualTo("+15551234567");
    }

    @Test
    void V2_anMsisdnIsThePhoneNotItsSpelling() throws Exception {
        String national = freshBritish();

        assertThat(row(create(subscriber().with("msisdn", "+440" + national)))
                        .path("msisdn")
                        .stringValue())
                .isEqualTo("+44" + national);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "15551234567",
                "+05551234567",
                "+123456",
                "+1234567890123456",
                "+1555123456x",
                " +15551234567",
                "+1555123456\u0667"
            })
    void V1_anMsisdnIsE164(String msisdn) throws Exception {
        assertInvalid(create(subscriber().with("msisdn", msisdn)), "msisdn", "not_e164");
    }

    @Test
    void V11_metadataHasAtMost50Keys() throws Exception {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            metadata.put("key" + i, i);
        }
        assertKept(JsonMapper.shared().writeValueAsString(metadata));

        metadata.put("key50", 50);

        assertInvalid(create(subscriber().with("metadata", metadata)), "metadata", "too_many");
    }

    @Test
    void V11_metadataHasAtMost16KiBAsJson() throws Exception {
        int overhead = "{\"a\":\"\"}".length();
        assertKept("{\"a\":\"" + "x".repeat(16 * 1024 - overhead) + "\"}");
        assertKept("  {  \"a\"  :  \"" + "\u00e9".repeat((16 * 1024 - overhead) / 2) + "\"  }  ");

        assertInvalid(withMetadata("{\"a\":\"" + "x".repeat(16 * 1024 - overhead + 1) + "\"}"), "metadata", "too_long");
        assertInvalid(
                withMetadata("{\"a\":\"" + "\u00e9".repeat((16 * 1024 - overhead) / 2 + 1) + "\"}"),
                "metadata",
                "too_long");
    }

    @Test
    void V11_metadataIsNotNestedTooDeep() throws Exception {
        assertKept("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}");

        assertInvalid(withMetadata("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"), "metadata", "too_deep");
        assertProblem(withMetadata("{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}"), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\\u0000b\": 1}",
                "{\"a\": \"\\u0000\"}",
                "{\"a\": [{\"b\": \"\\ud800\"}]}",
                "{\"a\\ud800\": 1}",
                "{\"a\": [{\"\\udc00\\ud800\": 1}]}"
            })
    void V8_V11_metadataIsWellFormedText(String metadata) throws Exception {
        assertInvalid(withMetadata(metadata), "metadata", "malformed_text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"\": null, \" \": true, \"__proto__\": {\"constructor\": []}}",
                "{\"a\": {\"b\": {\"a\": \"<script>\"}}, \"emoji\": \"\ud83d\ude00\"}",
                "{\"n\": [0, -1, 9007199254740993, 123456789012345678901234567890]}",
            })
    void V11_metadataIsKeptAsItIs(String metadata) throws Exception {
        assertKept(metadata);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10",
                "100e-2147483649",
                "1e400",
                "-1e400",
                "1e-400",
                "1e999999999",
                "1e-2147483647",
                "1e2147483648",
                "1e99999999999",
                "0.1000000000000000055511151231257827",
                "0e999999999"
            })
    void V11_anyNumberIsKeptExactlyOrRefused(String number) throws Exception {
        Reply reply = withMetadata("{\"n\": " + number + "}");

        assertThat(reply.status()).as("status of %s", reply).isIn(201, 400);
        if (reply.status() == 201) {
            assertThat(Reply.parse(reply.body()).isObject()).isTrue();
            String kept = reply.body().replaceFirst(".*\"n\":([^}]*)}.*", "$1");
            assertThat(new BigDecimal(kept)).isEqualByComparingTo(new BigDecimal(number));
        }
    }

    @Test
    void V11_aWholeNumberStaysOneInItsSpelling() throws Exception {
        assertThat(withMetadata("{\"n\":[10,1200,-100,1000000000000000000000]}").body())
                .contains("\"n\":[10,1200,-100,1000000000000000000000]");
    }

    @Test
    void anUnknownOrMissingApiKeyIsUnauthorized() throws Exception {
        String body = systems.connect("wrong").create(subscriber()).body();
        for (CreateCall call : List.of(
                systems.connect("wrong"),
                systems.connect(""),
                systems.connect("K3Y"),
                systems.connect().without("X-API-Key"),
                systems.connect().without("X-API-Key").bearing("k3y"))) {
            for (Reply reply : List.of(call.create(subscriber()), call.post("{"))) {
                assertProblem(reply, 401, "unauthorized");
                assertThat(reply.header("WWW-Authenticate")).isPresent();
                assertThat(reply.body()).isEqualTo(body);
            }
        }
        OpenApi.served().assertAnswer("POST", "/users", 401, "application/problem+json", body);
    }

    @Test
    void N4_nothingIsAKeyUnlessTheAccountAsks() throws Exception {
        NewUser user = subscriber().with("identity", "19121212-1212");

        JsonNode first = row(create(user));
        JsonNode second = row(create(user));

        assertThat(second.get("userId")).isNotEqualTo(first.get("userId"));
    }

    @Test
    void N4_T1_theKeysOfAnAccountAreRefusedByName() throws Exception {
        String national = freshBritish();
        String email = freshEmail();
        NewUser user = subscriber()
                .with("email", email)
                .with("msisdn", "+44" + national)
                .with("identity", "id-" + national);
        CreateCall keyed = systems.connect("keyed-k3y");
        row(keyed.create(user));
        row(systems.connect("0ther-k3y").create(user));

        Map<String, NewUser> taken = Map.of(
                "email", subscriber().with("email", email.toUpperCase(Locale.ROOT)),
                "msisdn", subscriber().with("msisdn", "+440" + national),
                "identity", subscriber().with("identity", "id-" + national));
        for (Map.Entry<String, NewUser> entry : taken.entrySet()) {
            Reply reply = keyed.create(entry.getValue());
            JsonNode problem = assertProblem(reply, 409, "already_in_use", "field");
            assertThat(problem.path("field").stringValue()).isEqualTo(entry.getKey());
            OpenApi.served().assertAnswer("POST", "/users", 409, "application/problem+json", reply.body());
        }
        // An account that asks for emails only has no other keys.
        CreateCall emailed = systems.connect("emailed-k3y");
        row(emailed.create(user));
        row(emailed.create(user.with("email", freshEmail())));
        assertThat(assertProblem(emailed.create(user), 409, "already_in_use", "field")
                        .path("field")
                        .stringValue())
                .isEqualTo("email");
    }

    @Test
    void N4_ofManyWithOneKeyOneIsCreated() throws Exception {
        NewUser user = subscriber();

        List<Reply> replies =
                Together.atOnce(16, i -> systems.connect("emailed-k3y").create(user));

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() != 201))
                .hasSize(15)
                .allSatisfy(reply -> assertProblem(reply, 409, "already_in_use", "field"));
    }
}
