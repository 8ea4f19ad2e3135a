package dev.partyline.domain.request;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import java.util.Optional;
import java.util.OptionalLong;

/** A request to erase a deactivated user (X1). Immutable. */
public record Erasure(TenantId tenant, UserId id, Optional<IdempotencyKey> idempotencyKey) implements KeyedRequest {
    public Erasure {
        requireNonNull(tenant, "tenant");
        requireNonNull(id, "id");
    }

    /** Without a key. */
    public static Erasure of(TenantId tenant, UserId id) {
        return new Erasure(tenant, id, Optional.empty());
    }

    /** The same request, to be carried out once under this key (I7). */
    public Erasure withIdempotencyKey(IdempotencyKey key) {
        return new Erasure(tenant, id, Optional.of(key));
    }

    @Override
    public Operation operation() {
        return Operation.ERASE;
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of("Erasure", Target.values(id, OptionalLong.empty()));
    }
}
