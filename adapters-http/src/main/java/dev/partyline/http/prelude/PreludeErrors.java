package dev.partyline.http.prelude;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.exchange.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every refusal of this API, as the reference document has it (seeds 004): a code, a status in words, a message. */
final class PreludeErrors {
    private static final Map<Integer, String> STATUSES = Map.of(
            400, "bad_request",
            401, "unauthorized",
            403, "forbidden",
            404, "not_found",
            405, "method_not_allowed",
            408, "request_timeout",
            409, "conflict",
            413, "payload_too_large",
            415, "unsupported_media_type",
            503, "service_unavailable");

    private PreludeErrors() {}

    static Answer of(AppUserRefusal refusal) {
        return AppUserRefusal.fold(
                refusal,
                PreludeErrors::ofAnyCreation,
                PreludeErrors::alreadyInUse,
                taken -> answer(409, taken.code(), "A conflict occurred with the current state of the resource."));
    }

    /** What every creation can be refused for; some of it before anything of the request is looked at (A6). */
    static Answer ofAnyCreation(CreationRefusal refusal) {
        return refusal.fold(
                invalid -> invalid(FieldFault.of(invalid)),
                unknownApp -> appNotFound(),
                disabled -> sessionDisabled(),
                reused -> answer(409, reused.code(), "The idempotency key was used for another request."));
    }

    /**
     * The document has a code each for two faults; where there are others as well, the request is invalid altogether.
     */
    static Answer invalid(List<FieldFault> faults) {
        if (faults.stream().allMatch(fault -> fault.field().equals(Field.ID.published()))) {
            return answer(400, "invalid_id", "The provided ID is invalid.");
        }
        if (faults.stream().allMatch(PreludeErrors::isTooManyIdentifiers)) {
            return answer(400, "too_many_user_identifiers", "The user has too many identifiers.");
        }
        return invalidRequest();
    }

    static Answer invalidRequest() {
        return answer(400, "invalid_request", "The request body is invalid.");
    }

    static Answer unauthorized() {
        return answer(401, "unauthorized", "The token is missing or wrong.")
                .with("WWW-Authenticate", "Bearer realm=\"prelude\"");
    }

    static Answer appNotFound() {
        return answer(404, "app_not_found", "The application was not found.");
    }

    static Answer bodyTooLarge() {
        return answer(413, "body_too_large", "The body has more than 64 KiB.");
    }

    static Answer unsupportedMediaType(String reason) {
        return answer(415, "unsupported_media_type", reason);
    }

    static Answer answer(int status, String code, String message) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("code", code);
        members.put("status", STATUSES.getOrDefault(status, status < 500 ? "bad_request" : "internal_server_error"));
        members.put("message", message);
        return Answer.json(status, members).as(code);
    }

    private static Answer sessionDisabled() {
        return answer(403, "session_disabled", "Session management is disabled for this application.");
    }

    private static Answer alreadyInUse(Refusal.AlreadyInUse refusal) {
        return refusal.field() == Field.EXTERNAL_ID
                ? answer(409, "external_id_already_in_use", "The provided external id is already in use")
                : answer(409, refusal.code(), "The identifier is already in use by another user.");
    }

    private static boolean isTooManyIdentifiers(FieldFault fault) {
        return fault.field().equals(Field.IDENTIFIERS.published())
                && fault.code().equals(Fault.TOO_MANY.code());
    }
}
