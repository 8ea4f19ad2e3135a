package dev.partyline.domain.rule;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.user.User;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rules of idempotency keys (I1 to I6; seed 003), alike for every kind of user. Pure. They come before the rules of the kind. */
public final class IdempotencyRules {
    /** I3 */
    public static final Duration MEMORY = Duration.ofHours(24);

    private IdempotencyRules() {}

    /** I3: a record counts until 24 hours after its first use, and not at that instant any more. */
    public static boolean isRemembered(IdempotencyRecord record, Instant now) {
        return now.isBefore(record.firstUse().plus(MEMORY));
    }

    /** I1: what was answered to this very request. I2: that the key is another request's. Empty where the request is the first. */
    public static Optional<Either<CreationRefusal, Outcome<? extends User>>> answered(
            CreateRequest request, Facts facts, Instant now) {
        return facts.remembered()
                .filter(record -> isRemembered(record, now))
                .map(record -> record.fingerprint().equals(request.fingerprint())
                        ? Either.right(record.outcome())
                        : Either.left(new Refusal.IdempotencyKeyReused()));
    }

    /** I6: what the store is to make true with the request; empty for a request without a key. */
    public static Optional<IdempotencyClaim> claim(CreateRequest request, Facts facts, Instant now) {
        return request.idempotencyKey()
                .map(key ->
                        new IdempotencyClaim(request.tenant(), key, request.fingerprint(), now, facts.remembered()));
    }
}
