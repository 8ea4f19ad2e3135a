package dev.partyline.http;

import static dev.partyline.http.NewUser.EMPTY;
import static dev.partyline.http.NewUser.dedicated;
import static dev.partyline.http.NewUser.shared;
import static dev.partyline.http.Refusals.assertInvalid;
import static dev.partyline.http.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the Spectrum API refuses because of the request alone: its credentials, its body and the values in it. */
class SpectrumRefusalsIT {
    private static final String JSON = Encoding.JSON.contentType();
    private static final String FORM = Encoding.FORM.contentType();
    private static final String MULTIPART = Encoding.MULTIPART.contentType();
    private static final String BOUNDARY = MULTIPART.substring(MULTIPART.indexOf('=') + 1);

    private static final int LONGEST_BODY = 64 * 1024;
    private static final String OWN_LINE = "+14155550100";

    private static final TestProject PROJECT = TestProject.owning(OWN_LINE);
    private static final TestProject OTHER_PROJECT = TestProject.fresh();

    private static StartedHost host;
    private static ProjectClient client;

    @BeforeAll
    static void start() throws Exception {
        host = StartedHost.serving(List.of(PROJECT, OTHER_PROJECT), "+14155550900");
        client = host.client(PROJECT);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static void assertMalformed(String contentType, String body) throws Exception {
        assertRefused(client.post(contentType, body), 400, "malformed_body");
    }

    /** A shared user whose member is this literal of JSON. */
    private static Reply createWith(String member, String literal) throws Exception {
        return client.post(
                JSON,
                "{\"type\":\"shared\",\"phoneNumber\":\"" + Phones.fresh() + "\",\"" + member + "\":" + literal + "}");
    }

    // What is no body

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"shared\"",
                "7",
                "{",
                "{}{}",
                "{} x",
                "{'type':'shared'}",
                "{\"type\":\"shared\",}",
                "{\"type\":\"shared\" \"phoneNumber\":\"+14155550132\"}",
                "{\"type\":\"shared\",\"type\":\"shared\",\"phoneNumber\":\"+14155550132\"}",
                "{\"type\":\"shared\",\"t\\u0079pe\":\"shared\",\"phoneNumber\":\"+14155550132\"}",
                "{\"type\":\"shared\",\"phoneNumber\":\"+14155550132\",\"x\":{\"a\":1,\"a\":1}}",
                "type=shared&phoneNumber=%2B14155550132"
            })
    void whatIsNotOneJsonObjectWithEveryNameOnceIsMalformed(String body) throws Exception {
        assertMalformed(JSON, body);
    }

    @Test
    void whatIsNotUtf8IsMalformed() throws Exception {
        String body = Encoding.JSON.write(shared(Phones.fresh()).with("firstName", "Zoë"));

        assertRefused(client.post("/users/", JSON, body.getBytes(ISO_8859_1)), 400, "malformed_body");
        assertThat(client.post(JSON, body).outcome()).isEqualTo("created");
    }

    @Test
    void aFieldThatAFormHasTwiceIsMalformed() throws Exception {
        NewUser user = shared(Phones.fresh());
        String part = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nshared\r\n";

        assertMalformed(FORM, Encoding.FORM.write(user) + "&type=shared");
        assertMalformed(MULTIPART, part + Encoding.MULTIPART.write(user));
    }

    @ParameterizedTest
    @CsvSource({"type=shared&phoneNumber=%2", "type=shared&phoneNumber=%ff", "''"})
    void aFormThatCantBeDecodedIsMalformed(String body) throws Exception {
        assertMalformed(FORM, body);
    }

    @Test
    void aMultipartFormThatIsCutOffOrHasNoBoundaryIsMalformed() throws Exception {
        String body = Encoding.MULTIPART.write(shared(Phones.fresh()));

        assertMalformed(MULTIPART, body.substring(0, body.length() - BOUNDARY.length()));
        assertMalformed("multipart/form-data", body);
        assertMalformed(MULTIPART, "");
    }

    // What is not read

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/xml", "application/jsonp", "application/json; charset=utf-16", "x"})
    void anyOtherMediaTypeIsAnsweredWith415(String contentType) throws Exception {
        assertRefused(
                client.post(contentType, Encoding.JSON.write(shared(Phones.fresh()))), 415, "unsupported_media_type");
    }

    @Test
    void aBodyThatDoesNotSayItsTypeIsAnsweredWith415() throws Exception {
        HttpRequest.Builder request = client.request("POST", "/users/")
                .POST(BodyPublishers.ofString(Encoding.JSON.write(shared(Phones.fresh()))));

        assertRefused(Reply.to(request), 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOf64KiBIsReadAndOneByteMoreIsAnsweredWith413(Encoding encoding) throws Exception {
        NewUser user = shared(Phones.fresh()).with("filler", "");
        int rest = LONGEST_BODY - encoding.write(user).length();

        assertInvalid(client.create(user.with("filler", "x".repeat(rest)), encoding), "filler", "unknown_member");
        assertRefused(client.create(user.with("filler", "x".repeat(rest + 1)), encoding), 413, "body_too_large");
    }

    @Test
    void aBodyThatDoesNotSayItsLengthMayBeNoLongerEither() throws Exception {
        byte[] body = new byte[LONGEST_BODY + 1];
        Arrays.fill(body, (byte) ' ');
        HttpRequest.Builder request = client.request("POST", "/users/")
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofByteArrays(List.of(body)));

        assertRefused(Reply.to(request), 413, "body_too_large");
    }

    // Who may ask

    @Test
    void T2_whoeverIsNotTheProjectGetsOneAndTheSameAnswer() throws Exception {
        String existing = client.create(shared(Phones.fresh())).id();
        List<ProjectClient> strangers = List.of(
                client.as(""),
                client.as("Basic"),
                client.as("Basic "),
                client.as("Basic !!!"),
                client.as("Bearer " + PROJECT.secret()),
                client.as(client.authorization().substring("Basic ".length())),
                client.as(ProjectClient.basic(PROJECT.id(), "")),
                client.as(ProjectClient.basic(PROJECT.id(), PROJECT.secret() + "x")),
                client.as(ProjectClient.basic(PROJECT.id(), OTHER_PROJECT.secret())),
                client.as(ProjectClient.basic(OTHER_PROJECT.id(), PROJECT.secret())),
                client.as(ProjectClient.basic(OTHER_PROJECT.id(), OTHER_PROJECT.secret())),
                client.as(ProjectClient.basic(UUID.randomUUID().toString(), PROJECT.secret())),
                client.as(ProjectClient.basic("", "")),
                client.at(OTHER_PROJECT.id()),
                client.at(UUID.randomUUID().toString()),
                client.at("00000000-0000-0000-0000-000000000000"),
                client.at("4f9d1c1e-6a53-9c39-9a53-0d8f6a1f2b77"),
                client.at("projects"));
        List<Reply> replies = new ArrayList<>();
        for (ProjectClient stranger : strangers) {
            replies.add(stranger.create(shared(Phones.fresh())));
            replies.add(stranger.create(EMPTY.with("unknown", 1)));
            replies.add(stranger.post("text/plain", "x".repeat(LONGEST_BODY + 1)));
            replies.add(stranger.list(""));
            replies.add(stranger.list("?limit=wrong"));
            replies.add(stranger.delete(existing));
            replies.add(stranger.delete(UUID.randomUUID().toString()));
        }
        replies.add(Reply.to(Reply.request("GET", client.url() + "/projects/" + PROJECT.id() + "/users/")));

        assertThat(replies).allSatisfy(reply -> {
            assertRefused(reply, 401, "unauthorized");
            assertThat(reply.header("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic realm=\""));
            assertThat(reply.body()).isEqualTo(replies.get(0).body());
            assertThat(reply.header("WWW-Authenticate"))
                    .isEqualTo(replies.get(0).header("WWW-Authenticate"));
        });
        assertThat(client.delete(existing).status()).isEqualTo(204);
    }

    @Test
    void theSchemeOfTheCredentialsIsReadInAnyCase() throws Exception {
        String credentials = client.authorization().substring("Basic ".length());

        assertThat(client.as("bASIC " + credentials).list("").status()).isEqualTo(200);
    }

    // Which values

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "14155550132",
                "0014155550132",
                "+04155550132",
                "+141555",
                "+1415555013200000",
                "+1 415 555 0132",
                "+1-415-555-0132",
                "+1415555013x",
                "+336ABCDEFG8",
                "+14155550132 ",
                " +14155550132",
                "+14155550132\n",
                "+14155550132;ext=5",
                "tel:+14155550132",
                "＋14155550132",
                "+1415555013２",
                "+٤٤٧٧٠٠٩٠٠١٢٣",
                "(415) 555-0132"
            })
    void V1_whatIsNotE164IsNoPhoneNumber(String phone) throws Exception {
        assertInvalid(client.create(shared(phone)), "phoneNumber", "not_e164");
        assertInvalid(
                client.create(dedicated(phone, phone)),
                Map.of("phoneNumber", "not_e164", "assignedPhoneNumber", "not_e164"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1415555", "+141555501320000", "+15551234567", "+9999999", "+999999999999999"})
    void V1_whatIsE164IsAPhoneNumberEvenIfNobodyHasIt(String phone) throws Exception {
        assertThat(client.create(shared(phone)).user().get("phoneNumber").stringValue())
                .isEqualTo(phone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@example.com",
                "a@",
                "a@b",
                "a@b.c",
                ".a@example.com",
                "a.@example.com",
                "a..b@example.com",
                "a'@example.com",
                "a@-example.com",
                "a@example..com",
                "a@example.c0m",
                "a b@example.com",
                "a@b@example.com",
                "ä@example.com",
                "a@exämple.com",
                "a@example.com\n",
                "\"a\"@example.com",
                "a@[127.0.0.1]"
            })
    void V5_whatThePublishedPatternDoesNotAcceptIsNoEmail(String email) throws Exception {
        assertInvalid(client.create(shared(Phones.fresh()).with("email", email)), "email", "not_an_email");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.co",
                "'-a@b.co",
                "_+-'.x@b.co",
                "o'brien@example.com",
                "a@b-.co",
                "a@1.2.3.nosuchdomain",
                "A+B@EXAMPLE.COM"
            })
    void V5_whatThePublishedPatternAcceptsIsAnEmail(String email) throws Exception {
        JsonNode user =
                client.create(shared(Phones.fresh()).with("email", email)).user();

        assertThat(user.get("email").stringValue()).isEqualTo(email);
    }

    @Test
    void V5_anEmailHasAtMost254Characters() throws Exception {
        String longest = "a".repeat(254 - "@example.com".length()) + "@example.com";
        NewUser user = shared(Phones.fresh());

        assertThat(client.create(user.with("email", longest))
                        .user()
                        .get("email")
                        .stringValue())
                .isEqualTo(longest);
        assertInvalid(client.create(user.with("email", "a" + longest)), "email", "too_long");
    }

    @Test
    void V7_aVeryLongValueIsRefusedLikeAnyOther() throws Exception {
        assertInvalid(
                client.create(shared(Phones.fresh()).with("email", "a@" + "a.".repeat(30_000))), "email", "too_long");
        assertInvalid(client.create(shared("+" + "1".repeat(60_000))), "phoneNumber", "not_e164");
        assertInvalid(
                client.create(shared(Phones.fresh()).with("lastName", "x".repeat(60_000))), "lastName", "too_long");
    }

    @Test
    void V8_aNameHasAtMost256CodePoints() throws Exception {
        for (String character : List.of("x", "é", "𝄞")) {
            NewUser user = shared(Phones.fresh());
            String longest = character.repeat(256);

            assertThat(client.create(user.named(longest, longest))
                            .user()
                            .get("lastName")
                            .stringValue())
                    .isEqualTo(longest);
            assertInvalid(
                    client.create(user.named(longest + character, longest + character)),
                    Map.of("firstName", "too_long", "lastName", "too_long"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0000",
                "a\\u0000b",
                "\\ud834",
                "\\udd1e",
                "\\udd1e\\ud834",
                "a\\ud834b",
                "\\ud834\\ud834\\udd1e"
            })
    void V8_textThatNotEveryStoreCanHoldIsRefused(String escaped) throws Exception {
        assertInvalid(createWith("firstName", "\"" + escaped + "\""), "firstName", "malformed_text");
        assertInvalid(createWith("lastName", "\"" + escaped + "\""), "lastName", "malformed_text");
        assertInvalid(createWith("email", "\"a" + escaped + "@example.com\""), "email", "not_an_email");
    }

    @Test
    void V8_whatAnEscapedPairMeansIsKept() throws Exception {
        assertThat(createWith("firstName", "\"\\ud834\\udd1e\"")
                        .user()
                        .get("firstName")
                        .stringValue())
                .isEqualTo("𝄞");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00"})
    void V8_aFormCantHoldWhatNotEveryStoreCanHoldEither(String encoded) throws Exception {
        String form = Encoding.FORM.write(shared(Phones.fresh())) + "&firstName=" + encoded;

        assertInvalid(client.post(FORM, form), "firstName", "malformed_text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "1e400", "true", "[]", "[\"Ada\"]", "{}", "{\"a\":\"b\"}"})
    void V12_aMemberThatIsNotTextIsAFault(String literal) throws Exception {
        for (String member : List.of("firstName", "lastName", "email")) {
            assertInvalid(createWith(member, literal), member, "not_text");
        }
        assertInvalid(
                client.post(JSON, "{\"type\":" + literal + ",\"phoneNumber\":" + literal + "}"),
                Map.of("type", "not_text", "phoneNumber", "not_text"));
    }

    @Test
    void V12_aRequiredMemberThatIsMissingOrNullIsAFault() throws Exception {
        NewUser user = dedicated(Phones.fresh(), OWN_LINE);
        for (String member : List.of("type", "phoneNumber", "assignedPhoneNumber")) {
            assertInvalid(client.create(user.without(member)), member, "required");
            assertInvalid(client.create(user.with(member, null)), member, "required");
        }
        assertInvalid(client.create(EMPTY), Map.of("type", "required", "phoneNumber", "required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Shared", "shared ", "sharedUser", "DEDICATED", "\u0000"})
    void V12_anUnknownTypeIsAFault(String type) throws Exception {
        assertInvalid(client.create(shared(Phones.fresh()).with("type", type)), "type", "unknown_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "FirstName",
                "first_name",
                "meta",
                "id",
                "projectId",
                "createdAt",
                "assignedPhoneNumber",
                "\u0000",
                "é"
            })
    void V12_anUnknownMemberIsAFaultWhateverItsValue(String member) throws Exception {
        for (Object value : Arrays.asList("x", null, 7)) {
            assertInvalid(client.create(shared(Phones.fresh()).with(member, value)), member, "unknown_member");
        }
    }

    @Test
    void V12_anUnknownMemberMayHaveHalfAPairInItsName() throws Exception {
        assertInvalid(createWith("meta\\ud800", "{\"\\udc00\": 1}"), "meta?", "unknown_member");
    }

    @ParameterizedTest
    @EnumSource
    void V12_everyFaultIsReportedAtOnce(Encoding encoding) throws Exception {
        NewUser wrong = dedicated("415", "555")
                .named("x".repeat(257), "y".repeat(257))
                .with("email", "no")
                .with("meta", "{}")
                .with("nickname", "Ada");
        Map<String, String> faults = Map.of(
                "phoneNumber", "not_e164",
                "assignedPhoneNumber", "not_e164",
                "firstName", "too_long",
                "lastName", "too_long",
                "email", "not_an_email",
                "meta", "unknown_member",
                "nickname", "unknown_member");

        assertInvalid(client.create(wrong, encoding), faults);
    }

    @Test
    void V12_faultsOfTheBodyAndOfTheValuesAreReportedTogether() throws Exception {
        Reply reply = client.post(JSON, "{\"type\":\"guest\",\"firstName\":\"\\u0000\",\"email\":7,\"x\":null}");

        assertInvalid(
                reply,
                Map.of(
                        "type", "unknown_type",
                        "phoneNumber", "required",
                        "firstName", "malformed_text",
                        "email", "not_text",
                        "x", "unknown_member"));
    }

    @Test
    void E3_noFaultRepeatsTheValue() throws Exception {
        Reply reply = client.create(dedicated("personal-1", "personal-2")
                .named("personal-3".repeat(30), "personal-4\u0000")
                .with("email", "personal-5")
                .with("x", "personal-6"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).doesNotContain("personal");
    }

    @Test
    void S5_whatIsRefusedChangesNothing() throws Exception {
        ProjectClient other = host.client(OTHER_PROJECT);
        String phone = Phones.fresh();
        assertInvalid(other.create(shared(phone).with("email", "no")), "email", "not_an_email");
        assertRefused(other.create(dedicated(phone, OWN_LINE)), 422, "line_not_owned");
        assertRefused(other.post("text/plain", Encoding.JSON.write(shared(phone))), 415, "unsupported_media_type");

        assertThat(other.list("").data()).isEmpty();
        assertThat(other.create(shared(phone)).outcome()).isEqualTo("created");
    }
}
