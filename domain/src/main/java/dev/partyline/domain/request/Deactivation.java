package dev.partyline.domain.request;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request to deactivate a user (L1). Immutable.
 *
 * @param ifVersion the version that the user must have; empty for any (L7)
 */
public record Deactivation(TenantId tenant, UserId id, OptionalLong ifVersion, Optional<IdempotencyKey> idempotencyKey)
        implements KeyedRequest {
    public Deactivation {
        requireNonNull(tenant, "tenant");
        requireNonNull(id, "id");
    }

    /** At whichever version the user is. */
    public static Deactivation of(TenantId tenant, UserId id) {
        return new Deactivation(tenant, id, OptionalLong.empty(), Optional.empty());
    }

    /** The same request, to be refused unless the user has this version (L7). */
    public Deactivation ifVersion(long version) {
        return new Deactivation(tenant, id, OptionalLong.of(version), idempotencyKey);
    }

    /** The same request, to be carried out once under this key (I7). */
    public Deactivation withIdempotencyKey(IdempotencyKey key) {
        return new Deactivation(tenant, id, ifVersion, Optional.of(key));
    }

    @Override
    public Operation operation() {
        return Operation.DEACTIVATE;
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of("Deactivation", Target.values(id, ifVersion));
    }
}
