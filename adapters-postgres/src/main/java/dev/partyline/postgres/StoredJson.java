package dev.partyline.postgres;

import dev.partyline.domain.value.JsonValue;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonBoolean;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object of the database. A member that is missing, or of another type, is read as if it were empty. It is read
 * by Jackson's streaming parser alone, because databind needs annotations whose version is the host's choice.
 */
record StoredJson(JsonObject value) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Metadata.MAX_BYTES)
                    .build())
            .build();

    /** The object that the text is. */
    static StoredJson parse(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new StoredJson((JsonObject) value(parser, parser.nextToken()));
        }
    }

    private static JsonValue value(JsonParser parser, JsonToken first) {
        return switch (first) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonString(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonNumber.of(parser.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> new JsonBoolean(first == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> new JsonNull();
            default -> throw new IllegalStateException("no JSON value begins with " + first);
        };
    }

    private static JsonObject object(JsonParser parser) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return JsonObject.of(members);
    }

    private static JsonArray array(JsonParser parser) {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken first = parser.nextToken(); first != JsonToken.END_ARRAY; first = parser.nextToken()) {
            elements.add(value(parser, first));
        }
        return JsonArray.of(elements);
    }

    /** The text that must be there. */
    String text(String member) {
        return optional(member).orElseThrow();
    }

    Optional<String> optional(String member) {
        return value.members().get(member) instanceof JsonString string ? Optional.of(string.text()) : Optional.empty();
    }

    boolean isTrue(String member) {
        return value.members().get(member) instanceof JsonBoolean truth && truth.value();
    }

    long number(String member) {
        return value.members().get(member) instanceof JsonNumber number
                ? number.number().longValueExact()
                : 0;
    }

    JsonObject object(String member) {
        return optionalObject(member).orElse(JsonObject.EMPTY);
    }

    Optional<JsonObject> optionalObject(String member) {
        return value.members().get(member) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    List<String> texts(String member) {
        return elements(member).stream()
                .map(element -> ((JsonString) element).text())
                .toList();
    }

    List<StoredJson> objects(String member) {
        return elements(member).stream()
                .map(element -> new StoredJson((JsonObject) element))
                .toList();
    }

    private List<JsonValue> elements(String member) {
        return value.members().get(member) instanceof JsonArray array ? array.elements() : List.of();
    }
}
