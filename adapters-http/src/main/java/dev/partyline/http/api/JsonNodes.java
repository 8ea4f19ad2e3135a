package dev.partyline.http.api;

import dev.partyline.domain.value.JsonValue;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonBoolean;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Between the JSON of the wire and that of the domain. Nesting is bounded by whoever read the body. */
public final class JsonNodes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The most digits with which a whole number is written that has zeros at its end. */
    private static final int MOST_DIGITS = 100;

    private JsonNodes() {}

    /** The object as the domain has it. */
    public static JsonObject object(JsonNode node) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
        return JsonObject.of(members);
    }

    private static JsonValue value(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            List<JsonValue> elements = new ArrayList<>();
            node.forEach(element -> elements.add(value(element)));
            return JsonArray.of(elements);
        }
        if (node.isString()) {
            return new JsonString(node.stringValue());
        }
        if (node.isNumber()) {
            return JsonNumber.of(node.decimalValue());
        }
        return node.isBoolean() ? new JsonBoolean(node.booleanValue()) : new JsonNull();
    }

    /** The value as the wire has it. */
    public static JsonNode node(JsonValue value) {
        return value.<JsonNode>fold(
                JsonNodes::node,
                JsonNodes::node,
                string -> NODES.stringNode(string.text()),
                number -> node(number.number()),
                truth -> NODES.booleanNode(truth.value()),
                NODES::nullNode);
    }

    /** A whole number is one to every client, 10 and not 1E+1, unless writing it out would take more than its exponent is worth. */
    private static JsonNode node(BigDecimal number) {
        boolean isWhole = number.scale() <= 0 && number.precision() - (long) number.scale() <= MOST_DIGITS;
        return isWhole ? NODES.numberNode(number.toBigIntegerExact()) : NODES.numberNode(number);
    }

    private static ObjectNode node(JsonObject object) {
        ObjectNode node = NODES.objectNode();
        object.members().forEach((name, member) -> node.set(name, node(member)));
        return node;
    }

    private static ArrayNode node(JsonArray array) {
        ArrayNode node = NODES.arrayNode();
        array.elements().forEach(element -> node.add(node(element)));
        return node;
    }
}
