package dev.partyline.http.spectrum;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.user.UserErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Every refusal of this API, as its client gets it. */
final class SpectrumErrors implements UserErrors {
    static final SpectrumErrors ERRORS = new SpectrumErrors();

    private SpectrumErrors() {}

    Answer of(SharedUserRefusal refusal) {
        return SharedUserRefusal.fold(
                refusal,
                this::ofAnyCreation,
                this::exists,
                reached -> limitReached(reached.code(), reached.limit()),
                this::poolExhausted);
    }

    Answer of(DedicatedUserRefusal refusal) {
        return DedicatedUserRefusal.fold(
                refusal,
                this::ofAnyCreation,
                this::exists,
                notOwned -> answer(422, notOwned.code(), "The project does not own the assigned line."),
                taken -> answer(409, taken.code(), "The phone number is in use on this line already."));
    }

    /** What every creation can be refused for. */
    private Answer ofAnyCreation(CreationRefusal refusal) {
        return refusal.fold(
                invalid -> invalid(FieldFault.of(invalid)),
                unknownProject -> unknownTenant(),
                disabled -> answer(403, disabled.code(), "Creating users is switched off in this project."),
                this::idempotencyKeyReused);
    }

    @Override
    public Answer invalid(List<FieldFault> faults) {
        return answer(
                400, "invalid_request", "The request has values that are not accepted.", Map.of("fields", faults));
    }

    @Override
    public Answer malformedBody(String reason) {
        return answer(400, "malformed_body", reason);
    }

    /** To its callers, a project that is no more is one with another secret. */
    @Override
    public Answer unknownTenant() {
        return unauthorized();
    }

    @Override
    public Answer alreadyInUse(Refusal.AlreadyInUse refusal) {
        return answer(
                409,
                refusal.code(),
                "Another user of the project has this value.",
                Map.of("field", refusal.field().published()));
    }

    Answer unauthorized() {
        return answer(401, "unauthorized", "The project's id and secret are required.")
                .with("WWW-Authenticate", "Basic realm=\"spectrum\", charset=\"UTF-8\"");
    }

    @Override
    public JsonNode error(Answer answer) {
        return UserErrors.super.error(answer).path("error");
    }

    @Override
    public Answer answer(int status, String code, String message) {
        return answer(status, code, message, Map.of());
    }

    private Answer limitReached(String code, int limit) {
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
