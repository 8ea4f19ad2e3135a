package dev.partyline.http;

import static dev.partyline.http.NewUser.dedicated;
import static dev.partyline.http.NewUser.shared;
import static dev.partyline.http.OperatedHost.line;
import static dev.partyline.http.OperatorClient.all;
import static dev.partyline.http.OperatorClient.each;
import static dev.partyline.http.Problems.assertInvalid;
import static dev.partyline.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The lines of the pool, as the operator sees them and as users get them, through the started jar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinesIT {
    private static final String USERS = "/projects/{projectId}/users/";

    private static final String SAN_FRANCISCO = "+14155550900";
    private static final String NEW_YORK = "+12125550901";
    private static final String LONDON = "+442071838750";
    private static final String NOBODYS = "+14155550999";

    /** Where the users of one host are. */
    String store() throws Exception {
        return "memory";
    }

    private OperatedHost host(List<TestProject> projects, Object... pool) throws Exception {
        return OperatedHost.over(store(), projects, List.of(pool));
    }

    private static NewUser somebody() {
        return shared(Phones.fresh());
    }

    private static void assertOn(Reply created, String line, String reason, String passedOver) {
        assertThat(created.line()).isEqualTo(line);
        assertThat(created.header("Partyline-Line-Choice")).contains(reason);
        assertThat(created.header("Partyline-Passed-Over").orElse("")).isEqualTo(passedOver);
    }

    private static Reply createOn(ProjectClient client, String line, NewUser user) throws Exception {
        return call(client).with("Partyline-Line", line).create(user).described("POST", USERS);
    }

    private static CreateCall call(ProjectClient client) {
        return CreateCall.to(client.url() + "/projects/" + client.project() + "/users/")
                .with("Authorization", client.authorization());
    }

    @Test
    void P9_linesAreSeenInPagesWithStateCapacityAndLoad() throws Exception {
        TestProject project = TestProject.fresh();
        List<Object> pool = new ArrayList<>();
        IntStream.range(0, 23).forEach(i -> pool.add(line("+141555509" + (10 + i), "draining")));
        pool.add(Map.of("number", SAN_FRANCISCO, "capacity", 2));
        pool.add(line(LONDON, "reserved"));
        try (OperatedHost host = OperatedHost.over(store(), List.of(project), pool)) {
            host.client(project).create(somebody());
            host.client(project).create(somebody());
            createOn(host.client(project), LONDON, somebody());

            List<JsonNode> lines = all(host.operator()::lines, "lines", 10);

            assertThat(each(lines, "number", JsonNode::stringValue))
                    .hasSize(25)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(lines.get(0)).isEqualTo(Reply.parse("""
                            {"number": "+14155550900", "state": "open", "capacity": 2, "users": 2,
                             "country": "US", "area": "1415"}"""));
            assertThat(lines.get(1).path("state").stringValue()).isEqualTo("draining");
            assertThat(lines.get(1).path("capacity").isNull()).isTrue();
            assertThat(lines.get(24).path("state").stringValue()).isEqualTo("reserved");
            assertThat(lines.get(24).path("country").stringValue()).isEqualTo("GB");
            assertThat(each(lines, "users", JsonNode::intValue).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(3);
            assertThat(host.operator().line("%2B14155550900").json()).isEqualTo(lines.get(0));
        }
    }

    @Test
    void P9_usersOfALineAreSeenInPagesAcrossTenantsByTheirIdsAlone() throws Exception {
        List<TestProject> projects = List.of(TestProject.fresh(), TestProject.fresh());
        try (OperatedHost host = host(projects, SAN_FRANCISCO)) {
            List<JsonNode> created = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                TestProject project = projects.get(i % 2);
                Reply reply = host.client(project).create(somebody().named("Ada", "Lovelace"));
                created.add(Reply.parse("{\"tenant\": \"" + project.id() + "\", \"id\": \"" + reply.id() + "\"}"));
            }

            assertThat(all(query -> host.operator().users(SAN_FRANCISCO, query), "users", 4))
                    .containsExactlyInAnyOrderElementsOf(created);
            assertThat(all(query -> host.operator().users(SAN_FRANCISCO, query), "users", 1000))
                    .hasSize(14);
        }
    }

    @Test
    void P4_P8_theStateOfALineDecidesWhoGetsIt() throws Exception {
        TestProject project = TestProject.fresh();
        String draining = "+14155550903";
        try (OperatedHost host = host(
                List.of(project),
                Map.of("number", SAN_FRANCISCO, "capacity", 1),
                line(NEW_YORK, "at-risk"),
                line(LONDON, "reserved"),
                line(draining, "draining"))) {
            ProjectClient client = host.client(project);

            assertOn(client.create(somebody()), SAN_FRANCISCO, "least_loaded", "");
            assertOn(client.create(somebody()), NEW_YORK, "least_loaded", "");
            assertOn(createOn(client, LONDON, somebody()), LONDON, "named", "");
            Refusals.assertRefused(createOn(client, draining, somebody()), 503, "pool_exhausted");
            Refusals.assertRefused(createOn(client, NOBODYS, somebody()), 503, "pool_exhausted");

            OperatorClient operator = host.operator();
            assertThat(operator.patch(SAN_FRANCISCO, "{\"capacity\": null}")
                            .json()
                            .path("capacity")
                            .isNull())
                    .isTrue();
            assertOn(client.create(somebody()), SAN_FRANCISCO, "least_loaded", "");
            operator.patch(SAN_FRANCISCO, "{\"state\": \"draining\"}");
            operator.patch(NEW_YORK, "{\"capacity\": 1}");
            Refusals.assertRefused(client.create(somebody()), 503, "pool_exhausted");
            JsonNode opened = operator.patch(draining, "{\"state\": \"open\", \"capacity\": 1}")
                    .json();
            assertThat(opened.path("state").stringValue()).isEqualTo("open");
            assertThat(opened.path("capacity").intValue()).isEqualTo(1);
            assertOn(client.create(somebody()), draining, "least_loaded", "");
            assertThat(operator.line(SAN_FRANCISCO).json().path("users").intValue())
                    .isEqualTo(2);
        }
    }

    @Test
    void P7_aProjectGetsLinesNearThePhoneFirstOrNoOthers() throws Exception {
        TestProject anywhere = TestProject.fresh();
        TestProject area = TestProject.fresh().choosing("prefer", "area");
        TestProject country = TestProject.fresh().choosing("prefer", "country").choosing("preferOnly", true);
        try (OperatedHost host = host(
                List.of(anywhere, area, country),
                Map.of("number", SAN_FRANCISCO, "capacity", 2),
                Map.of("number", NEW_YORK, "capacity", 2),
                LONDON)) {
            ProjectClient nearest = host.client(area);
            assertOn(nearest.create(shared("+14155550132")), SAN_FRANCISCO, "same_area", "");
            assertOn(nearest.create(shared("+14155550133")), SAN_FRANCISCO, "same_area", "");
            assertOn(nearest.create(shared("+14155550134")), NEW_YORK, "same_country", "same_area");
            assertOn(nearest.create(shared("+442071838751")), LONDON, "same_area", "");
            assertOn(nearest.create(shared("+14155550132")), SAN_FRANCISCO, "kept", "");

            ProjectClient only = host.client(country);
            assertOn(only.create(shared("+12125550135")), NEW_YORK, "same_country", "");
            Refusals.assertRefused(only.create(shared("+12125550136")), 503, "pool_exhausted");
            Refusals.assertRefused(only.create(shared("+33612345678")), 503, "pool_exhausted");
            assertOn(nearest.create(shared("+14155550137")), LONDON, "least_loaded", "same_area, same_country");
            assertOn(host.client(anywhere).create(shared("+14155550132")), LONDON, "least_loaded", "");
        }
    }

    @Test
    void P7_onlyASharedUserHasAChoiceOfLines() throws Exception {
        TestProject project = TestProject.owning("+14155550100");
        try (OperatedHost host = host(List.of(project), SAN_FRANCISCO)) {
            ProjectClient client = host.client(project);
            Reply created = client.create(dedicated(Phones.fresh(), "+14155550100"));
            assertThat(created.outcome()).isEqualTo("created");
            assertThat(created.header("Partyline-Line-Choice")).isEmpty();
            Refusals.assertInvalid(
                    createOn(client, SAN_FRANCISCO, dedicated(Phones.fresh(), "+14155550100")),
                    "Partyline-Line",
                    "unknown_member");
            Refusals.assertInvalid(
                    createOn(client, "14155550900", shared("x")),
                    Map.of("Partyline-Line", "not_e164", "phoneNumber", "not_e164"));
        }
    }

    @Test
    void I2_P8_theLineThatIsNamedIsPartOfTheRequest() throws Exception {
        TestProject project = TestProject.fresh();
        try (OperatedHost host = host(List.of(project), SAN_FRANCISCO, line(LONDON, "reserved"))) {
            NewUser user = somebody();
            CreateCall call = call(host.client(project)).once("k");
            Reply first = call.with("Partyline-Line", LONDON).create(user);
            Reply again = call.with("Partyline-Line", LONDON).create(user);
            assertThat(again.body()).isEqualTo(first.body());
            assertOn(first, LONDON, "named", "");
            Refusals.assertRefused(
                    call.with("Partyline-Line", SAN_FRANCISCO).create(user), 409, "idempotency_key_reused");
        }
    }

    @Test
    void E5_P7_aDryRunTellsTheLineThatACreateThenGets() throws Exception {
        TestProject project = TestProject.admitting(2).choosing("prefer", "area");
        TestProject british = TestProject.fresh().choosing("prefer", "country").choosing("preferOnly", true);
        try (OperatedHost host = host(List.of(project, british), SAN_FRANCISCO)) {
            Map<String, Object> request = Map.of("project", project.id(), "phoneNumber", "+12125550132");
            OperatorClient operator = host.operator();
            for (int i = 0; i < 2; i++) {
                assertThat(operator.foresee(request).json()).isEqualTo(Reply.parse("""
                                {"outcome": "created", "line": "+14155550900", "reason": "same_country",
                                 "passedOver": ["same_area"]}"""));
            }
            assertOn(host.client(project).create(shared("+12125550132")), SAN_FRANCISCO, "same_country", "same_area");
            assertThat(operator.foresee(request).json()).isEqualTo(Reply.parse("""
                            {"outcome": "returned", "line": "+14155550900", "reason": "kept", "passedOver": []}"""));
            host.client(project).create(somebody());
            Map<String, Object> other = Map.of("project", project.id(), "phoneNumber", "+12125550133");
            assertThat(assertProblem(operator.foresee(other), 409, "shared_user_limit_reached", "limit")
                            .path("limit")
                            .intValue())
                    .isEqualTo(2);
            assertProblem(
                    operator.foresee(Map.of("project", british.id(), "phoneNumber", "+33612345678")),
                    503,
                    "pool_exhausted");
            assertProblem(
                    operator.foresee(Map.of("project", TestProject.fresh().id(), "phoneNumber", "+14155550132")),
                    404,
                    "project_not_found");
            assertInvalid(
                    operator.foresee(Map.of("project", "x", "phoneNumber", 7, "type", "shared")),
                    Map.of("project", "not_a_uuid", "phoneNumber", "not_text", "type", "unknown_member"));
            assertInvalid(
                    operator.foresee(Map.of("project", "x", "phoneNumber", "1")),
                    Map.of("project", "not_a_uuid", "phoneNumber", "not_e164"));
            assertInvalid(operator.foresee(Map.of()), Map.of("project", "required", "phoneNumber", "required"));
            assertInvalid(
                    operator.foresee(Map.of("project", project.id(), "phoneNumber", "555")),
                    Map.of("phoneNumber", "not_e164"));
        }
    }

    @Test
    void L9_tenantsAreToldWithTheirUsersByKind() throws Exception {
        try (UserSystems systems = UserSystems.over(store())) {
            for (UserSystems.Api api : UserSystems.Api.values()) {
                systems.client(api).created();
            }
            OperatorClient operator = new OperatorClient(systems.host().url());

            List<JsonNode> tenants = all(operator::tenants, "tenants", 3);

            assertThat(tenants)
                    .containsExactlyElementsOf(Reply.parse("""
                            [{"tenant": "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77", "kind": "project",
                              "users": {"shared": 1, "dedicated": 0}, "maxSharedUsers": 500},
                             {"tenant": "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b78", "kind": "project",
                              "users": {"shared": 0, "dedicated": 0}, "maxSharedUsers": null},
                             {"tenant": "consoleproject", "kind": "console-project", "users": {"customer": 1},
                              "maxSharedUsers": null},
                             {"tenant": "otherproject", "kind": "console-project", "users": {"customer": 0},
                              "maxSharedUsers": null},
                             {"tenant": "acme", "kind": "account", "users": {"subscriber": 0}, "maxSharedUsers": null},
                             {"tenant": "keyed", "kind": "account", "users": {"subscriber": 1}, "maxSharedUsers": null},
                             {"tenant": "54e9ujn", "kind": "app", "users": {"app": 1}, "maxSharedUsers": null},
                             {"tenant": "fvua38g", "kind": "app", "users": {"app": 0}, "maxSharedUsers": null}]""").valueStream().toList());
            assertThat(all(operator::tenants, "tenants", 1000)).isEqualTo(tenants);
        }
    }

    @Test
    void R1_theUserBehindAPhoneAndALineIsFound() throws Exception {
        TestProject project = TestProject.owning("+14155550100");
        try (OperatedHost host = host(List.of(project), SAN_FRANCISCO)) {
            ProjectClient client = host.client(project);
            String phone = Phones.fresh();
            String sharedId = client.create(shared(phone)).id();
            String dedicatedId = client.create(dedicated(phone, "+14155550100")).id();

            for (Map.Entry<String, String> behind :
                    Map.of(SAN_FRANCISCO, sharedId, "+14155550100", dedicatedId).entrySet()) {
                JsonNode route = host.operator().route(phone, behind.getKey()).json();
                assertThat(route.path("tenant").stringValue()).isEqualTo(project.id());
                assertThat(route.path("id").stringValue()).isEqualTo(behind.getValue());
                assertThat(route.path("line").stringValue()).isEqualTo(behind.getKey());
                assertThat(route.path("former").booleanValue()).isFalse();
            }
            assertProblem(host.operator().route(Phones.fresh(), SAN_FRANCISCO), 404, "user_not_found");
            client.delete(sharedId);
            assertProblem(host.operator().route(phone, SAN_FRANCISCO), 404, "user_not_found");
        }
    }

    @Test
    void whatIsNotAcceptedIsToldAtOnceAndNothingIsDone() throws Exception {
        try (OperatedHost host = host(List.of(TestProject.fresh()), SAN_FRANCISCO)) {
            OperatorClient operator = host.operator();
            Map<String, String> wrong =
                    Map.of("limit", "out_of_range", "cursor", "malformed", "state", "unknown_member");
            String query = "?limit=1001&cursor=x&state=open";
            assertInvalid(operator.lines(query), wrong);
            assertInvalid(operator.users(SAN_FRANCISCO, query), wrong);
            assertInvalid(operator.tenants(query), wrong);
            for (String cursor : List.of("", "_w", "KzE0MTU1NTUwOTAw", "YSBiIGM", "cHJvamVjdDp4")) {
                assertInvalid(operator.users(SAN_FRANCISCO, "?cursor=" + cursor), "cursor", "malformed");
            }
            assertInvalid(operator.lines("?limit=1&limit=2"), "query", "malformed");
            assertInvalid(operator.route("1", ""), Map.of("phone", "not_e164", "line", "not_e164"));
            assertInvalid(
                    operator.patch(SAN_FRANCISCO, "{\"state\": null, \"capacity\": 1.5, \"users\": 0}"),
                    Map.of("state", "required", "capacity", "out_of_range", "users", "unknown_member"));
            for (String state : List.of("OPEN", "at_risk", "full", "")) {
                assertInvalid(
                        operator.patch(SAN_FRANCISCO, "{\"state\": \"" + state + "\", \"capacity\": 7}"),
                        "state",
                        "unknown_type");
            }
            assertProblem(operator.patch(SAN_FRANCISCO, "[]"), 400, "invalid_request");
            assertThat(operator.line(SAN_FRANCISCO).json().path("capacity").isNull())
                    .isTrue();
            for (String number : List.of(NOBODYS, "%2B14155550999", "14155550900", "x", "+1")) {
                assertProblem(operator.line(number), 404, "line_not_found");
                assertProblem(operator.patch(number, "{}"), 404, "line_not_found");
                assertProblem(operator.users(number, ""), 404, "line_not_found");
                assertProblem(operator.retire(number), 404, "line_not_found");
            }
        }
    }

    @Test
    void onlyTheOperatorMayCallAndOnlyAsDescribed() throws Exception {
        try (OperatedHost host = host(List.of(TestProject.fresh()), SAN_FRANCISCO)) {
            Map<String, String> calls = Map.of(
                    "/operator/lines",
                    "GET",
                    "/operator/lines/" + SAN_FRANCISCO,
                    "PATCH",
                    "/operator/lines/" + SAN_FRANCISCO + "/users",
                    "GET",
                    "/operator/lines/" + SAN_FRANCISCO + "/retire",
                    "POST",
                    "/operator/lines/x/retire",
                    "POST",
                    "/operator/route",
                    "GET",
                    "/operator/tenants",
                    "GET",
                    "/operator/foresee",
                    "POST");
            for (Map.Entry<String, String> call : calls.entrySet()) {
                Reply reply = host.host().call(call.getValue(), call.getKey());
                assertProblem(reply, 401, "unauthorized");
                assertThat(reply.header("WWW-Authenticate")).contains("Bearer realm=\"operator\"");
                Reply wrong = host.host().call("DELETE", call.getKey());
                assertProblem(wrong, 405, "method_not_allowed");
                assertThat(wrong.header("Allow").orElse("")).contains(call.getValue());
            }
            assertThat(host.operator().line(SAN_FRANCISCO).json().path("state").stringValue())
                    .isEqualTo("open");
        }
    }
}
