package dev.partyline.http.exchange;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client asks, as it came: nothing is decoded or checked yet. Immutable.
 *
 * @param method the method, in the client's own case
 * @param path the path, still percent-encoded
 * @param query the query string, still encoded and without its question mark; empty if there is none
 * @param headers the header fields, found by name in any case; several of one name are one, joined by commas
 * @param body what the request carries
 */
public record Request(String method, String path, String query, Map<String, String> headers, Body body) {

    public Request {
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    /** The header field of this name, whatever the case of either. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
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
