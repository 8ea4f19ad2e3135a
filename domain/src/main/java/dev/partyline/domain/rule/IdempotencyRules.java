package dev.partyline.domain.rule;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.KeyedRequest;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.user.AnyUser;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules of idempotency keys (I1 to I7; seed 003), for users of every kind. They come before the rules of the kind.
 * Pure.
 */
public final class IdempotencyRules {
    /** I3 */
    public static final Duration MEMORY = Duration.ofHours(24);

    private IdempotencyRules() {}

    /** I3: a record counts until 24 hours after its first use, and no longer at that instant. */
    public static boolean isRemembered(IdempotencyRecord record, Instant now) {
        return isRemembered(record.firstUse(), now);
    }

    /** I3: the same of a record of this first use. */
    public static boolean isRemembered(Instant firstUse, Instant now) {
        return now.isBefore(firstUse.plus(MEMORY));
    }

    /**
     * I1: the answer to the same request. I2: a refusal, if the key is another request's. Empty for the first request.
     */
    public static Optional<Either<Refusal.IdempotencyKeyReused, Outcome<? extends AnyUser>>> answered(
            KeyedRequest request, Facts facts, Instant now) {
        if (facts.remembered().isEmpty() || !isRemembered(facts.remembered().get(), now)) {
            return Optional.empty();
        }
        IdempotencyRecord record = facts.remembered().get();
        return Optional.of(
                record.fingerprint().equals(request.fingerprint())
                        ? Either.right(record.outcome())
                        : Either.left(new Refusal.IdempotencyKeyReused()));
    }

    /** I6: what the store makes true together with the request; empty for a request without a key. */
    public static Optional<IdempotencyClaim> claim(KeyedRequest request, Facts facts, Instant now) {
        Optional<RequestKey> key = request.requestKey();
        return key.isEmpty()
                ? Optional.empty()
                : Optional.of(new IdempotencyClaim(
                        request.tenant(), key.get(), request.fingerprint(), now, facts.remembered()));
    }
}
