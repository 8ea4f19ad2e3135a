package dev.partyline.http.body;

import dev.partyline.http.exchange.Body;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a text that is to be one JSON object. */
final class JsonBody {

    private static final int DEEPEST = 100;

    /** An escape; the group is there if it is one of half a surrogate pair. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([dD][89a-fA-F]\\p{XDigit}{2})|.)", Pattern.DOTALL);

    // The body's own limit is the only limit of texts, numbers and names. What is read must also be fit to be written
    // again inside something else, so nesting stays well below the depth to which Jackson writes.
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Body.LIMIT)
                            .maxNumberLength(Body.LIMIT)
                            .maxNameLength(Body.LIMIT)
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // A double would change a number, or have no value for it.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBody() {}

    /** The object's members in their order; nothing if the text is anything else. */
    static Optional<Map<String, JsonNode>> read(String text) {
        try {
            if (JSON.readTree(unescapeSurrogates(text)) instanceof ObjectNode object) {
                var members = new LinkedHashMap<String, JsonNode>();
                object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
                return Optional.of(members);
            }
            return Optional.empty();
        } catch (JacksonException | NumberFormatException notJson) {
            // The latter for an exponent that no number here can have.
            return Optional.empty();
        }
    }

    /**
     * The same JSON. Jackson refuses a name that has half a pair as an escape, and takes it as the character itself.
     * So the domain can say in which member the text is malformed.
     */
    private static String unescapeSurrogates(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? escape.group()
                                : Character.toString((char) Integer.parseInt(escape.group(1), 16))));
    }
}
