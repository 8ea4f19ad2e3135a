package dev.partyline.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A JSON Schema (2020-12) in which formats count. Nothing is loaded for it from elsewhere. */
final class JsonSchema {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Schema schema;

    private JsonSchema(JsonNode schema) {
        this.schema = REGISTRY.getSchema(schema);
    }

    static JsonSchema of(JsonNode schema) {
        return new JsonSchema(schema);
    }

    /** A schema that refers to places below one member of its document, such as {@code $defs}. */
    static JsonSchema of(JsonNode schema, JsonNode document, String member) {
        var whole = JsonNodeFactory.instance.objectNode();
        whole.set(member, document.path(member));
        whole.putArray("allOf").add(schema);
        return new JsonSchema(whole);
    }

    void assertAccepts(JsonNode value) {
        assertThat(schema.validate(value)).as("what is wrong with %s", value).isEmpty();
    }

    /** The text as JSON, which it has to be, with every name once. */
    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException notJson) {
            throw new AssertionError("not JSON: " + text, notJson);
        }
    }

    /** The JSON that a resource is, by its place from the root. */
    static JsonNode resource(String name) {
        try (InputStream resource = JsonSchema.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new FileNotFoundException(name);
            }
            return JSON.readTree(resource);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
