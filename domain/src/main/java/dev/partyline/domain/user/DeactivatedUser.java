package dev.partyline.domain.user;

import dev.partyline.domain.tenant.TenantId;
import java.time.Instant;

/**
 * A user that was deactivated, as it last was (L1). It holds no keys, no quota slot and no line: what its {@code user}
 * says of them is history. It has a type of its own, so that nobody passes it for an active user.
 */
public record DeactivatedUser(User user, Instant deactivatedAt) implements AnyUser {
    @Override
    public UserId id() {
        return user.id();
    }

    @Override
    public TenantId tenant() {
        return user.tenant();
    }

    @Override
    public UserKind kind() {
        return user.kind();
    }

    /** The version that the deactivation made (L6). */
    @Override
    public long version() {
        return user.version() + 1;
    }

    @Override
    public Instant createdAt() {
        return user.createdAt();
    }

    @Override
    public DeactivatedUser withoutPassword() {
        return new DeactivatedUser(user.withoutPassword(), deactivatedAt);
    }

    /** X1: what is left of it. */
    public ErasedUser erased(Instant now) {
        return new ErasedUser(tenant(), id(), kind(), version() + 1, createdAt(), deactivatedAt, now);
    }
}
