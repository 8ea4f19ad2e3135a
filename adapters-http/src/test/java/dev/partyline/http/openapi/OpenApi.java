package dev.partyline.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An OpenAPI document to hold requests and answers against. What it doesn't describe, a status or a media type or a member of an
 * object that is closed, is wrong. Paths are those of the document, with their variables: {@code /projects/{projectId}/users/}.
 */
public final class OpenApi {
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

    JsonNode document() {
        return document;
    }

    /** The body is one that the document allows; for a form, an object of its fields. */
    public void assertRequest(String method, String path, String mediaType, JsonNode body) {
        assertContent(method + path, described(operation(method, path), "requestBody"), mediaType, body);
    }

    /** The body is one that the document has for this status. Where it has none, body and media type have to be empty. */
    public void assertAnswer(String method, String path, int status, String mediaType, String body) {
        JsonNode answer = answer(method, path, status);
        if (answer.has("content")) {
            assertContent(method + path + status, answer, mediaType, JsonSchema.parse(body));
        } else {
            assertThat(mediaType + body).as("an answer without content").isEmpty();
        }
    }

    /** The header fields that the document has for this status are there where they have to be, and have values that it allows. */
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
        String type = mediaType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        schemas.computeIfAbsent(what + type, absent -> schema(described(described(described, "content"), type)))
                .assertAccepts(value);
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
