package dev.partyline.http.body;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The members of a body: values by name, in the order given, each name once. A field of a form is a JSON text. Texts
 * are as they came, with U+0000 and unpaired surrogates if the client sent such; the domain judges them.
 *
 * @param values the values by name
 */
public record Members(Map<String, JsonNode> values) {
    /** Those of a request without a body. */
    public static final Members NONE = new Members(Map.of());

    public Members {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of this name; JSON's null, if given, is a value. */
    public Optional<JsonNode> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** All the names, in the order given. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Says only how many there are: names and values may be personal. */
    @Override
    public String toString() {
        return "Members[" + values.size() + "]";
    }
}
