package dev.partyline.http.user;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How many rows there were, and what became of them. For one thread. */
public final class BulkSum {
    private static final String REFUSED = "refused";

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long rows;

    BulkSum() {
        List.of("created", "returned", "updated", "revived", REFUSED).forEach(what -> counts.put(what, 0L));
    }

    /** A row that was carried out. */
    void add(String what) {
        rows++;
        counts.merge(what, 1L, Long::sum);
    }

    void addRefused() {
        add(REFUSED);
    }

    public long rows() {
        return rows;
    }

    public long refused() {
        return counts.getOrDefault(REFUSED, 0L);
    }

    /** The last line. */
    public ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("done", true).put("rows", rows);
        counts.forEach(json::put);
        return json;
    }
}
