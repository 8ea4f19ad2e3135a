package dev.partyline.http.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with {@code {variables}}, each of which stands for one segment that is not empty. Immutable. */
record PathPattern(List<String> segments) {

    static PathPattern of(String pattern) {
        return new PathPattern(
                segments(pattern).orElseThrow(() -> new IllegalArgumentException("not a path: " + pattern)));
    }

    /** The decoded segments of a path, a last slash making no difference; nothing if it is no path. */
    static Optional<List<String>> segments(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        var segments = new ArrayList<String>();
        String relative = path.substring(1);
        // Before the first slash of "//" there is a segment, which is empty; there is none before that of "/".
        boolean lastSlash = relative.endsWith("/") && relative.length() > 1;
        String trimmed = lastSlash ? relative.substring(0, relative.length() - 1) : relative;
        for (String encoded : trimmed.split("/", -1)) {
            Optional<String> segment = UrlEncoding.decode(encoded);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(List.copyOf(segments));
    }

    /** The variables' values, if the path is of this pattern. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < path.size(); i++) {
            String expected = segments.get(i);
            String actual = path.get(i);
            if (isVariable(expected) && !actual.isEmpty()) {
                variables.put(expected.substring(1, expected.length() - 1), actual);
            } else if (!expected.equals(actual)) {
                return Optional.empty();
            }
        }
        return Optional.of(Map.copyOf(variables));
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }
}
