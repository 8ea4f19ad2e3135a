package dev.partyline.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An OpenAPI document to hold requests and answers against. What it doesn't describe, a status or a media type or a
 * member of an object that is closed, is wrong. Paths are those of the document, with their variables:
 * {@code /projects/{projectId}/users/}.
 */
public final class OpenApi {
    /** The media type of a body of which each line is one value. */
    private static final String LINES = "application/x-ndjson";

    private static final String COMPONENTS = "components";

    private static final OpenApi SERVED = of(JsonSchema.resource("/dev/partyline/http/openapi.json"));

    private final JsonNode document;

    /** By what they are the schemas of: a schema takes longer to make than to use. */
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /** What the host says that it serves. */
    public static OpenApi served() {
        return SERVED;
    }

    static OpenApi of(JsonNode document) {
        return new OpenApi(document);
    }

    /** What every call does, in the words of the document. */
    public List<String> summaries() {
        return document.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(operation -> operation.path("summary").stringValue(""))
                .toList();
    }

    JsonNode document() {
        return document;
    }

    /** The body is one that the document allows; for a form, an object of its fields. */
    public void assertRequest(String method, String path, String mediaType, JsonNode body) {
        assertContent(method + path, described(operation(method, path), "requestBody"), mediaType, body);
    }

    /**
     * The body, or each of its lines, is one that the document has for this status. An error has an example of its form
     * and its code. Where the document has no body, body and media type have to be empty.
     */
    public void assertAnswer(String method, String path, int status, String mediaType, String body) {
        JsonNode answer = answer(method, path, status);
        if (answer.has("content")) {
            for (String part : type(mediaType).equals(LINES) ? body.split("\n") : new String[] {body}) {
                JsonNode value = JsonSchema.parse(part);
                assertContent(method + path + status, answer, mediaType, value);
                if (status >= 400) {
                    assertLikeAnExample(content(answer, mediaType), value);
                }
            }
        } else {
            assertThat(mediaType + body).as("an answer without content").isEmpty();
        }
    }

    /** The header fields of this status are there if they are required, and have values that the document allows. */
    public void assertHeaders(String method, String path, int status, Map<String, String> headers) {
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        answer(method, path, status).path("headers").properties().forEach(entry -> {
            JsonNode header = resolved(entry.getValue());
            if (header.path("required").asBoolean(false)) {
                assertThat(anyCase).containsKey(entry.getKey());
            }
            if (anyCase.containsKey(entry.getKey())) {
                schema(header).assertAccepts(JsonNodeFactory.instance.stringNode(anyCase.get(entry.getKey())));
            }
        });
    }

    private void assertContent(String what, JsonNode described, String mediaType, JsonNode value) {
        schemas.computeIfAbsent(what + type(mediaType), absent -> schema(content(described, mediaType)))
                .assertAccepts(value);
    }

    private JsonNode content(JsonNode described, String mediaType) {
        return described(described(described, "content"), type(mediaType));
    }

    private static String type(String mediaType) {
        return mediaType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    /** What tells an error from others of its schema. */
    private record Form(Set<String> members, JsonNode code, JsonNode status) {
        static Form of(JsonNode body) {
            JsonNode error = body.has("error") ? body.path("error") : body;
            return new Form(Set.copyOf(error.propertyNames()), error.path("code"), error.path("status"));
        }
    }

    private static void assertLikeAnExample(JsonNode content, JsonNode error) {
        assertThat(content.path("examples").valueStream().map(example -> Form.of(example.path("value"))))
                .as("the examples")
                .contains(Form.of(error));
    }

    private JsonSchema schema(JsonNode described) {
        return JsonSchema.of(described(described, "schema"), document, COMPONENTS);
    }

    private JsonNode answer(String method, String path, int status) {
        return described(described(operation(method, path), "responses"), Integer.toString(status));
    }

    private JsonNode operation(String method, String path) {
        return described(described(described(document, "paths"), path), method.toLowerCase(Locale.ROOT));
    }

    private JsonNode described(JsonNode parent, String name) {
        assertThat(parent.propertyNames()).as("what is described").contains(name);
        return resolved(parent.path(name));
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").stringValue("").substring(1)) : node;
    }
}
