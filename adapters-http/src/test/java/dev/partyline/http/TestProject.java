package dev.partyline.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A project of a configuration. Immutable.
 *
 * @param choices what the project has chosen, by the names that the configuration has for it
 */
record TestProject(String id, String secret, Map<String, Object> choices) {

    /** A project with an id and a secret that no other has, and all else as it is by default. */
    static TestProject fresh() {
        return new TestProject(UUID.randomUUID().toString(), "secret-" + UUID.randomUUID(), Map.of());
    }

    static TestProject admitting(int maxSharedUsers) {
        return fresh().choosing("maxSharedUsers", maxSharedUsers);
    }

    static TestProject owning(String... lines) {
        return fresh().choosing("lines", List.of(lines));
    }

    TestProject choosing(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(choices);
        more.put(member, value);
        return new TestProject(id, secret, Map.copyOf(more));
    }

    /** The project as the configuration has it. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>(Map.of("id", id, "secret", secret, "lines", List.of()));
        members.putAll(choices);
        return members;
    }
}
