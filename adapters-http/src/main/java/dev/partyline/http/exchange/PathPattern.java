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

    /** Whether the path is of this pattern. */
    boolean matches(List<String> path) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            String expected = segments.get(i);
            String actual = path.get(i);
            if (!expected.equals(actual) && (actual.isEmpty() || !isVariable(expected))) {
                return false;
            }
        }
        return true;
    }

    /** With how many segments of this pattern a path begins, decoded where they can be. */
    int alike(String path) {
        String[] given = path.split("/", -1);
        int alike = 0;
        while (alike < segments.size() && alike + 1 < given.length && isLike(segments.get(alike), given[alike + 1])) {
            alike++;
        }
        return alike;
    }

    private static boolean isLike(String expected, String encoded) {
        return isVariable(expected)
                || UrlEncoding.decode(encoded).filter(expected::equals).isPresent();
    }

    /** How many variables it has. */
    int variables() {
        return (int) segments.stream().filter(PathPattern::isVariable).count();
    }

    /** The values of the variables in a path of this pattern. */
    Map<String, String> variables(List<String> path) {
        var variables = new HashMap<String, String>();
        for (int i = 0; i < path.size(); i++) {
            String expected = segments.get(i);
            if (isVariable(expected)) {
                variables.put(expected.substring(1, expected.length() - 1), path.get(i));
            }
        }
        return Map.copyOf(variables);
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }
}
