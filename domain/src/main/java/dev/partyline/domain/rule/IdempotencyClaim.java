package dev.partyline.domain.rule;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.value.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * The claim that a request is the first under its idempotency key. A store makes it true in the step that carries the
 * request out (I6). Immutable.
 *
 * @param forgotten the record that stands under the key and counts no more; empty if none stands
 */
public record IdempotencyClaim(
        TenantId tenant, RequestKey key, Fingerprint fingerprint, Instant now, Optional<IdempotencyRecord> forgotten) {

    /** The record to be kept once the request has this outcome. */
    public IdempotencyRecord answeredBy(Outcome<? extends AnyUser> outcome) {
        return new IdempotencyRecord(tenant, key, fingerprint, now, outcome);
    }
}
