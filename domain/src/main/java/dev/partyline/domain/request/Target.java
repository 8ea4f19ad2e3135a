package dev.partyline.domain.request;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.IdempotencyKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which user a patch is for, and under which conditions. Immutable.
 *
 * @param ifVersion the version that the user must have; empty for any (L7)
 */
record Target<T>(T tenant, UserId id, OptionalLong ifVersion, Optional<IdempotencyKey> idempotencyKey) {
    Target {
        requireNonNull(tenant, "tenant");
        requireNonNull(id, "id");
    }

    static <T> Target<T> of(T tenant, UserId id) {
        return new Target<>(tenant, id, OptionalLong.empty(), Optional.empty());
    }

    Target<T> ifVersion(long version) {
        return new Target<>(tenant, id, OptionalLong.of(version), idempotencyKey);
    }

    Target<T> withIdempotencyKey(IdempotencyKey key) {
        return new Target<>(tenant, id, ifVersion, Optional.of(key));
    }

    /** What makes two requests for a user the same (I2). */
    static List<Optional<String>> values(UserId id, OptionalLong ifVersion) {
        return List.of(
                Optional.of(id.toString()),
                ifVersion.isPresent() ? Optional.of(Long.toString(ifVersion.getAsLong())) : Optional.empty());
    }

    List<Optional<String>> values() {
        return values(id, ifVersion);
    }
}
