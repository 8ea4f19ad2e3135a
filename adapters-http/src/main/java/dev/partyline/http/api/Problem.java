package dev.partyline.http.api;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problem details (RFC 9457), with the code as a member of its own. */
public final class Problem {
    /** Problem details as the shape of an API's errors. */
    public static final ErrorShape SHAPE = new FieldErrors() {
        @Override
        public Answer answer(int status, String code, String message) {
            return of(status, code, message);
        }

        @Override
        public Answer invalid(List<FieldFault> faults) {
            return Problem.invalid(faults);
        }
    };

    private static final String MEDIA_TYPE = "application/problem+json";

    /** The title of a problem of no type of its own is what HTTP calls its status. */
    private static final Map<Integer, String> PHRASES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Precondition Failed"),
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
        return Answer.json(status, MEDIA_TYPE, members).as(code);
    }

    /**
     * What every creation can be refused for.
     *
     * @param scheme how to authenticate: to its callers, a tenant that is no more is one with other credentials
     */
    public static Answer of(CreationRefusal refusal, String scheme) {
        return refusal.fold(
                invalid -> invalid(FieldFault.of(invalid)),
                unknownTenant -> unauthorized(scheme),
                disabled -> of(403, disabled.code(), "Creating users is switched off."),
                reused -> of(409, reused.code(), "The idempotency key was used for another request."));
    }

    public static Answer invalid(List<FieldFault> faults) {
        return of(400, "invalid_request", "The request has values that are not accepted.", Map.of("errors", faults));
    }

    public static Answer malformedBody(String reason) {
        return of(400, "invalid_request", reason);
    }

    public static Answer unauthorized(String scheme) {
        return of(401, "unauthorized", "The credentials are missing or wrong.").with("WWW-Authenticate", scheme);
    }
}
