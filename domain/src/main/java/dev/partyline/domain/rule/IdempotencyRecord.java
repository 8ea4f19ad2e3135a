package dev.partyline.domain.rule;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import java.time.Instant;

/**
 * What was answered under an idempotency key (I1). A key is one tenant's. Creating a user is the one operation that
 * takes keys (I4). Immutable.
 *
 * @param fingerprint of the request that was carried out
 * @param firstUse when it was
 * @param outcome what was answered, with the user as it was then
 */
public record IdempotencyRecord(
        TenantId tenant,
        IdempotencyKey key,
        Fingerprint fingerprint,
        Instant firstUse,
        Outcome<? extends User> outcome) {}
