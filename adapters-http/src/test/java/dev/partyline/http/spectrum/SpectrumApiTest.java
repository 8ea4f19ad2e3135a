package dev.partyline.http.spectrum;

import static dev.partyline.http.exchange.Sent.answer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.value.Line;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Router;
import dev.partyline.http.exchange.Sent;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as a function from requests to answers, with nothing between; and what of it no configuration can show. */
class SpectrumApiTest {
    private static final ProjectId PROJECT =
            ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get();
    private static final ProjectId OTHER_PROJECT =
            ProjectId.of("00000000-0000-0000-0000-000000000000").get();
    private static final Line LINE = Line.of("+14155550100").get();
    private static final String SECRET = "s3cret: with a colon, ü and 🔑";
    private static final String USERS = "/projects/" + PROJECT + "/users/";

    private static final String ADA =
            "{\"type\":\"shared\",\"phoneNumber\":\"+14155550132\",\"firstName\":\"Ada\",\"email\":\"ada@example.com\"}";
    private static final String GRACE =
            "{\"type\":\"dedicated\",\"phoneNumber\":\"+14155550132\",\"assignedPhoneNumber\":\"+14155550100\"}";

    private final Map<ProjectId, Project> projects = new HashMap<>(Map.of(
            PROJECT, Project.of(PROJECT),
            OTHER_PROJECT, Project.of(OTHER_PROJECT)));
    private final Set<Line> ownedByAll = new HashSet<>(Set.of(LINE));
    private final Tenants tenants = new Projects();
    private final Router api = router(store(), tenants);

    /** The projects and the lines that they own, as they are now. */
    private class Projects implements Tenants {
        @Override
        public Optional<Project> project(ProjectId id) {
            return Optional.ofNullable(projects.get(id));
        }

        @Override
        public boolean owns(ProjectId project, Line line) {
            return ownedByAll.contains(line);
        }
    }

    private static UserStore store() {
        return InMemoryUserStore.withLines(InMemoryPhonePool.of(
                List.of(PoolLine.unlimited(Line.of("+14155550900").get()))));
    }

    private static Router router(UserStore store, Tenants tenants) {
        return router(UserRegistry.of(store, tenants), tenants);
    }

    private static Router router(UserRegistry registry, Tenants tenants) {
        Map<ProjectId, Secret> secrets = Map.of(PROJECT, new Secret(SECRET), OTHER_PROJECT, new Secret(SECRET));
        return new Router(new SpectrumApi(registry, tenants, secrets).routes(), ErrorShape.ENVELOPE);
    }

    private static String basic(ProjectId project, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((project + ":" + secret).getBytes(UTF_8));
    }

    private static Sent request(String method, String path, String query, String body) {
        return Sent.of(
                method,
                path,
                query,
                Map.of("Authorization", basic(PROJECT, SECRET), "Content-Type", "application/json"),
                body.getBytes(UTF_8));
    }

    private static Sent post(String body) {
        return request("POST", USERS, "", body);
    }

    private static Sent list() {
        return request("GET", USERS, "", "");
    }

    private static Sent delete(String id) {
        return request("DELETE", USERS + id, "", "");
    }

    private static JsonNode json(Answer answer) {
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode user(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return json(answer).get("data");
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).get("succeed").booleanValue()).isFalse();
        assertThat(json(answer).get("error").get("code").stringValue()).isEqualTo(code);
    }

    private String outcome(Sent request) {
        return answer(api, request).headers().getOrDefault("Partyline-Outcome", "none");
    }

    @Test
    void E1_aSuccessSaysWhatWasDone() {
        projects.put(PROJECT, Project.of(PROJECT).withRecreation(Recreation.REVIVE));

        assertThat(outcome(post(ADA))).isEqualTo("created");
        assertThat(outcome(post(ADA))).isEqualTo("returned");
        assertThat(outcome(post(ADA.replace("Ada", "Augusta")))).isEqualTo("updated");
        String id = user(answer(api, post(ADA))).get("id").stringValue();
        assertThat(answer(api, delete(id)).status()).isEqualTo(204);
        assertThat(outcome(post(ADA))).isEqualTo("revived");
        assertThat(outcome(list())).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T08:30:00Z,              2026-11-21T08:30:00Z",
        "2026-11-21T08:30:00.120Z,          2026-11-21T08:30:00.120Z",
        "2026-11-21T08:30:00.123456789Z,    2026-11-21T08:30:00.123456Z",
        "1969-12-31T23:59:59.999999999Z,    1969-12-31T23:59:59.999999Z"
    })
    void S1_theTimeOfCreationIsAnInstantInUtc(String now, String shown) {
        UserRegistry registry =
                UserRegistry.of(store(), tenants, RegistryOptions.DEFAULT.withClock(() -> Instant.parse(now)));
        Router atThatTime = router(registry, tenants);

        assertThat(user(answer(atThatTime, post(ADA))).get("createdAt").stringValue())
                .isEqualTo(shown);
        assertThat(json(answer(atThatTime, list()))
                        .get("data")
                        .get(0)
                        .get("createdAt")
                        .stringValue())
                .isEqualTo(shown);
    }

    @Test
    void S4_aLimitLoweredBelowTheCountKeepsEveryoneAndAdmitsNobody() {
        JsonNode ada = user(answer(api, post(ADA)));
        user(answer(api, post(ADA.replace("0132", "0133"))));
        projects.put(PROJECT, Project.of(PROJECT).withMaxSharedUsers(1));

        Answer refused = answer(api, post(ADA.replace("0132", "0134")));

        assertRefused(refused, 409, "shared_user_limit_reached");
        assertThat(json(refused).get("error").get("limit").intValue()).isEqualTo(1);
        assertThat(user(answer(api, post(ADA)))).isEqualTo(ada);
        assertThat(json(answer(api, list())).get("data")).hasSize(2);
    }

    @Test
    void S6_anEmptyPoolHasNoLineForAnyone() {
        Router poor = router(InMemoryUserStore.withLines(InMemoryPhonePool.of(List.of())), tenants);

        assertRefused(answer(poor, post(ADA)), 503, "pool_exhausted");
        assertThat(answer(poor, post(GRACE)).status()).isEqualTo(200);
    }

    @Test
    void D1_aLineThatTheProjectOwnsNoLongerIsRefusedToItsUsersToo() {
        JsonNode grace = user(answer(api, post(GRACE)));
        ownedByAll.clear();

        assertRefused(answer(api, post(GRACE)), 422, "line_not_owned");

        ownedByAll.add(LINE);
        assertThat(user(answer(api, post(GRACE)))).isEqualTo(grace);
    }

    @Test
    void P2_aPhoneThatIsActiveOnALineInAnotherProjectIsRefusedThere() {
        user(answer(api, post(GRACE)));
        Sent elsewhere = Sent.of(
                "POST",
                USERS.replace(PROJECT.toString(), OTHER_PROJECT.toString()),
                "",
                Map.of("authorization", basic(OTHER_PROJECT, SECRET), "content-type", "application/json"),
                GRACE.getBytes(UTF_8));

        assertRefused(answer(api, elsewhere), 409, "phone_on_line_taken");
    }

    @Test
    void T3_aProjectInWhichCreatingUsersIsSwitchedOffRefusesItAndNothingElse() {
        String id = user(answer(api, post(ADA))).get("id").stringValue();
        projects.put(PROJECT, Project.of(PROJECT).withCreatingUsers(false));

        assertRefused(answer(api, post(ADA)), 403, "creation_disabled");
        assertRefused(answer(api, post(GRACE)), 403, "creation_disabled");
        assertThat(json(answer(api, list())).get("data")).hasSize(1);
        assertThat(answer(api, delete(id)).status()).isEqualTo(204);
    }

    @Test
    void T3_aProjectThatIsNoMoreIsAnsweredLikeAWrongSecret() {
        Answer wrongSecret = answer(
                api, Sent.of("POST", USERS, "", Map.of("Authorization", basic(PROJECT, SECRET + "x")), new byte[0]));
        projects.clear();

        assertRefused(wrongSecret, 401, "unauthorized");
        assertThat(wrongSecret.headers()).containsKey("WWW-Authenticate");
        for (Sent request : everyOperation()) {
            assertThat(answer(api, request)).usingRecursiveComparison().isEqualTo(wrongSecret);
        }
    }

    // Where a port is down

    private static void assertUnavailable(Answer answer) {
        assertRefused(answer, 503, "unavailable");
        assertThat(json(answer).get("error").propertyNames()).containsExactly("code", "message");
        assertThat(answer.body()).doesNotContain("personal", "Exception", "Ada", "ada@", "+1415");
        assertThat(answer.headers()).containsOnlyKeys("Content-Type", "Retry-After");
    }

    private static List<Sent> everyOperation() {
        String user = UUID.randomUUID().toString();
        return List.of(
                post(ADA),
                post(GRACE),
                list(),
                delete(user),
                request("GET", USERS + user, "", ""),
                request("GET", USERS, "phoneNumber=%2B14155550132", ""),
                request("PATCH", USERS + user, "", "{\"firstName\":\"Ada\"}"),
                request("POST", USERS + user + "/erase", "", ""),
                request("GET", USERS.replace("users", "usage"), "", ""));
    }

    /** Of the effects that a store may tell. */
    @ParameterizedTest
    @EnumSource(names = {"NONE", "UNKNOWN"})
    void E4_aStoreThatIsDownIs503WithoutDetail(Effect effect) {
        RuntimeException down =
                new UnavailableException("personal +14155550132", effect, new RuntimeException("personal"));
        Router router = router(new StoreThatFails(down), tenants);

        assertThat(everyOperation()).allSatisfy(request -> assertUnavailable(answer(router, request)));
        assertRefused(answer(router, post("{}")), 400, "invalid_request");
        assertRefused(answer(router, delete("x")), 404, "user_not_found");
    }

    @Test
    void E4_aStoreThatThrowsWhateverItLikesIs503WithoutDetail() {
        Router router = router(new StoreThatFails(new IllegalStateException("personal +14155550132")), tenants);

        assertThat(everyOperation()).allSatisfy(request -> assertUnavailable(answer(router, request)));
    }

    @Test
    void E4_tenantsThatCantBeAskedAre503WithoutDetail() {
        Tenants down = new Tenants() {
            @Override
            public Optional<Project> project(ProjectId id) {
                throw new UnavailableException("personal", Effect.NONE, null);
            }
        };
        Router router = router(store(), down);

        assertThat(everyOperation()).allSatisfy(request -> assertUnavailable(answer(router, request)));
    }

    @Test
    void E4_ownersOfLinesThatCantBeAskedForAre503ForDedicatedUsersOnly() {
        Tenants ownersDown = new Projects() {
            @Override
            public boolean owns(ProjectId project, Line line) {
                throw new UnavailableException("personal", Effect.NONE, null);
            }
        };
        Router router = router(store(), ownersDown);

        assertUnavailable(answer(router, post(GRACE)));
        assertThat(answer(router, post(ADA)).status()).isEqualTo(200);
    }

    // Whatever the request

    @Test
    void V12_thousandsOfFaultsAreReportedInTheOrderOfTheMembers() {
        List<String> names =
                IntStream.range(0, 3_000).mapToObj(i -> "member" + i).toList();
        Map<String, String> members = new LinkedHashMap<>();
        names.forEach(name -> members.put(name, ""));
        members.put("type", "shared");
        members.put("phoneNumber", "+14155550132");

        Answer answer = answer(api, post(JsonMapper.shared().writeValueAsString(members)));

        List<String> fields = new ArrayList<>();
        json(answer)
                .get("error")
                .get("fields")
                .forEach(fault -> fields.add(fault.get("field").stringValue()));
        assertThat(fields).isEqualTo(names);
    }

    private static void assertAnswered(Answer answer) {
        assertThat(answer.status()).isBetween(200, 499);
        if (answer.status() != 204) {
            assertThat(json(answer).get("succeed").booleanValue()).isEqualTo(answer.status() < 400);
        }
    }

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().map(text -> "Basic " + text),
                Arbitraries.strings().map(text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8))),
                Arbitraries.strings().map(secret -> basic(PROJECT, secret)));
    }

    @Property
    void T2_noOtherCredentialsWillDo(@ForAll("headers") String header) {
        Sent request = Sent.of("GET", USERS, "", Map.of("Authorization", header), new byte[0]);

        assertRefused(answer(api, request), 401, "unauthorized");
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> literals = Arbitraries.of(
                "null",
                "7",
                "true",
                "[]",
                "{}",
                "\"\"",
                "\"shared\"",
                "\"dedicated\"",
                "\"+14155550100\"",
                "\"+14155550132\"",
                "\"a@example.com\"",
                "\"\\u0000\"",
                "\"\\ud800\"");
        Arbitrary<String> names = Arbitraries.of(
                "type", "phoneNumber", "assignedPhoneNumber", "firstName", "lastName", "email", "x", "\\ud800");
        return Arbitraries.maps(names, literals)
                .map(members -> members.entrySet().stream()
                        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                        .collect(Collectors.joining(",", "{", "}")));
    }

    @Property
    void E4_anyBodyIsAnswered(@ForAll("bodies") String body) {
        assertAnswered(answer(api, post(body)));
    }

    @Property
    void E4_anyQueryAndAnyIdAreAnswered(@ForAll String query, @ForAll String id) {
        assertAnswered(answer(api, request("GET", USERS, query, "")));
        assertAnswered(answer(api, delete(id)));
    }
}
