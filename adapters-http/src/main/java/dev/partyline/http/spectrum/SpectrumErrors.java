package dev.partyline.http.spectrum;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.DeactivationRefusal;
import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.exchange.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every refusal of this API, as its client gets it. */
final class SpectrumErrors {
    private SpectrumErrors() {}

    static Answer of(SharedUserRefusal refusal) {
        return SharedUserRefusal.fold(
                refusal,
                SpectrumErrors::ofAnyCreation,
                SpectrumErrors::exists,
                reached -> limitReached(reached.code(), reached.limit()),
                exhausted -> answer(503, exhausted.code(), "No line of the pool is to be had."));
    }

    static Answer of(DedicatedUserRefusal refusal) {
        return DedicatedUserRefusal.fold(
                refusal,
                SpectrumErrors::ofAnyCreation,
                SpectrumErrors::exists,
                notOwned -> answer(422, notOwned.code(), "The project does not own the assigned line."),
                taken -> answer(409, taken.code(), "The phone number is in use on this line already."));
    }

    static Answer of(DeactivationRefusal refusal) {
        return DeactivationRefusal.fold(
                refusal,
                notFound -> userNotFound(),
                stale -> answer(412, stale.code(), "The user has another version by now."),
                SpectrumErrors::reused);
    }

    private static Answer exists(Refusal.Exists refusal) {
        return answer(412, refusal.code(), "The project has this user already.");
    }

    private static Answer reused(Refusal.IdempotencyKeyReused refusal) {
        return answer(409, refusal.code(), "The idempotency key was used for another request.");
    }

    /** What every creation can be refused for. To its callers, a project that is no more is one with another secret. */
    private static Answer ofAnyCreation(CreationRefusal refusal) {
        return refusal.fold(
                invalid -> invalid(FieldFault.of(invalid)),
                unknownProject -> unauthorized(),
                disabled -> answer(403, disabled.code(), "Creating users is switched off in this project."),
                SpectrumErrors::reused);
    }

    static Answer invalid(List<FieldFault> fields) {
        return answer(
                400, "invalid_request", "The request has values that are not accepted.", Map.of("fields", fields));
    }

    static Answer malformedBody(String reason) {
        return answer(400, "malformed_body", reason);
    }

    static Answer unauthorized() {
        return answer(401, "unauthorized", "The project's id and secret are required.")
                .with("WWW-Authenticate", "Basic realm=\"spectrum\", charset=\"UTF-8\"");
    }

    static Answer userNotFound() {
        return answer(404, "user_not_found", "The project has no active user with this id.");
    }

    static Answer bodyTooLarge() {
        return answer(413, "body_too_large", "The body has more than 64 KiB.");
    }

    static Answer unsupportedMediaType(String reason) {
        return answer(415, "unsupported_media_type", reason);
    }

    static Answer answer(int status, String code, String message) {
        return answer(status, code, message, Map.of());
    }

    private static Answer limitReached(String code, int limit) {
        return answer(409, code, "The project has as many shared users as it may have.", Map.of("limit", limit));
    }

    private static Answer answer(int status, String code, String message, Map<String, Object> more) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        error.putAll(more);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("succeed", false);
        body.put("error", error);
        return Answer.json(status, body).as(code);
    }
}
