package dev.partyline.http.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a client gets. Immutable. A body is encoded once, however often the answer is sent. */
public final class Answer implements Step {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final String outcome;

    /** @param headers nobody else's: not copied */
    private Answer(int status, Map<String, String> headers, byte[] body, String outcome) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.outcome = outcome;
    }

    /**
     * An answer that is counted by its status alone.
     *
     * @param status the HTTP status
     * @param headers the header fields in the order in which they are sent; {@code Content-Length} is the server's to
     *     add
     * @param body the text to send, in UTF-8; empty for none. An unpaired surrogate, which UTF-8 can't express, is sent
     *     as a question mark
     */
    public Answer(int status, Map<String, String> headers, String body) {
        this(status, new LinkedHashMap<>(headers), body.getBytes(UTF_8), "");
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
        if (body.length == 0) {
            return this;
        }
        Answer measured = with("Content-Length", Integer.toString(body.length));
        return new Answer(status, measured.headers, new byte[0], outcome);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The header fields, in the order in which they are sent. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /** The text that is sent. */
    public String body() {
        return new String(body, UTF_8);
    }

    /** The body as it is sent. Not a copy: whoever sends it must not change it. */
    public byte[] bytes() {
        return body;
    }

    /** What it is counted as: the code of a refusal, or what was done; nothing that a client sent. */
    public String outcome() {
        return outcome;
    }

    /** Says no more than the status: all else may hold personal values. */
    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
