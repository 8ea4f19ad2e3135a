package dev.partyline.http.operator;

import dev.partyline.domain.value.Locality;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A line as the operator gets it (P9). */
final class LineJson {
    /** The states by their names. */
    static final Map<String, LineState> STATES = Stream.of(LineState.values())
            .collect(Collectors.toMap(LineJson::name, state -> state, (one, other) -> one, TreeMap::new));

    private LineJson() {}

    static ObjectNode of(LineUse use) {
        Locality locality = Locality.of(use.line());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("number", use.line().e164())
                .put("state", name(use.state()));
        if (use.capacity() == Integer.MAX_VALUE) {
            json.putNull("capacity");
        } else {
            json.put("capacity", use.capacity());
        }
        return json.put("users", use.users())
                .put("country", locality.country().orElse(null))
                .put("area", locality.area().orElse(null));
    }

    private static String name(LineState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
