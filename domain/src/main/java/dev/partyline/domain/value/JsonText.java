package dev.partyline.domain.value;

import static java.nio.charset.StandardCharsets.UTF_8;

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

    /** Nobody wants to know what comes after so many characters. */
    private final int most;

    private JsonText(int most) {
        this.most = most;
    }

    static String of(JsonValue value) {
        return beginning(value, Integer.MAX_VALUE);
    }

    /** Whether the value is longer than so many bytes of UTF-8. If it is, it is not written as a whole. */
    static boolean isLonger(JsonValue value, int bytes) {
        return beginning(value, bytes).getBytes(UTF_8).length > bytes;
    }

    /** All of it, if it has no more characters than that. Each character is a byte at least. */
    private static String beginning(JsonValue value, int most) {
        JsonText writer = new JsonText(most);
        writer.write(value);
        return writer.text.toString();
    }

    private boolean isLonger() {
        return text.length() > most;
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
        // Of so many members, those that are written are too long in any order.
        Map<String, JsonValue> members =
                object.members().size() > most ? object.members() : new TreeMap<>(object.members());
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            if (isLonger()) {
                break;
            }
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
            if (isLonger()) {
                break;
            }
            text.append(separator);
            write(element);
            separator = ",";
        }
        return text.append(']');
    }

    private StringBuilder write(String string) {
        text.append('"');
        for (int i = 0; i < string.length() && !isLonger(); i++) {
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
