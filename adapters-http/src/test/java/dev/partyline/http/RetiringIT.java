package dev.partyline.http;

import static dev.partyline.http.NewUser.dedicated;
import static dev.partyline.http.NewUser.shared;
import static dev.partyline.http.OperatedHost.line;
import static dev.partyline.http.OperatorClient.all;
import static dev.partyline.http.OperatorClient.each;
import static dev.partyline.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.OperatorClient.Retirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Lines that are retired while users come and go, through the started jar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetiringIT {
    static final String OLD = "+14155550900";
    static final List<String> OTHERS = List.of("+14155550901", "+12125550902", "+442071838750");

    /** Where the users of one host are. */
    String store() throws Exception {
        return "memory";
    }

    private OperatedHost host(TestProject... projects) throws Exception {
        return hostOver(store(), projects);
    }

    /** A host on which users get the old line alone, until the others are opened. */
    static OperatedHost hostOver(String store, TestProject... projects) throws Exception {
        return OperatedHost.over(
                store,
                List.of(projects),
                Stream.concat(Stream.of(OLD), OTHERS.stream().map(other -> line(other, "reserved")))
                        .toList());
    }

    static void openOthers(OperatorClient operator) throws Exception {
        for (String other : OTHERS) {
            assertThat(operator.patch(other, "{\"state\": \"open\"}").status()).isEqualTo(200);
        }
    }

    /** The phones of these many new users of the old line, by the users' ids. */
    static Map<String, String> onTheOldLine(ProjectClient client, int users) throws Exception {
        Map<String, String> phones = new HashMap<>();
        for (int i = 0; i < users; i++) {
            String phone = Phones.fresh();
            Reply created = client.create(shared(phone));
            assertThat(created.line()).isEqualTo(OLD);
            phones.put(created.id(), phone);
        }
        return phones;
    }

    static List<JsonNode> active(ProjectClient client) throws Exception {
        return all(client::list, "data", 500);
    }

    /** P5: the users of each line are exactly the active users that have it, and none has the old one. */
    static void assertNothingLeaks(OperatorClient operator, List<JsonNode> active) throws Exception {
        Map<String, Long> expected = each(active, "assignedPhoneNumber", JsonNode::stringValue).stream()
                .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        for (JsonNode line : all(operator::lines, "lines", 2)) {
            String number = line.path("number").stringValue();
            assertThat(line.path("users").longValue())
                    .as("users of %s", number)
                    .isEqualTo(expected.getOrDefault(number, 0L));
            assertThat(each(all(query -> operator.users(number, query), "users", 50), "id", JsonNode::stringValue))
                    .containsExactlyInAnyOrderElementsOf(active.stream()
                            .filter(user -> user.path("assignedPhoneNumber")
                                    .stringValue()
                                    .equals(number))
                            .map(user -> user.path("id").stringValue())
                            .toList());
        }
        JsonNode retired = operator.line(OLD).json();
        assertThat(retired.path("state").stringValue()).isEqualTo("retired");
        assertThat(retired.path("users").intValue()).isZero();
    }

    private static void assertRoute(OperatorClient operator, String phone, String line, String id, boolean former)
            throws Exception {
        JsonNode route = operator.route(phone, line).json();
        assertThat(route.path("id").stringValue()).isEqualTo(id);
        assertThat(route.path("former").booleanValue()).isEqualTo(former);
    }

    @Test
    void P5_P6_R5_everyUserIsSomewhereAlthoughOthersComeAndGoMeanwhile() throws Exception {
        TestProject project = TestProject.fresh();
        try (OperatedHost host = host(project)) {
            ProjectClient client = host.client(project);
            OperatorClient operator = host.operator();
            Map<String, String> phones = onTheOldLine(client, 300);
            openOthers(operator);
            Queue<String> leaving = new ConcurrentLinkedQueue<>(phones.keySet());
            AtomicBoolean over = new AtomicBoolean();

            List<Retirement> told = Together.atOnce(4, caller -> {
                if (caller == 0) {
                    try {
                        return operator.retired(OLD);
                    } finally {
                        over.set(true);
                    }
                }
                while (!over.get()) {
                    String gone = leaving.poll();
                    if (gone != null && caller == 1) {
                        assertThat(client.delete(gone).status()).isEqualTo(204);
                    }
                    assertThat(client.create(shared(Phones.fresh())).outcome()).isEqualTo("created");
                }
                return new Retirement(List.of(), Reply.parse("{}"));
            });

            Retirement retirement = told.get(0);
            List<JsonNode> moved = retirement.verdicts().stream()
                    .filter(verdict -> verdict.has("movedTo"))
                    .toList();
            assertThat(each(retirement.verdicts(), "id", JsonNode::stringValue)).doesNotHaveDuplicates();
            assertThat(retirement.done().path("moved").intValue()).isEqualTo(moved.size());
            assertThat(retirement.done().path("notMoved").intValue())
                    .isEqualTo(retirement.verdicts().size() - moved.size());
            assertThat(retirement.verdicts())
                    .filteredOn(verdict -> verdict.has("notMoved"))
                    .allSatisfy(verdict ->
                            assertThat(verdict.path("notMoved").stringValue()).isEqualTo("gone"));
            assertThat(each(moved, "movedTo", JsonNode::stringValue)).isSubsetOf(OTHERS);

            // Who was on the way to the line when it was retired.
            assertThat(operator.retired(OLD).done().path("notMoved").intValue()).isZero();
            assertThat(operator.retired(OLD).verdicts()).isEmpty();
            List<JsonNode> active = active(client);
            assertNothingLeaks(operator, active);
            Map<String, String> lines = active.stream()
                    .collect(Collectors.toMap(
                            user -> user.path("id").stringValue(),
                            user -> user.path("assignedPhoneNumber").stringValue()));
            for (JsonNode user : moved) {
                String id = user.path("id").stringValue();
                if (lines.containsKey(id)) {
                    assertThat(lines.get(id)).isEqualTo(user.path("movedTo").stringValue());
                    assertRoute(operator, phones.getOrDefault(id, ""), OLD, id, true);
                    assertRoute(operator, phones.getOrDefault(id, ""), lines.get(id), id, false);
                }
            }
            assertThat(host.host().process().err().lines()).isEmpty();
        }
    }

    @Test
    void P6_whatIsStoppedGoesOnAndMovesNobodyTwice() throws Exception {
        TestProject project = TestProject.fresh();
        try (OperatedHost host = host(project)) {
            OperatorClient operator = host.operator();
            Map<String, String> phones = onTheOldLine(host.client(project), 300);
            openOthers(operator);

            begunToRetire(host).close();
            Retirement rest = operator.retired(OLD);

            assertThat(rest.done().path("done").booleanValue()).isTrue();
            assertNothingLeaks(operator, active(host.client(project)));
            assertThat(movesOf(operator, phones))
                    .allSatisfy((id, moves) -> assertThat(moves).isEqualTo(1));
        }
    }

    /** A connection on which the old line is being retired. The first user is told. */
    static RawConnection begunToRetire(OperatedHost host) throws Exception {
        RawConnection connection = new RawConnection(host.host().port());
        connection.send("POST /operator/lines/" + OLD + "/retire HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + OperatorClient.TOKEN + "\r\nContent-Length: 0\r\n\r\n");
        String line = "";
        while (!line.contains("movedTo")) {
            line = connection.line();
        }
        return connection;
    }

    /** O1: how often each of these users was moved, as the events tell it. */
    static Map<String, Integer> movesOf(OperatorClient operator, Map<String, String> phones) throws Exception {
        Map<String, Integer> moves = new HashMap<>();
        phones.keySet().forEach(id -> moves.put(id, 0));
        for (List<JsonNode> leased = lease(operator); !leased.isEmpty(); leased = lease(operator)) {
            for (JsonNode event : leased) {
                if (event.path("type").stringValue().equals("updated")) {
                    assertThat(event.path("fields").toString()).isEqualTo("[\"assignedPhoneNumber\"]");
                    moves.merge(event.path("user").stringValue(), 1, Integer::sum);
                }
            }
            String ids =
                    leased.stream().map(event -> event.path("id").toString()).collect(Collectors.joining(","));
            assertThat(operator.events("done", "{\"ids\": [" + ids + "]}").status())
                    .isEqualTo(204);
        }
        return moves;
    }

    private static List<JsonNode> lease(OperatorClient operator) throws Exception {
        return operator.events("lease", "{\"limit\": 1000, \"seconds\": 60}")
                .json()
                .path("events")
                .valueStream()
                .toList();
    }

    @Test
    void P6_O1_twoRetirementsAtOnceMoveEachUserOnce() throws Exception {
        TestProject project = TestProject.fresh();
        try (OperatedHost host = host(project)) {
            OperatorClient operator = host.operator();
            Map<String, String> phones = onTheOldLine(host.client(project), 200);
            openOthers(operator);

            List<Retirement> both = Together.atOnce(2, caller -> operator.retired(OLD));

            List<String> moved = new ArrayList<>();
            both.forEach(one -> one.verdicts().stream()
                    .filter(verdict -> verdict.has("movedTo"))
                    .forEach(verdict -> moved.add(verdict.path("id").stringValue())));
            assertThat(moved).containsExactlyInAnyOrderElementsOf(phones.keySet());
            assertNothingLeaks(operator, active(host.client(project)));
            assertThat(movesOf(operator, phones))
                    .allSatisfy((id, moves) -> assertThat(moves).isEqualTo(1));
        }
    }

    @Test
    void P6_whyAUserWasNotMovedIsTold() throws Exception {
        TestProject project = TestProject.owning(OLD);
        TestProject other = TestProject.fresh();
        TestProject near = TestProject.fresh().choosing("prefer", "country").choosing("preferOnly", true);
        try (OperatedHost host = OperatedHost.over(
                store(), List.of(project, other, near), List.of(OLD, line("+442071838750", "reserved")))) {
            OperatorClient operator = host.operator();
            String phone = Phones.fresh();
            String stays = host.client(project).create(shared(phone)).id();
            String dedicated =
                    host.client(project).create(dedicated(Phones.fresh(), OLD)).id();
            String choosy = host.client(near).create(shared(Phones.fresh())).id();
            operator.patch("+442071838750", "{\"state\": \"open\"}");
            assertThat(host.client(other).create(shared(phone)).line()).isEqualTo("+442071838750");

            Retirement retirement = operator.retired(OLD);

            assertThat(retirement.verdicts().stream()
                            .collect(Collectors.toMap(
                                    verdict -> verdict.path("id").stringValue(),
                                    verdict -> verdict.path("notMoved").stringValue(""))))
                    .isEqualTo(Map.of(stays, "phone_on_every_line", dedicated, "dedicated", choosy, "no_line"));
            assertThat(retirement.done()).isEqualTo(Reply.parse("{\"done\": true, \"moved\": 0, \"notMoved\": 3}"));
            assertRoute(operator, phone, OLD, stays, false);
        }
    }

    @Test
    void R5_whoComesToTheFormerPhoneDoesNotGetTheFormerLineAndTheUserMayComeBack() throws Exception {
        TestProject project = TestProject.fresh();
        TestProject other = TestProject.fresh();
        try (OperatedHost host = host(project, other)) {
            OperatorClient operator = host.operator();
            Map.Entry<String, String> moved =
                    onTheOldLine(host.client(project), 1).entrySet().iterator().next();
            operator.patch(OTHERS.get(0), "{\"state\": \"open\"}");
            operator.retired(OLD);
            operator.patch(OLD, "{\"state\": \"open\"}");

            Refusals.assertRefused(host.client(other).create(shared(moved.getValue())), 503, "pool_exhausted");
            assertThat(host.client(other).create(shared(Phones.fresh())).line()).isEqualTo(OLD);
            assertRoute(operator, moved.getValue(), OLD, moved.getKey(), true);

            assertThat(host.client(project).delete(moved.getKey()).status()).isEqualTo(204);
            assertProblem(operator.route(moved.getValue(), OLD), 404, "user_not_found");
            assertThat(host.client(other).create(shared(moved.getValue())).line())
                    .isIn(OLD, OTHERS.get(0));
        }
    }
}
