package dev.partyline.http.api;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problem details (RFC 9457), with the code as a member of its own. */
public final class Problem {
    /** Problem details as the shape of an API's errors. */
    public static final ErrorShape SHAPE = Problem::of;

    private static final String MEDIA_TYPE = "application/problem+json";

    /** The title of a problem of no type of its own is what HTTP calls its status. */
    private static final Map<Integer, String> PHRASES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(417, "Expectation Failed"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(505, "HTTP Version Not Supported"));

    private Problem() {}

    public static Answer of(int status, String code, String detail) {
        return of(status, code, detail, Map.of());
    }

    /** The same, with further members. */
    public static Answer of(int status, String code, String detail, Map<String, ?> more) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", PHRASES.getOrDefault(status, "Error"));
        members.put("status", status);
        members.put("detail", detail);
        members.put("code", code);
        members.putAll(more);
        return Answer.json(status, MEDIA_TYPE, members);
    }

    public static Answer invalid(List<FieldFault> faults) {
        return of(400, "invalid_request", "The request has values that are not accepted.", Map.of("errors", faults));
    }

    public static Answer invalid(Refusal.Invalid refusal) {
        return invalid(refusal.violations().map(FieldFault::of).asJava());
    }

    public static Answer malformedBody(String reason) {
        return of(400, "invalid_request", reason);
    }

    public static Answer unsupportedMediaType() {
        return of(415, "unsupported_media_type", "The body must be JSON.");
    }

    public static Answer bodyTooLarge() {
        return of(413, "body_too_large", "The body has more than 64 KiB.");
    }

    public static Answer unauthorized(String scheme) {
        return of(401, "unauthorized", "The credentials are missing or wrong.").with("WWW-Authenticate", scheme);
    }

    public static Answer creationDisabled(Refusal.CreationDisabled refusal) {
        return of(403, refusal.code(), "Creating users is switched off.");
    }

    public static Answer idempotencyKeyReused(Refusal.IdempotencyKeyReused refusal) {
        return of(409, refusal.code(), "The idempotency key was used for another request.");
    }

    public static Answer unavailable() {
        return of(503, "unavailable", "The service cannot answer now.");
    }
}
