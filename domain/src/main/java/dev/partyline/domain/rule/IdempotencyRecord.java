package dev.partyline.domain.rule;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.value.Fingerprint;
import java.time.Instant;

/**
 * What was answered under an idempotency key (I1). A key is one tenant's and one operation's (I4). Immutable.
 *
 * @param fingerprint of the request that was carried out
 * @param firstUse when it was
 * @param outcome what was answered, with the user as it was then
 */
public record IdempotencyRecord(
        TenantId tenant,
        RequestKey key,
        Fingerprint fingerprint,
        Instant firstUse,
        Outcome<? extends AnyUser> outcome) {
    /**
     * X2: the record once its user is erased. It still stands, so that the request is not carried out again. It tells
     * neither the values of the user nor, by its fingerprint, whether a guess of them is right.
     */
    public IdempotencyRecord erased(ErasedUser user) {
        return new IdempotencyRecord(tenant, key, Fingerprint.ERASED, firstUse, new Outcome.Returned<>(user));
    }
}
