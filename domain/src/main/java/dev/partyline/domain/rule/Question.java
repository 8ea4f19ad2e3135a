package dev.partyline.domain.rule;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.IdempotencyKey;
import java.util.List;
import java.util.Optional;

/**
 * What the rules need to know before they can decide a request: asked of the store in one trip.
 *
 * @param tenant the tenant that the request is made in
 * @param keys whose active holders are asked for, in the order in which a holder is recognised
 * @param countsSharedUsers whether the number of the tenant's active shared users is asked for
 * @param recallsFormer whether the last deactivated holders of the keys are asked for
 * @param id a user id of which is asked whether it is taken
 * @param idempotencyKey a key of which is asked what was answered under it
 */
public record Question(
        TenantId tenant,
        List<Key> keys,
        boolean countsSharedUsers,
        boolean recallsFormer,
        Optional<UserId> id,
        Optional<IdempotencyKey> idempotencyKey) {

    /** Who holds these keys, and nothing else. */
    public static Question of(TenantId tenant, List<Key> keys) {
        return new Question(tenant, keys, false, false, Optional.empty(), Optional.empty());
    }

    Question withSharedUsersCounted(boolean counted) {
        return new Question(tenant, keys, counted, recallsFormer, id, idempotencyKey);
    }

    Question withFormerRecalled(boolean recalled) {
        return new Question(tenant, keys, countsSharedUsers, recalled, id, idempotencyKey);
    }

    Question withId(Optional<UserId> given) {
        return new Question(tenant, keys, countsSharedUsers, recallsFormer, given, idempotencyKey);
    }

    /** Also what was answered under this key, where there is one. */
    public Question withIdempotencyKey(Optional<IdempotencyKey> given) {
        return new Question(tenant, keys, countsSharedUsers, recallsFormer, id, given);
    }
}
