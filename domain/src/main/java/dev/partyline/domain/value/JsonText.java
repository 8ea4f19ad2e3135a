package dev.partyline.domain.value;

import dev.partyline.domain.internal.Text;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonObject;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON values as text. Values that mean the same have one spelling: no white space, members by name, shortest escapes.
 */
final class JsonText {
    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    private static final String SHORTHANDS = "\"\\bfnrt";
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(JsonValue value) {
        JsonText writer = new JsonText();
        writer.write(value);
        return writer.text.toString();
    }

    /** Whether every store can hold every text in it, names included (V8). */
    static boolean isStorable(JsonValue value) {
        return value.fold(
                object -> object.members().entrySet().stream()
                        .allMatch(member -> Text.isStorable(member.getKey()) && isStorable(member.getValue())),
                array -> array.elements().stream().allMatch(JsonText::isStorable),
                string -> Text.isStorable(string.text()),
                number -> true,
                truth -> true,
                () -> true);
    }

    private StringBuilder write(JsonValue value) {
        return value.fold(
                this::write,
                this::write,
                string -> write(string.text()),
                number -> text.append(number.number()),
                truth -> text.append(truth.value()),
                () -> text.append("null"));
    }

    private StringBuilder write(JsonObject object) {
        text.append('{');
        String separator = "";
        for (Map.Entry<String, JsonValue> member : new TreeMap<>(object.members()).entrySet()) {
            text.append(separator);
            write(member.getKey()).append(':');
            write(member.getValue());
            separator = ",";
        }
        return text.append('}');
    }

    private StringBuilder write(JsonArray array) {
        text.append('[');
        String separator = "";
        for (JsonValue element : array.elements()) {
            text.append(separator);
            write(element);
            separator = ",";
        }
        return text.append(']');
    }

    private StringBuilder write(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            int shorthand = ESCAPED.indexOf(c);
            if (shorthand >= 0) {
                text.append('\\').append(SHORTHANDS.charAt(shorthand));
            } else if (c < ' ') {
                text.append("\\u").append(HEX.toHexDigits(c));
            } else {
                text.append(c);
            }
        }
        return text.append('"');
    }
}
