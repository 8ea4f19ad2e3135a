package dev.partyline.http.user;

import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.Deactivation;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.exchange.Request;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The conditions of a request for one user: the version that it demands (L7), and the key under which it is carried out
 * once (I7). Immutable.
 */
record Conditions(Optional<EntityTags> ifMatch, Optional<IdempotencyKey> key) {

    /** Those of the request; what is wrong with them is a fault. */
    static Conditions of(Request request, MemberReader reader) {
        return new Conditions(EntityTags.read(request, "If-Match", reader), reader.idempotencyKey(request));
    }

    private OptionalLong demanded(AnyUser seen) {
        return ifMatch.map(tags -> tags.demanded(seen::version)).orElseGet(OptionalLong::empty);
    }

    /** The change under these conditions. */
    <U extends User> ChangeRequest<U> on(ChangeRequest<U> change, AnyUser seen) {
        OptionalLong version = demanded(seen);
        ChangeRequest<U> demanding = version.isPresent() ? change.ifVersion(version.getAsLong()) : change;
        return key.map(demanding::withIdempotencyKey).orElse(demanding);
    }

    /** The deactivation of the user under these conditions. */
    Deactivation deactivating(AnyUser seen) {
        return new Deactivation(seen.tenant(), seen.id(), demanded(seen), key);
    }

    /** The erasure of the user, which takes no version: what is left to erase cannot change. */
    Erasure erasing(AnyUser seen) {
        return new Erasure(seen.tenant(), seen.id(), key);
    }
}
