package dev.partyline.postgres;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.value.Fingerprint;
import java.time.Instant;

/**
 * Outcomes as {@code partyline_answer} has them: what was done, and for an update the fields, beside the user as it
 * was then.
 */
final class AnswerRow {
    private static final String CREATED = "created";
    private static final String RETURNED = "returned";
    private static final String UPDATED = "updated:";
    private static final String REVIVED = "revived";

    private AnswerRow() {}

    static String outcome(Outcome<? extends AnyUser> outcome) {
        return outcome.fold(
                created -> CREATED,
                returned -> RETURNED,
                updated -> UPDATED + PostgresEvents.text(updated.fields()),
                revived -> REVIVED);
    }

    static IdempotencyRecord record(
            TenantId tenant, RequestKey key, String fingerprint, Instant firstUse, String outcome, AnyUser user) {
        return new IdempotencyRecord(tenant, key, new Fingerprint(fingerprint), firstUse, outcome(outcome, user));
    }

    private static Outcome<AnyUser> outcome(String text, AnyUser user) {
        return switch (text) {
            case CREATED -> new Outcome.Created<>(user);
            case RETURNED -> new Outcome.Returned<>(user);
            case REVIVED -> new Outcome.Revived<>(user);
            default -> new Outcome.Updated<>(user, PostgresEvents.fields(text.substring(UPDATED.length())));
        };
    }
}
