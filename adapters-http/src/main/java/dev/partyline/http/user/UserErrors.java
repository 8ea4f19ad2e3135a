package dev.partyline.http.user;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.DeactivationRefusal;
import dev.partyline.domain.answer.ErasureRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.http.api.FieldErrors;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.exchange.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How an API tells what went wrong with a call for its users. What the APIs tell alike is told here. */
public interface UserErrors extends FieldErrors {

    /** The body is not what its type says. */
    Answer malformedBody(String reason);

    /** To its callers, a tenant that is no more. */
    Answer unknownTenant();

    /** Another user has the value. */
    Answer alreadyInUse(Refusal.AlreadyInUse refusal);

    /** The error that an answer tells, as a member of something else. */
    default JsonNode error(Answer answer) {
        return JsonMapper.shared().readTree(answer.bytes());
    }

    default Answer userNotFound() {
        return answer(404, "user_not_found", "There is no such user with this id.");
    }

    default Answer exists(Refusal.Exists refusal) {
        return answer(412, refusal.code(), "There is this user already.");
    }

    default Answer idempotencyKeyReused(Refusal.IdempotencyKeyReused refusal) {
        return answer(409, refusal.code(), "The idempotency key was used for another request.");
    }

    default Answer poolExhausted(Refusal.PoolExhausted refusal) {
        return answer(503, refusal.code(), "No line of the pool is to be had.");
    }

    private Answer stale(Refusal.Stale refusal) {
        return answer(412, refusal.code(), "The user has another version by now.")
                .with("ETag", EntityTags.of(refusal.current()));
    }

    /** Why no user was changed. */
    default Answer of(ChangeRefusal refusal) {
        return ChangeRefusal.fold(
                refusal,
                invalid -> invalid(FieldFault.of(invalid)),
                unknownTenant -> unknownTenant(),
                this::idempotencyKeyReused,
                notFound -> userNotFound(),
                this::stale,
                this::alreadyInUse,
                this::poolExhausted);
    }

    /** Why no user was deactivated. */
    default Answer of(DeactivationRefusal refusal) {
        return DeactivationRefusal.fold(refusal, notFound -> userNotFound(), this::stale, this::idempotencyKeyReused);
    }

    /** Why no user was erased. */
    default Answer of(ErasureRefusal refusal) {
        return ErasureRefusal.fold(
                refusal,
                notFound -> userNotFound(),
                active -> answer(409, active.code(), "The user is active. Deactivate it first."),
                this::idempotencyKeyReused);
    }
}
