package dev.partyline.http;

import static dev.partyline.http.OtherSystems.customerUser;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.Problems.assertInvalid;
import static dev.partyline.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.HostProcess.Ended;
import dev.partyline.http.openapi.OpenApi;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Corti API through the started jar. */
class CortiApiIT {
    private static final String PATH = "/functions/v1/public/projects/{projectId}/customers/{customerId}/users";
    /** Of {@code correct horse battery staple}, made by libxcrypt. */
    private static final String BCRYPT = "$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS";

    private static final String PASSWORD = "My$ecureP@ssw0rd123!";

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
        return systems.corti().create(user);
    }

    private static JsonNode row(Reply reply) {
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(201);
        JsonNode row = reply.json();
        OpenApi.served().assertAnswer("POST", PATH, 201, "application/json", reply.body());
        return row;
    }

    @Test
    void aRowHasExactlyThePublishedMembers() throws Exception {
        NewUser user = customerUser().with("password", PASSWORD);
        OpenApi.served().assertRequest("POST", PATH, "application/json", json(user));
        Instant before = Instant.now();

        JsonNode row = row(create(user));

        assertThat(row.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "email", "firstName", "lastName", "emailVerified", "enabled", "createdAt");
        String id = row.path("id").stringValue();
        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(row.path("email").stringValue()).isEqualTo(user.members().get("email"));
        assertThat(row.path("firstName").stringValue()).isEqualTo("John");
        assertThat(row.path("lastName").stringValue()).isEqualTo("Doe");
        String createdAt = row.path("createdAt").stringValue();
        assertThat(createdAt).endsWith("Z");
        assertThat(Instant.parse(createdAt)).isBetween(before.minusSeconds(1), Instant.now());
    }

    private static JsonNode json(NewUser user) {
        return JsonMapper.shared().valueToTree(user.members());
    }

    @Test
    void C3_enabledIsTrueAndEmailVerifiedFalseUnlessStated() throws Exception {
        JsonNode byDefault = row(create(customerUser()));
        JsonNode stated = row(create(customerUser().with("enabled", false).with("emailVerified", true)));
        JsonNode ofNulls = row(create(customerUser().with("enabled", null).with("emailVerified", null)));

        assertThat(List.of(byDefault, ofNulls)).allSatisfy(row -> {
            assertThat(row.get("enabled")).isEqualTo(Reply.parse("true"));
            assertThat(row.get("emailVerified")).isEqualTo(Reply.parse("false"));
        });
        assertThat(stated.get("enabled")).isEqualTo(Reply.parse("false"));
        assertThat(stated.get("emailVerified")).isEqualTo(Reply.parse("true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "firstName", "lastName"})
    void C1_emailAndNamesAreRequired(String member) throws Exception {
        assertInvalid(create(customerUser().without(member)), member, "required");
        assertInvalid(create(customerUser().with(member, null)), member, "required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"firstName", "lastName"})
    void C1_V8_namesAreNotBlankAndHaveAtMost256CodePoints(String member) throws Exception {
        for (String blank : List.of("", " ", "\t\n", "\u2003")) {
            assertInvalid(create(customerUser().with(member, blank)), member, "blank");
        }
        assertInvalid(create(customerUser().with(member, "a".repeat(257))), member, "too_long");
        assertInvalid(create(customerUser().with(member, "a\u0000b")), member, "malformed_text");
        String longest = "\ud83d\ude00".repeat(256);
        assertThat(row(create(customerUser().with(member, longest)))
                        .path(member)
                        .stringValue())
                .isEqualTo(longest);
    }

    @Test
    void V8_anUnpairedSurrogateIsRefused() throws Exception {
        assertInvalid(
                systems.corti()
                        .post("{\"email\": \"" + freshEmail()
                                + "\", \"firstName\": \"\\ud800\", \"lastName\": \"Doe\"}"),
                "firstName",
                "malformed_text");
    }

    @Test
    void anIgnoredMemberMayHaveHalfAPairInItsName() throws Exception {
        row(systems.corti()
                .post("{\"email\": \"" + freshEmail()
                        + "\", \"firstName\": \"Jane\", \"lastName\": \"Doe\", \"a\\ud800\": 1}"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            v5.plain@example.com,            201
            v5+tag@sub.example.co.uk,        201
            o'hara.v5@example.com,           201
            v5@m\u00fcnchen.example.com,          201
            v5@xn--mnchen-3ya.de,            201
            v5,                              400
            v5@,                             400
            @example.com,                    400
            v5@example,                      400
            v5@localhost,                    400
            v5@example.nosuchtld,            400
            v5..two@example.com,             400
            v5@-example.com,                 400
            v5 space@example.com,            400
            v5@exa_mple.com,                 400
            "v5@example.com,w5@example.com", 400
            """)
    void V5_emailsAreThoseOfCommonsValidator(String email, int status) throws Exception {
        Reply reply = create(customerUser().with("email", email));

        if (status == 201) {
            assertThat(row(reply).path("email").stringValue()).isEqualTo(email);
        } else {
            assertInvalid(reply, "email", "not_an_email");
        }
    }

    @ParameterizedTest
    @CsvSource({"15, too_short", "16, ''", "64, ''", "65, too_long"})
    void V10_aPasswordHas16To64CodePoints(int length, String code) throws Exception {
        for (String character : List.of("p", "\ud83d\ude00")) {
            Reply reply = create(customerUser().with("password", character.repeat(length)));

            if (code.isEmpty()) {
                assertThat(row(reply).has("password")).isFalse();
            } else {
                assertInvalid(reply, "password", code);
            }
        }
    }

    @Test
    void C7_aHashIsTakenInPlaceOfAPasswordAndToldToNobody() throws Exception {
        NewUser user = customerUser().with("passwordHash", "$2b" + BCRYPT);
        OpenApi.served().assertRequest("POST", PATH, "application/json", json(user));

        Reply created = create(user);

        row(created);
        assertThat(created.body()).doesNotContain(BCRYPT, "assword");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "correct horse battery staple",
                "$2b$31$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS",
                "$argon2id$v=19$m=4194304,t=3,p=4$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$pbkdf2-sha256$i=4294967295$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "5f4dcc3b5aa765d61d8327deb882cf99"
            })
    void C7_aHashThatIsForeignOrTooDearIsRefused(String hash) throws Exception {
        Reply refused = create(customerUser().with("passwordHash", hash));

        assertInvalid(refused, "passwordHash", "unknown_hash");
        OpenApi.served().assertAnswer("POST", PATH, 400, "application/problem+json", refused.body());
    }

    @Test
    void C7_aPasswordAndAHashDoNotGoTogether() throws Exception {
        NewUser user = customerUser().with("passwordHash", "$2b" + BCRYPT);

        assertInvalid(create(user.with("password", PASSWORD)), "passwordHash", "not_with_password");
        row(create(user.with("password", null)));
        row(create(customerUser().with("passwordHash", null).with("password", PASSWORD)));
    }

    @Test
    void C7_aHashIsTextThatCanBeStored() throws Exception {
        assertInvalid(create(customerUser().with("passwordHash", 1)), "passwordHash", "not_text");
        assertInvalid(create(customerUser().with("passwordHash", "$".repeat(513))), "passwordHash", "too_long");
        assertInvalid(create(customerUser().with("passwordHash", "$2b$\u0000")), "passwordHash", "malformed_text");
    }

    @Test
    void C7_V12_anUnknownHashIsToldWithEveryOtherFault() throws Exception {
        assertInvalid(
                create(NewUser.EMPTY.with("email", "nobody").with("passwordHash", "nothing")),
                Map.of(
                        "email", "not_an_email",
                        "firstName", "required",
                        "lastName", "required",
                        "passwordHash", "unknown_hash"));
    }

    @Test
    void valuesOfAnotherTypeAreToldByThatAlone() throws Exception {
        assertInvalid(
                create(NewUser.EMPTY
                        .with("email", 1)
                        .with("firstName", List.of("John"))
                        .with("lastName", Map.of())
                        .with("password", true)
                        .with("enabled", "true")
                        .with("emailVerified", 0)),
                Map.of(
                        "email", "not_text",
                        "firstName", "not_text",
                        "lastName", "not_text",
                        "password", "not_text",
                        "enabled", "not_boolean",
                        "emailVerified", "not_boolean"));
    }

    @Test
    void V12_everyFaultIsToldAtOnce() throws Exception {
        Reply reply = systems.corti()
                .once("k".repeat(257))
                .create(NewUser.EMPTY
                        .with("email", "nobody")
                        .named(" ", "n".repeat(257))
                        .with("password", "short"));

        assertInvalid(
                reply,
                Map.of(
                        "email", "not_an_email",
                        "firstName", "blank",
                        "lastName", "too_long",
                        "password", "too_short",
                        "X-Idempotency-Key", "too_long"));
        OpenApi.served().assertAnswer("POST", PATH, 400, "application/problem+json", reply.body());
    }

    @Test
    void unknownMembersAreIgnored() throws Exception {
        assertThat(row(create(customerUser().with("nickname", "Jo"))).has("nickname"))
                .isFalse();
    }

    @Test
    void C5_T2_everyWrongCredentialHasOneAnswer() throws Exception {
        List<CreateCall> wrong = List.of(
                systems.corti("consoleproject", "contosohospital"),
                systems.corti().bearing("wrong"),
                systems.corti().bearing(""),
                systems.corti().bearing("0ther-t0ken"),
                systems.corti().with("Authorization", "Basic t0ken"),
                systems.corti().with("Authorization", "t0ken"),
                systems.corti("nosuchproject", "contosohospital").bearing("t0ken"),
                systems.corti("otherproject", "contosohospital").bearing("t0ken"),
                systems.corti("%E2%98%8E%2B", "contosohospital").bearing("t0ken"),
                systems.corti("consoleproject", "nosuchcustomer").bearing("wrong"));
        String body = wrong.get(0).create(customerUser()).body();
        for (CreateCall call : wrong) {
            for (Reply reply : List.of(call.create(customerUser()), call.post("{"))) {
                assertProblem(reply, 401, "unauthorized");
                assertThat(reply.header("WWW-Authenticate"))
                        .hasValueSatisfying(scheme -> assertThat(scheme).startsWith("Bearer"));
                assertThat(reply.body()).isEqualTo(body);
            }
        }
        OpenApi.served().assertAnswer("POST", PATH, 401, "application/problem+json", body);
    }

    @Test
    void C5_C2_anUnknownCustomerIsNotFoundAndLeavesNoUser() throws Exception {
        NewUser user = customerUser();
        for (String customer : List.of("nosuchcustomer", "CONTOSOHOSPITAL", "c".repeat(257))) {
            Reply reply =
                    systems.corti("consoleproject", customer).bearing("t0ken").create(user);
            assertProblem(reply, 404, "customer_not_found");
            OpenApi.served().assertAnswer("POST", PATH, 404, "application/problem+json", reply.body());
        }
        // The other project's customer of this name is not this one's.
        assertProblem(
                systems.corti("otherproject", "fabrikamclinic")
                        .bearing("0ther-t0ken")
                        .create(user),
                404,
                "customer_not_found");

        row(create(user));
    }

    @Test
    void C4_T1_anEmailIsTakenInTheWholeProjectAndInNoOther() throws Exception {
        String email = freshEmail();
        row(create(customerUser().with("email", email)));

        NewUser again = customerUser().with("email", email.toUpperCase(Locale.ROOT));
        Reply taken = create(again);
        assertProblem(taken, 409, "email_already_in_use");
        assertThat(taken.body()).doesNotContainIgnoringCase(email);
        OpenApi.served().assertAnswer("POST", PATH, 409, "application/problem+json", taken.body());
        assertProblem(
                systems.corti("consoleproject", "fabrikamclinic")
                        .bearing("t0ken")
                        .create(again),
                409,
                "email_already_in_use");
        JsonNode elsewhere = row(systems.corti("otherproject", "contosohospital")
                .bearing("0ther-t0ken")
                .create(again));
        assertThat(elsewhere.path("email").stringValue()).isEqualTo(email.toUpperCase(Locale.ROOT));
    }

    @RepeatedTest(5)
    void C4_ofManyWithOneEmailOneIsCreated() throws Exception {
        NewUser user = customerUser();

        List<Reply> replies = Together.atOnce(
                16,
                i -> systems.corti("consoleproject", i % 2 == 0 ? "contosohospital" : "fabrikamclinic")
                        .bearing("t0ken")
                        .create(user));

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() != 201))
                .hasSize(15)
                .allSatisfy(reply -> assertProblem(reply, 409, "email_already_in_use"));
    }

    @Test
    void C6_aBurstOfPasswordsIsAnsweredFromLittleMemoryAndLeavesNoTrace() throws Exception {
        // Hashed all at once, they would need several times as much.
        OtherSystems small = OtherSystems.start(Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Xmx192m -XX:ActiveProcessorCount=2 -Dpartyline.queue-time=PT1M -Dpartyline.request-time=PT1M"));
        Ended ended;
        try {
            List<Reply> replies = Together.atOnce(
                    40,
                    i -> small.corti()
                            .create(customerUser().with("password", "P4ssw0rd-number-" + i + "-" + PASSWORD)));

            assertThat(replies).allSatisfy(reply -> {
                assertThat(reply.status()).as("status of %s", reply).isEqualTo(201);
                assertThat(reply.body()).doesNotContain("P4ssw0rd", "argon2");
            });
            assertThat(small.corti()
                            .create(customerUser().with("password", "P4ssw0rd-short"))
                            .body())
                    .doesNotContain("P4ssw0rd");
            for (String hash : List.of("$2b" + BCRYPT, "$2x" + BCRYPT)) {
                assertThat(small.corti()
                                .create(customerUser().with("passwordHash", hash))
                                .body())
                        .doesNotContain(BCRYPT);
            }
            assertThat(small.corti()
                            .post("{\"password\": \"P4ssw0rd-in-no-json\"")
                            .body())
                    .doesNotContain("P4ssw0rd");
            assertThat(small.host().call("GET", "/healthz").status()).isEqualTo(200);
        } finally {
            ended = small.stop();
        }
        assertThat(ended.out() + ended.err())
                .doesNotContain("P4ssw0rd", PASSWORD, BCRYPT, "argon2", "OutOfMemory", "@example.com");
    }
}
