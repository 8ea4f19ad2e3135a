package dev.partyline.http;

import static dev.partyline.http.OtherSystems.appUser;
import static dev.partyline.http.OtherSystems.email;
import static dev.partyline.http.OtherSystems.freshBritish;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.OtherSystems.phone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.openapi.OpenApi;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The Prelude API through the started jar. */
class PreludeApiIT {
    private static final String PATH = "/v2/session/apps/{appID}/users";

    // As the reference document has them, word for word (seed 004).
    private static final String INVALID_REQUEST = """
            {"code": "invalid_request", "status": "bad_request", "message": "The request body is invalid."}""";
    private static final String INVALID_ID = """
            {"code": "invalid_id", "status": "bad_request", "message": "The provided ID is invalid."}""";
    private static final String TOO_MANY = """
            {"code": "too_many_user_identifiers", "status": "bad_request", "message": "The user has too many identifiers."}""";
    private static final String SESSION_DISABLED = """
            {"code": "session_disabled", "status": "forbidden",
             "message": "Session management is disabled for this application."}""";
    private static final String APP_NOT_FOUND = """
            {"code": "app_not_found", "status": "not_found", "message": "The application was not found."}""";
    private static final String ALREADY_IN_USE = """
            {"code": "already_in_use", "status": "conflict", "message": "The identifier is already in use by another user."}""";
    private static final String EXTERNAL_ID_IN_USE = """
            {"code": "external_id_already_in_use", "status": "conflict", "message": "The provided external id is already in use"}""";
    private static final String CONFLICT = """
            {"code": "conflict", "status": "conflict",
             "message": "A conflict occurred with the current state of the resource."}""";

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
        return systems.prelude().create(user);
    }

    private static NewUser fresh() {
        return appUser(email(freshEmail()));
    }

    private static String id(Reply reply) {
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(201);
        assertThat(reply.json().propertyNames()).containsExactly("id");
        OpenApi.served().assertAnswer("POST", PATH, 201, "application/json", reply.body());
        return reply.json().path("id").stringValue();
    }

    private static void assertRefused(Reply reply, int status, String body) {
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(status);
        assertThat(reply.json()).isEqualTo(Reply.parse(body));
        OpenApi.served().assertAnswer("POST", PATH, status, "application/json", reply.body());
    }

    private static void assertUnauthorized(Reply reply) {
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(401);
        assertThat(reply.json().propertyNames()).containsExactlyInAnyOrder("code", "status", "message");
        assertThat(reply.json().path("code").stringValue()).isEqualTo("unauthorized");
        assertThat(reply.json().path("status").stringValue()).isEqualTo("unauthorized");
        assertThat(reply.header("WWW-Authenticate")).isPresent();
        OpenApi.served().assertAnswer("POST", PATH, 401, "application/json", reply.body());
    }

    /** The UUID as a TypeID, by the arithmetic of big numbers: base 32 with Crockford's digits. */
    private static String typeId(UUID id) {
        String digits = new BigInteger(id.toString().replace("-", ""), 16).toString(32);
        StringBuilder crockford = new StringBuilder("usr_" + "0".repeat(26 - digits.length()));
        digits.chars()
                .map(digit -> Character.digit(digit, 32))
                .forEach(digit -> crockford.append("0123456789abcdefghjkmnpqrstvwxyz".charAt(digit)));
        return crockford.toString();
    }

    /** The UUID that a TypeID is. */
    private static UUID uuid(String typeId) {
        BigInteger number = BigInteger.ZERO;
        for (char digit : typeId.substring("usr_".length()).toCharArray()) {
            number = number.shiftLeft(5).add(BigInteger.valueOf("0123456789abcdefghjkmnpqrstvwxyz".indexOf(digit)));
        }
        return new UUID(number.shiftRight(64).longValue(), number.longValue());
    }

    @Test
    void A5_anIdIsATypeIdThatNoOtherUserHas() throws Exception {
        NewUser user = appUser(phone("+306912345678"), email("test@example.com"))
                .with("profile", Map.of("first_name", "John", "last_name", "Doe"))
                .with("external_id", "customer-user-42");
        OpenApi.served()
                .assertRequest(
                        "POST", PATH, "application/json", JsonMapper.shared().valueToTree(user.members()));

        String first = id(create(user));
        String second = id(create(fresh()));

        assertThat(List.of(first, second)).allMatch(id -> id.matches("usr_[0-7][0-9a-hjkmnp-tv-z]{25}"));
        assertThat(second).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550e8400-e29b-41d4-a716-446655440000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "00000000-0000-0000-0000-000000000001",
                "80000000-0000-0000-8000-000000000000",
                "0195dcb4-479c-7052-a0fc-f14362b98b50"
            })
    void A4_A5_theCallersIdIsTheUsers(String id) throws Exception {
        assertThat(id(create(fresh().with("id", id)))).isEqualTo(typeId(UUID.fromString(id)));

        assertRefused(create(fresh().with("id", id)), 409, CONFLICT);
        assertRefused(create(fresh().with("id", id.toUpperCase(Locale.ROOT))), 409, CONFLICT);
        // In another app it is another user's (T1).
        assertThat(id(systems.prelude("fvua38g").bearing("0ther-t0ken").create(fresh().with("id", id))))
                .isEqualTo(typeId(UUID.fromString(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr_01jqebhswje1ka1z7ahr9rfsgt", "usr_01jqy7455pf8p9bap5qke912g1"})
    void A5_thePublishedExamplesAreWhatTheirUuidsBecome(String example) throws Exception {
        assertThat(id(create(fresh().with("id", uuid(example).toString())))).isEqualTo(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "1-1-1-1-1",
                "{550e8400-e29b-41d4-a716-446655440009}",
                "550e8400e29b41d4a716446655440009",
                "550e8400-e29b-41d4-a716-44665544000g",
                "usr_01jqebhswje1ka1z7ahr9rfsgt"
            })
    void A4_anIdThatIsNoUuidIsInvalid(String id) throws Exception {
        assertRefused(create(fresh().with("id", id)), 400, INVALID_ID);
    }

    @Test
    void A4_anIdOfAnotherTypeIsInvalid() throws Exception {
        assertRefused(create(fresh().with("id", 42)), 400, INVALID_ID);
        assertRefused(create(fresh().with("id", List.of())), 400, INVALID_ID);
    }

    @Test
    void A6_anUnknownAppComesBeforeAnythingElse() throws Exception {
        for (String token : List.of("t0ken", "0ther-t0ken", "cl0sed-t0ken")) {
            CreateCall unknown = systems.prelude("nosuchapp").bearing(token);
            for (Reply reply : anything(unknown)) {
                assertRefused(reply, 404, APP_NOT_FOUND);
            }
        }
        for (Reply reply : anything(systems.prelude("nosuchapp").bearing("wrong"))) {
            assertUnauthorized(reply);
        }
        for (Reply reply : anything(systems.prelude("nosuchapp"))) {
            assertUnauthorized(reply);
        }
    }

    @Test
    void A6_T3_switchedOffSessionsComeBeforeAnythingElse() throws Exception {
        for (Reply reply : anything(systems.prelude("closed").bearing("cl0sed-t0ken"))) {
            assertRefused(reply, 403, SESSION_DISABLED);
        }
        for (Reply reply : anything(systems.prelude("closed").bearing("t0ken"))) {
            assertUnauthorized(reply);
        }
    }

    @Test
    void T2_anAppIsNoneOfAnotherAppsBusiness() throws Exception {
        for (CreateCall call : List.of(
                systems.prelude("54e9ujn"),
                systems.prelude("54e9ujn").bearing("0ther-t0ken"),
                systems.prelude("54e9ujn").bearing("wrong"),
                systems.prelude("54e9ujn").bearing(""),
                systems.prelude("54e9ujn").with("Authorization", "t0ken"))) {
            for (Reply reply : anything(call)) {
                assertUnauthorized(reply);
            }
        }
    }

    /** The answers to a good request, and to others that are wrong in every other way. */
    private static List<Reply> anything(CreateCall call) throws Exception {
        return List.of(
                call.create(fresh()),
                call.create(fresh().with("id", "nobody")),
                call.once("k".repeat(257)).create(fresh()),
                call.post("{"),
                call.post(""),
                call.post("x".repeat(70_000)),
                call.without("Content-Type").post("{}"),
                call.with("Content-Type", "text/plain").post("{}"));
    }

    @Test
    void A1_thereIsAtLeastOneIdentifier() throws Exception {
        assertRefused(create(appUser()), 400, INVALID_REQUEST);
        assertRefused(create(NewUser.EMPTY), 400, INVALID_REQUEST);
        assertRefused(create(NewUser.EMPTY.with("identifiers", null)), 400, INVALID_REQUEST);
    }

    @Test
    void A1_eachIdentifierStandsThereOnce() throws Exception {
        String national = freshBritish();
        for (NewUser user : List.of(
                appUser(phone("+44" + national), phone("+440" + national)),
                appUser(email("a1@example.com"), email("A1@Example.COM")),
                appUser(email("a1@m\u00fcnchen.de"), email("a1@xn--mnchen-3ya.de")),
                appUser(phone("+44" + national), email("a1@example.com"), phone("+44" + national)))) {
            assertRefused(create(user), 400, INVALID_REQUEST);
        }
    }

    @Test
    void A1_thereAreAtMostAsManyIdentifiersAsTheAppAllows() throws Exception {
        assertRefused(create(withIdentifiers(6)), 400, TOO_MANY);
        id(create(withIdentifiers(5)));
        CreateCall byDefault = systems.prelude("fvua38g").bearing("0ther-t0ken");
        assertRefused(byDefault.create(withIdentifiers(11)), 400, TOO_MANY);
        id(byDefault.create(withIdentifiers(10)));
    }

    private static NewUser withIdentifiers(int count) {
        return appUser(
                IntStream.range(0, count).mapToObj(i -> email(freshEmail())).toArray());
    }

    @Test
    void V12_faultsOfTwoKindsAreAnInvalidRequest() throws Exception {
        assertRefused(create(withIdentifiers(6).with("id", "nobody")), 400, INVALID_REQUEST);
        assertRefused(create(fresh().with("id", "nobody").with("external_id", "")), 400, INVALID_REQUEST);
    }

    @Test
    void A1_V1_V5_identifiersArePhonesAndEmails() throws Exception {
        for (Object wrong : Arrays.asList(
                phone("(415) 555-0132"),
                phone("test@example.com"),
                email("+306912345678"),
                email("test@localhost"),
                Map.of("type", "passport", "value", "1"),
                Map.of("type", "PHONE_NUMBER", "value", "+306912345678"),
                Map.of("type", "phone_number"),
                Map.of("value", "+306912345678"),
                Map.of("type", 1, "value", "+306912345678"),
                Map.of("type", "phone_number", "value", 306912345678L),
                Map.of(),
                List.of(),
                "+306912345678",
                null)) {
            assertRefused(
                    create(NewUser.EMPTY.with("identifiers", Arrays.asList(email(freshEmail()), wrong))),
                    400,
                    INVALID_REQUEST);
        }
        assertRefused(create(NewUser.EMPTY.with("identifiers", email(freshEmail()))), 400, INVALID_REQUEST);
        assertRefused(create(NewUser.EMPTY.with("identifiers", "+306912345678")), 400, INVALID_REQUEST);
    }

    @Test
    void V11_aProfileIsOfTextsUnderTheBoundsOfMetadata() throws Exception {
        Map<String, Object> profile = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            profile.put("key" + i, "value");
        }
        id(create(fresh().with("profile", profile)));
        id(create(fresh().with("profile", Map.of())));
        id(create(fresh().with("profile", null)));
        profile.put("key50", "value");
        assertRefused(create(fresh().with("profile", profile)), 400, INVALID_REQUEST);
        for (Object wrong : List.of(
                Map.of("age", 42),
                Map.of("tags", List.of()),
                Map.of("bio", "x".repeat(16 * 1024)),
                Map.of("bio", "\u0000"),
                List.of(),
                "John")) {
            assertRefused(create(fresh().with("profile", wrong)), 400, INVALID_REQUEST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\\ud800\": \"x\"}", "{\"a\": \"\\ud800\"}"})
    void V8_V11_aProfileIsWellFormedText(String profile) throws Exception {
        assertRefused(
                systems.prelude()
                        .post("{\"identifiers\": [{\"type\": \"email_address\", \"value\": \"" + freshEmail()
                                + "\"}], \"profile\": " + profile + "}"),
                400,
                INVALID_REQUEST);
    }

    @Test
    void A2_V2_V6_anIdentifierIsAKeyOfTheApp() throws Exception {
        String national = freshBritish();
        String address = freshEmail();
        id(create(appUser(phone("+44" + national), email(address))));

        assertRefused(create(appUser(phone("+440" + national))), 409, ALREADY_IN_USE);
        assertRefused(create(appUser(email(address.toUpperCase(Locale.ROOT)))), 409, ALREADY_IN_USE);
        id(systems.prelude("fvua38g").bearing("0ther-t0ken").create(appUser(phone("+44" + national), email(address))));
    }

    @Test
    void A2_ofARefusedUserNoIdentifierIsClaimed() throws Exception {
        String taken = freshEmail();
        String free = freshEmail();
        String freePhone = Phones.fresh();
        id(create(appUser(email(taken))));

        assertRefused(
                create(appUser(email(free), email(taken), phone(freePhone))
                        .with("id", "550e8400-e29b-41d4-a716-446655440777")
                        .with("external_id", "refused")),
                409,
                ALREADY_IN_USE);

        id(create(appUser(phone(freePhone), email(free))
                .with("id", "550e8400-e29b-41d4-a716-446655440777")
                .with("external_id", "refused")));
    }

    @Test
    void A2_ofManyThatShareIdentifiersOneIsCreated() throws Exception {
        Object[] shared =
                IntStream.range(0, 16).mapToObj(i -> email(freshEmail())).toArray();

        // Each shares one identifier with the next, in a ring, and all share one with each other.
        String common = freshEmail();
        List<Reply> replies =
                Together.atOnce(16, i -> create(appUser(shared[i], shared[(i + 1) % shared.length], email(common))));

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() != 201))
                .hasSize(15)
                .allSatisfy(reply -> assertRefused(reply, 409, ALREADY_IN_USE));
        int created = IntStream.range(0, 16)
                .filter(i -> replies.get(i).status() == 201)
                .findFirst()
                .orElseThrow();
        // All the others' identifiers are free.
        id(systems.prelude().create(appUser(shared[(created + 2) % 16], shared[(created + 3) % 16])));
        assertRefused(create(appUser(shared[created])), 409, ALREADY_IN_USE);
        assertRefused(create(appUser(shared[(created + 1) % 16])), 409, ALREADY_IN_USE);
    }

    @Test
    void A3_V10_anExternalIdIsAKeyOf1To128Characters() throws Exception {
        String longest = "\ud83d\ude00".repeat(128);
        id(create(fresh().with("external_id", longest)));

        assertRefused(create(fresh().with("external_id", longest)), 409, EXTERNAL_ID_IN_USE);
        id(create(fresh().with("external_id", "x")));
        assertRefused(create(fresh().with("external_id", "x")), 409, EXTERNAL_ID_IN_USE);
        id(systems.prelude("fvua38g").bearing("0ther-t0ken").create(fresh().with("external_id", "x")));
        for (Object wrong : List.of("", "x".repeat(129), "\u0000", 42)) {
            assertRefused(create(fresh().with("external_id", wrong)), 400, INVALID_REQUEST);
        }
    }

    @Test
    void theOrderOfRefusalsIsIdentifiersExternalIdId() throws Exception {
        String id = UUID.randomUUID().toString();
        NewUser user = fresh().with("id", id).with("external_id", "order");
        id(create(user));

        assertRefused(create(user), 409, ALREADY_IN_USE);
        assertRefused(create(fresh().with("id", id).with("external_id", "order")), 409, EXTERNAL_ID_IN_USE);
        assertRefused(create(fresh().with("id", id)), 409, CONFLICT);
    }

    @Test
    void whatIsNoJsonObjectIsAnInvalidRequest() throws Exception {
        for (String body :
                List.of("", "{", "[]", "null", "\"\"", "{\"identifiers\": [], \"identifiers\": []}", "{} {}")) {
            assertRefused(systems.prelude().post(body), 400, INVALID_REQUEST);
        }
    }
}
