package dev.partyline.domain.user;

import dev.partyline.domain.tenant.TenantId;
import java.time.Instant;

/** What is left of a deactivated user that was erased (X1): nothing that anybody could be known by. */
public record ErasedUser(
        TenantId tenant,
        UserId id,
        UserKind kind,
        long version,
        Instant createdAt,
        Instant deactivatedAt,
        Instant erasedAt)
        implements AnyUser {
    @Override
    public ErasedUser withoutPassword() {
        return this;
    }
}
