package dev.partyline.http.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client gets. Immutable.
 *
 * @param status the HTTP status
 * @param headers the header fields in the order in which they are sent; {@code Content-Length} is the server's to add
 * @param body the text to send, in UTF-8; empty for none
 * @param outcome what it is counted as: the code of a refusal, or what was done; nothing that a client sent
 */
public record Answer(int status, Map<String, String> headers, String body, String outcome) implements Step {

    private static final JsonMapper JSON = JsonMapper.shared();

    public Answer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** An answer that is counted by its status alone. */
    public Answer(int status, Map<String, String> headers, String body) {
        this(status, headers, body, "");
    }

    /** An answer with neither body nor header fields. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    /**
     * A value as {@code application/json}.
     *
     * @param value a Jackson tree, a map, a list, a record, or whatever else Jackson writes; null members are written
     * @throws tools.jackson.core.JacksonException if Jackson can't write it
     */
    public static Answer json(int status, Object value) {
        return json(status, "application/json", value);
    }

    /** The same as another type of JSON, such as {@code application/problem+json}. */
    public static Answer json(int status, String contentType, Object value) {
        return new Answer(status, Map.of("Content-Type", contentType), JSON.writeValueAsString(value));
    }

    /** This answer with one header field more, or with another value for it. */
    public Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, outcome);
    }

    /** This answer, counted as this outcome. */
    public Answer as(String outcome) {
        return new Answer(status, headers, body, outcome);
    }

    /** This answer as HEAD has it: the same header fields, the length of the body, and not the body. */
    public Answer withoutBody() {
        if (body.isEmpty()) {
            return this;
        }
        Answer measured = with("Content-Length", Integer.toString(bytes().length));
        return new Answer(status, measured.headers, "", outcome);
    }

    /** The body as it is sent; an unpaired surrogate, which UTF-8 can't express, is sent as a question mark. */
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Says no more than the status: all else may hold personal values. */
    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
