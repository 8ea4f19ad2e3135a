package dev.partyline.postgres;

import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * Outcomes as {@code partyline_answer} has them: what was done, and for an update the fields, beside the user as it
 * was then. Of a user that was put on a line, what was wished of the line: the line itself is known only later.
 */
final class AnswerRow {
    private static final String CREATED = "created";
    private static final String RETURNED = "returned";
    private static final String UPDATED = "updated:";
    private static final String REVIVED = "revived";
    private static final String ON_A_LINE = " line";

    private AnswerRow() {}

    /** @param wish what was wished of the line of a pool; empty for a user that is on none */
    static String outcome(Outcome<? extends AnyUser> outcome, Optional<LineWish> wish) {
        String wished = wish.map(AnswerRow::onALine).orElse("");
        return outcome.fold(
                created -> CREATED + wished,
                returned -> RETURNED,
                updated -> UPDATED + PostgresEvents.text(updated.fields()),
                revived -> REVIVED + wished);
    }

    /** The same of a new user that a pool puts on a line. */
    static String created(LineWish wish) {
        return CREATED + onALine(wish);
    }

    private static String onALine(LineWish wish) {
        return ON_A_LINE + WishText.of(wish);
    }

    static IdempotencyRecord record(
            TenantId tenant, RequestKey key, String fingerprint, Instant firstUse, String outcome, AnyUser user) {
        return new IdempotencyRecord(tenant, key, new Fingerprint(fingerprint), firstUse, outcome(outcome, user));
    }

    private static Outcome<AnyUser> outcome(String text, AnyUser user) {
        if (text.startsWith(UPDATED)) {
            return new Outcome.Updated<>(user, PostgresEvents.fields(text.substring(UPDATED.length())));
        }
        int end = text.indexOf(ON_A_LINE);
        return switch (end < 0 ? text : text.substring(0, end)) {
            case CREATED -> Outcome.admitted(user, false, lineChoice(text, end, user));
            case REVIVED -> Outcome.admitted(user, true, lineChoice(text, end, user));
            default -> new Outcome.Returned<>(user);
        };
    }

    private static Optional<LineChoice> lineChoice(String text, int end, AnyUser user) {
        return end >= 0 && user instanceof SharedUser shared
                ? Optional.of(
                        WishText.read(text.substring(end + ON_A_LINE.length())).choice(shared.line()))
                : Optional.empty();
    }
}
