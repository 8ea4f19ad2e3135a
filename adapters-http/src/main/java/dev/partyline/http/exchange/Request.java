package dev.partyline.http.exchange;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The head of what a client asks, as it came: nothing is decoded or checked yet. Immutable.
 *
 * @param method the method, in the client's own case
 * @param path the path, still percent-encoded
 * @param query the query string, still encoded and without its question mark; empty if there is none
 * @param headers the values of the header fields, found by name in any case, in the order in which they came
 */
public record Request(String method, String path, String query, Map<String, List<String>> headers) {
    /** Fields that have one value. Names that stand together are names of one field. */
    private static final List<List<String>> SINGLE = List.of(
            List.of("Authorization"),
            List.of("X-API-Key"),
            List.of("Content-Type"),
            List.of("Content-Encoding"),
            List.of("X-Idempotency-Key", "Idempotency-Key"),
            List.of("If-Match"),
            List.of("If-None-Match"),
            List.of("Partyline-Line"),
            List.of("Partyline-Run"));

    public Request {
        var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> anyCase.merge(
                name,
                List.copyOf(values),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        headers = Collections.unmodifiableMap(anyCase);
    }

    /**
     * The header field of this name, whatever the case of either. Several values are one, joined by commas; a value
     * that comes again is the same one.
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name))
                .map(values -> values.size() == 1
                        ? values.get(0)
                        : values.stream().distinct().collect(Collectors.joining(", ")));
    }

    /** The key under which the request is to be carried out once, by either of its names. */
    public Optional<String> idempotencyKey() {
        return header("X-Idempotency-Key").or(() -> header("Idempotency-Key"));
    }

    /** A field that has one value, and came with different ones; the name is the first of its names. */
    public Optional<String> ambiguousField() {
        for (List<String> names : SINGLE) {
            if (isAmbiguous(names)) {
                return Optional.of(names.get(0));
            }
        }
        return Optional.empty();
    }

    private boolean isAmbiguous(List<String> names) {
        String first = null;
        for (String name : names) {
            for (String value : headers.getOrDefault(name, List.of())) {
                if (first != null && !first.equals(value)) {
                    return true;
                }
                first = value;
            }
        }
        return false;
    }

    /** The query's values by name, in the order given, or nothing if it can't be decoded or has a name twice. */
    public Optional<Map<String, String>> parameters() {
        return UrlEncoding.decodePairs(query);
    }

    /** Says no more than the method: all else may hold credentials or personal values. */
    @Override
    public String toString() {
        return "Request[" + method + "]";
    }
}
