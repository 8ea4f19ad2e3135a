package dev.partyline.postgres;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Outcomes as {@code partyline_answer} has them: what was done, and for an update the fields, beside the user as it was then. */
final class AnswerRow {
    private static final String CREATED = "created";
    private static final String RETURNED = "returned";
    private static final String UPDATED = "updated:";
    private static final String REVIVED = "revived";

    private AnswerRow() {}

    static String outcome(Outcome<? extends User> outcome) {
        return outcome.fold(
                created -> CREATED,
                returned -> RETURNED,
                updated -> UPDATED + updated.fields().stream().map(Field::name).collect(Collectors.joining(",")),
                revived -> REVIVED);
    }

    static IdempotencyRecord record(
            TenantId tenant, IdempotencyKey key, String fingerprint, Instant firstUse, String outcome, User user) {
        return new IdempotencyRecord(tenant, key, new Fingerprint(fingerprint), firstUse, outcome(outcome, user));
    }

    private static Outcome<User> outcome(String text, User user) {
        return switch (text) {
            case CREATED -> new Outcome.Created<>(user);
            case RETURNED -> new Outcome.Returned<>(user);
            case REVIVED -> new Outcome.Revived<>(user);
            default ->
                new Outcome.Updated<>(
                        user,
                        Arrays.stream(text.substring(UPDATED.length()).split(","))
                                .map(Field::valueOf)
                                .collect(Collectors.toSet()));
        };
    }
}
