package dev.partyline.http.openapi;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.value.Fault;
import dev.partyline.http.server.ServerRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OpenApiTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** What is the same each time, so that nobody waits for it. */
    private static final Set<String> CONSTANT = Set.of("/", "/docs", "/livez", "/openapi.json", "/operator/");

    private final OpenApi served = OpenApi.served();

    @Test
    void theDocumentIsOpenApi() {
        assertOpenApi(served.document());
    }

    @Test
    void everythingThatIsServedIsDescribed() {
        assertThat(operations(served.document()).map(operation -> operation.method() + " " + operation.path()))
                .containsExactlyInAnyOrder(
                        "post /projects/{projectId}/users/",
                        "post /projects/{projectId}/users/bulk",
                        "get /projects/{projectId}/users/",
                        "get /projects/{projectId}/users/{userId}",
                        "patch /projects/{projectId}/users/{userId}",
                        "delete /projects/{projectId}/users/{userId}",
                        "post /projects/{projectId}/users/{userId}/erase",
                        "post /functions/v1/public/projects/{projectId}/customers/{customerId}/users",
                        "post /functions/v1/public/projects/{projectId}/customers/{customerId}/users/bulk",
                        "get /functions/v1/public/projects/{projectId}/customers/{customerId}/users",
                        "get /functions/v1/public/projects/{projectId}/customers/{customerId}/users/{userId}",
                        "patch /functions/v1/public/projects/{projectId}/customers/{customerId}/users/{userId}",
                        "delete /functions/v1/public/projects/{projectId}/customers/{customerId}/users/{userId}",
                        "post /functions/v1/public/projects/{projectId}/customers/{customerId}/users/{userId}/erase",
                        "post /users",
                        "post /users/bulk",
                        "get /users",
                        "get /users/{userId}",
                        "patch /users/{userId}",
                        "delete /users/{userId}",
                        "post /users/{userId}/erase",
                        "post /v2/session/apps/{appID}/users",
                        "post /v2/session/apps/{appID}/users/bulk",
                        "get /v2/session/apps/{appID}/users",
                        "get /v2/session/apps/{appID}/users/{userId}",
                        "patch /v2/session/apps/{appID}/users/{userId}",
                        "delete /v2/session/apps/{appID}/users/{userId}",
                        "post /v2/session/apps/{appID}/users/{userId}/erase",
                        "get /projects/{projectId}/usage",
                        "put /users/{userId}/customers/{customerId}",
                        "delete /users/{userId}/customers/{customerId}",
                        "get /operator/",
                        "post /operator/events/lease",
                        "post /operator/events/done",
                        "get /operator/lines",
                        "get /operator/lines/{number}",
                        "patch /operator/lines/{number}",
                        "get /operator/lines/{number}/users",
                        "post /operator/lines/{number}/retire",
                        "get /operator/route",
                        "get /operator/tenants",
                        "post /operator/foresee",
                        "get /healthz",
                        "get /livez",
                        "get /metrics",
                        "get /openapi.json",
                        "get /docs",
                        "get /");
    }

    @Test
    void everyChangeTakesAnIdempotencyKeyAndSaysWhatBecomesOfIt() {
        assertThat(operations(served.document())
                        .filter(operation -> !operation.method().equals("get"))
                        .filter(operation -> !operation.path().startsWith("/operator/"))
                        .filter(operation -> !isBulk(operation)))
                .hasSize(18)
                .allSatisfy(operation -> {
                    assertThat(parameters(served, operation)).contains("header X-Idempotency-Key");
                    assertThat(operation
                                    .node()
                                    .path("responses")
                                    .path("409")
                                    .path("$ref")
                                    .stringValue(""))
                            .satisfies(pointer -> assertThat(served.document()
                                            .at(pointer.substring(1))
                                            .toString())
                                    .contains("\"idempotency_key_reused\"", "\"idempotency_key_in_progress\""));
                });
    }

    @Test
    void manyChangesTakeTheNameOfARunInstead() {
        assertThat(operations(served.document()).filter(OpenApiTest::isBulk))
                .hasSize(4)
                .allSatisfy(operation -> assertThat(parameters(served, operation))
                        .contains("header Partyline-Run")
                        .doesNotContain("header X-Idempotency-Key"));
    }

    private static boolean isBulk(Operation operation) {
        return operation.path().endsWith("/bulk");
    }

    /** But for those of numbers as people write them (V4), which no call takes. */
    @Test
    void everyFaultOfAValueHasItsCode() {
        assertThat(served.document()
                        .at("/components/schemas/FieldFault/properties/code/enum")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .containsAll(EnumSet.complementOf(EnumSet.of(
                                Fault.NOT_A_PHONE, Fault.HAS_EXTENSION, Fault.HAS_LETTERS, Fault.UNKNOWN_REGION))
                        .stream()
                        .map(Fault::code)
                        .toList());
    }

    /** But for the one that is left to stores which cannot decide in one step (I5): the host never answers it. */
    @Test
    void everyCodeIsInTheHostsManual() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "host.md"));
        Stream<String> ofFaults = served.document()
                .at("/components/schemas/FieldFault/properties/code/enum")
                .valueStream()
                .map(JsonNode::stringValue);
        Stream<String> ofErrors = operations(served.document())
                .flatMap(operation -> told(served, operation))
                .map(Refused::code)
                .filter(code -> !code.isEmpty() && !code.equals("idempotency_key_in_progress"));
        assertThat(Stream.concat(ofFaults, ofErrors).distinct())
                .hasSizeGreaterThan(50)
                .allSatisfy(code -> assertThat(manual).contains("`" + code + "`"));
    }

    @Test
    void everyExampleIsWhatItIsAnExampleOf() {
        List<String> checked = new ArrayList<>();
        operations(served.document()).forEach(operation -> {
            examples(operation.node().path("requestBody"), (mediaType, example) -> {
                served.assertRequest(operation.method(), operation.path(), mediaType, example);
                checked.add(mediaType);
            });
            operation
                    .node()
                    .path("responses")
                    .properties()
                    .forEach(answer -> examples(served.resolved(answer.getValue()), (mediaType, example) -> {
                        int status = Integer.parseInt(answer.getKey());
                        served.assertAnswer(
                                operation.method(), operation.path(), status, mediaType, example.toString());
                        checked.add(mediaType);
                    }));
        });
        assertThat(checked).hasSizeGreaterThan(10).contains("application/x-www-form-urlencoded", "multipart/form-data");
    }

    /** What a client of the published APIs may send and understands. */
    @Test
    void everyExampleIsWhatThePublishedPagesHave() {
        Map<String, List<Published>> pages = Map.of(
                "createLineUser", List.of(Published.SPECTRUM_REQUEST, Published.SPECTRUM_ANSWER),
                "createCustomerUser", List.of(Published.CORTI_REQUEST, Published.CORTI_ANSWER),
                "createSubscriberUser", List.of(Published.CONNECT_REQUEST, Published.CONNECT_ANSWER),
                "createAppUser", List.of(Published.PRELUDE_REQUEST, Published.PRELUDE_ANSWER));
        Set<Published> checked = new HashSet<>();
        operations(served.document()).forEach(operation -> {
            List<Published> page = pages.getOrDefault(operation.id(), List.of());
            if (!page.isEmpty()) {
                examples(operation.node().path("requestBody"), (mediaType, example) -> {
                    page.get(0).assertAccepts(example);
                    checked.add(page.get(0));
                });
                operation
                        .node()
                        .path("responses")
                        .forEach(answer -> examples(answer, (mediaType, example) -> {
                            page.get(1).assertAccepts(example);
                            checked.add(page.get(1));
                        }));
            }
        });
        assertThat(checked)
                .containsAll(pages.values().stream().flatMap(List::stream).toList());
    }

    /** One change to a copy of the document, which makes it wrong. */
    private record Damage(String name, Consumer<ObjectNode> damage) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Damage> DAMAGES = List.of(
            new Damage("another version", whole -> whole.put("openapi", "3.0.3")),
            new Damage("no title", whole -> in(whole, "/info").remove("title")),
            new Damage("no answers", whole -> in(whole, "/paths/~1users/post").remove("responses")),
            new Damage(
                    "an answer without description",
                    whole -> in(whole, "/components/responses/PreludeConflict").remove("description")),
            new Damage(
                    "a misspelt member of an operation",
                    whole -> in(whole, "/paths/~1users/post").put("sumary", "Create")),
            new Damage(
                    "a misspelt keyword of a schema",
                    whole -> in(whole, "/components/schemas/OptionalName").put("maxLenght", 256)),
            new Damage(
                    "a keyword of the wrong type",
                    whole -> in(whole, "/components/schemas/OptionalName").put("maxLength", "256")),
            new Damage(
                    "a misspelt keyword deep in a schema",
                    whole -> in(whole, "/components/schemas/SpectrumError/properties/limit")
                            .put("minimun", 1)),
            new Damage(
                    "a body without a name",
                    whole -> withoutName(whole, "/paths/~1users/post/requestBody/content/application~1json/schema")),
            new Damage(
                    "an error without a name",
                    whole -> withoutName(
                            whole, "/components/responses/PreludeConflict/content/application~1json/schema")),
            new Damage(
                    "a member without a name",
                    whole -> withoutName(whole, "/components/schemas/SpectrumRefusal/properties/error")),
            new Damage(
                    "an item without a name",
                    whole -> withoutName(whole, "/components/schemas/Problem/properties/errors/items")),
            new Damage(
                    "a choice without a name",
                    whole -> withoutName(whole, "/components/schemas/NewAppUser/properties/identifiers/items")),
            new Damage(
                    "an error whose codes are not told",
                    whole -> in(whole, "/components/responses/PreludeConflict/content/application~1json")
                            .remove("examples")),
            new Damage(
                    "an error of the server that is not told",
                    whole -> in(whole, "/paths/~1users/post/responses").remove("408")),
            new Damage(
                    "a code of the server that is not told",
                    whole -> in(whole, "/components/responses/PreludeBadRequest/content/application~1json/examples")
                            .remove("bad_request")),
            new Damage(
                    "an error of the server for a page that is not told",
                    whole -> in(whole, "/paths/~1livez/get/responses").remove("431")),
            new Damage(
                    "a reference to nothing",
                    whole -> in(whole, "/components/schemas/LineUserAnswer/properties/data")
                            .put("$ref", "#/components/schemas/Nobody")),
            new Damage(
                    "a component that nothing refers to",
                    whole -> in(whole, "/components/schemas").set("Nobody", in(whole, "/components/schemas/Message"))),
            new Damage(
                    "a variable that is not described",
                    whole -> in(whole, "/paths")
                            .set(
                                    "/accounts/{accountId}",
                                    in(whole, "/paths/~1users").deepCopy())),
            new Damage(
                    "a parameter that is no variable",
                    whole -> in(whole, "/paths/~1users/post")
                            .set("parameters", whole.at("/paths/~1v2~1session~1apps~1{appID}~1users/post/parameters"))),
            new Damage(
                    "an operation id that is taken",
                    whole -> in(whole, "/paths/~1healthz/get").put("operationId", "createAppUser")),
            new Damage(
                    "an unknown security scheme",
                    whole -> in(whole, "/paths/~1users/post/security/0").putArray("nobody")),
            new Damage(
                    "an unknown tag",
                    whole -> in(whole, "/paths/~1healthz/get").putArray("tags").add("nobody")),
            new Damage(
                    "a variable that may be left out",
                    whole -> in(whole, "/components/parameters/ProjectId").put("required", false)));

    @ParameterizedTest
    @FieldSource("DAMAGES")
    void aDocumentThatIsWrongIsRejected(Damage damage) {
        ObjectNode copy = (ObjectNode) served.document().deepCopy();
        damage.damage().accept(copy);
        assertThatThrownBy(() -> assertOpenApi(copy)).isInstanceOf(AssertionError.class);
    }

    /** What is referred to there is there itself. */
    private static void withoutName(ObjectNode whole, String pointer) {
        ObjectNode reference = in(whole, pointer);
        ObjectNode named = in(whole, reference.remove("$ref").stringValue("").substring(1));
        reference.setAll(named.deepCopy());
    }

    private static ObjectNode in(ObjectNode whole, String pointer) {
        return (ObjectNode) whole.at(pointer);
    }

    private static void assertOpenApi(JsonNode document) {
        JsonSchema.of(JsonSchema.resource("/dev/partyline/http/openapi/document.json"))
                .assertAccepts(document);
        Set<String> components = document.path("components").properties().stream()
                .flatMap(kind -> kind.getValue().propertyNames().stream()
                        .map(name -> "#/components/" + kind.getKey() + "/" + name))
                .filter(pointer -> !pointer.startsWith("#/components/securitySchemes/"))
                .collect(toSet());
        assertThat(Set.copyOf(document.findValuesAsString("$ref")))
                .as("what is referred to")
                .isEqualTo(components);

        OpenApi api = OpenApi.of(document);
        assertThat(operations(document).map(Operation::id)).doesNotHaveDuplicates();
        assertThat(operations(document)).allSatisfy(operation -> {
            assertThat(parameters(api, operation))
                    .doesNotHaveDuplicates()
                    .filteredOn(parameter -> parameter.startsWith("path "))
                    .containsExactlyInAnyOrderElementsOf(VARIABLE.matcher(operation.path())
                            .results()
                            .map((MatchResult variable) -> "path " + variable.group(1))
                            .toList());
            assertThat(operation.node().path("responses").properties().stream()
                            .filter(answer -> answer.getKey().compareTo("400") >= 0)
                            .flatMap(answer -> api.resolved(answer.getValue())
                                    .path("content")
                                    .valueStream()))
                    .as("the errors")
                    .allSatisfy(content -> assertThat(content.path("examples").isEmpty())
                            .as("whether no code is told")
                            .isFalse());
            assertThat(told(api, operation)).containsAll(beforeAnyRoute(operation));
            assertThat(operation.node().path("tags").valueStream().map(JsonNode::stringValue))
                    .isSubsetOf(document.path("tags").findValuesAsString("name"));
            assertThat(operation
                            .node()
                            .path("security")
                            .valueStream()
                            .flatMap(scheme -> scheme.propertyNames().stream()))
                    .isSubsetOf(document.at("/components/securitySchemes").propertyNames());
        });
    }

    /** A status, and the code of an error that has it. */
    private record Refused(int status, String code) {}

    /** What an operation is refused for by the server or because it has too much to do, whatever it is. */
    private static Set<Refused> beforeAnyRoute(Operation operation) {
        Set<Refused> refused = EnumSet.allOf(ServerRefusal.class).stream()
                .filter(refusal -> refusal != ServerRefusal.REQUEST_TIMEOUT
                        || operation.node().has("requestBody"))
                .map(refusal -> new Refused(refusal.status(), refusal.code()))
                .collect(toCollection(HashSet::new));
        if (!CONSTANT.contains(operation.path())) {
            refused.add(new Refused(503, "unavailable"));
        }
        return refused;
    }

    private static Stream<Refused> told(OpenApi api, Operation operation) {
        return operation.node().path("responses").properties().stream()
                .flatMap(answer -> api.resolved(answer.getValue())
                        .path("content")
                        .valueStream()
                        .flatMap(content -> content.path("examples").valueStream())
                        .map(example -> example.path("value"))
                        .map(value -> value.path("error")
                                .path("code")
                                .stringValue(value.path("code").stringValue("")))
                        .map(code -> new Refused(Integer.parseInt(answer.getKey()), code)));
    }

    private record Operation(String path, String method, JsonNode node) {
        String id() {
            return node.path("operationId").stringValue("");
        }
    }

    private static Stream<Operation> operations(JsonNode document) {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(method -> new Operation(path.getKey(), method.getKey(), method.getValue())));
    }

    /** Where each parameter is, and its name. */
    private static List<String> parameters(OpenApi api, Operation operation) {
        return operation
                .node()
                .path("parameters")
                .valueStream()
                .map(api::resolved)
                .map(parameter -> parameter.path("in").stringValue("") + " "
                        + parameter.path("name").stringValue(""))
                .toList();
    }

    private interface ExampleCheck {
        void check(String mediaType, JsonNode example);
    }

    private static void examples(JsonNode described, ExampleCheck check) {
        described.path("content").properties().forEach(content -> {
            if (content.getValue().has("example")) {
                check.check(content.getKey(), content.getValue().path("example"));
            }
            content.getValue()
                    .path("examples")
                    .forEach(example -> check.check(content.getKey(), example.path("value")));
        });
    }
}
