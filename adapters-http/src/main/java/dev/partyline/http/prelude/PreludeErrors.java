package dev.partyline.http.prelude;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.user.UserErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every refusal of this API, as the reference document has it (seeds 004): a code, a status in words, a message. */
final class PreludeErrors implements UserErrors {
    static final PreludeErrors ERRORS = new PreludeErrors();

    private static final Map<Integer, String> STATUSES = Map.ofEntries(
            Map.entry(400, "bad_request"),
            Map.entry(401, "unauthorized"),
            Map.entry(403, "forbidden"),
            Map.entry(404, "not_found"),
            Map.entry(405, "method_not_allowed"),
            Map.entry(408, "request_timeout"),
            Map.entry(409, "conflict"),
            Map.entry(412, "precondition_failed"),
            Map.entry(413, "payload_too_large"),
            Map.entry(414, "request_uri_too_long"),
            Map.entry(415, "unsupported_media_type"),
            Map.entry(417, "expectation_failed"),
            Map.entry(431, "request_header_fields_too_large"),
            Map.entry(503, "service_unavailable"),
            Map.entry(505, "http_version_not_supported"));

    private PreludeErrors() {}

    Answer of(AppUserRefusal refusal) {
        return AppUserRefusal.fold(
                refusal,
                this::ofAnyCreation,
                this::alreadyInUse,
                taken -> answer(409, taken.code(), "A conflict occurred with the current state of the resource."));
    }

    /** What every creation can be refused for; some of it before anything of the request is looked at (A6). */
    Answer ofAnyCreation(CreationRefusal refusal) {
        return refusal.fold(
                invalid -> invalidCreate(FieldFault.of(invalid)),
                unknownApp -> unknownTenant(),
                disabled -> sessionDisabled(),
                this::idempotencyKeyReused);
    }

    /**
     * The document has a code each for two faults of a create; where there are others as well, the request is invalid
     * altogether.
     */
    Answer invalidCreate(List<FieldFault> faults) {
        if (faults.stream().allMatch(fault -> fault.field().equals(Field.ID.published()))) {
            return answer(400, "invalid_id", "The provided ID is invalid.");
        }
        return faults.stream().allMatch(PreludeErrors::isTooManyIdentifiers) ? tooManyIdentifiers() : invalidBody();
    }

    /** The document has no member that could hold the faults of other calls, and so the message names what is wrong. */
    @Override
    public Answer invalid(List<FieldFault> faults) {
        return faults.stream().allMatch(PreludeErrors::isTooManyIdentifiers)
                ? tooManyIdentifiers()
                : answer(
                        400,
                        "invalid_request",
                        faults.stream()
                                .map(fault -> fault.field() + " " + fault.message())
                                .collect(Collectors.joining("; ", "", ".")));
    }

    @Override
    public Answer malformedBody(String reason) {
        return invalidBody();
    }

    private Answer invalidBody() {
        return answer(400, "invalid_request", "The request body is invalid.");
    }

    private Answer tooManyIdentifiers() {
        return answer(400, "too_many_user_identifiers", "The user has too many identifiers.");
    }

    Answer unauthorized() {
        return answer(401, "unauthorized", "The token is missing or wrong.")
                .with("WWW-Authenticate", "Bearer realm=\"prelude\"");
    }

    @Override
    public Answer unknownTenant() {
        return answer(404, "app_not_found", "The application was not found.");
    }

    @Override
    public Answer answer(int status, String code, String message) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("code", code);
        members.put("status", STATUSES.getOrDefault(status, status < 500 ? "bad_request" : "internal_server_error"));
        members.put("message", message);
        return Answer.json(status, members).as(code);
    }

    private Answer sessionDisabled() {
        return answer(403, "session_disabled", "Session management is disabled for this application.");
    }

    @Override
    public Answer alreadyInUse(Refusal.AlreadyInUse refusal) {
        return refusal.field() == Field.EXTERNAL_ID
                ? answer(409, "external_id_already_in_use", "The provided external id is already in use")
                : answer(409, refusal.code(), "The identifier is already in use by another user.");
    }

    private static boolean isTooManyIdentifiers(FieldFault fault) {
        return fault.field().equals(Field.IDENTIFIERS.published())
                && fault.code().equals(Fault.TOO_MANY.code());
    }
}
