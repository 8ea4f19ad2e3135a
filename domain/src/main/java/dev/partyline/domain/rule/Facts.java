package dev.partyline.domain.rule;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a {@link Question}: how things stood at one instant. The maps are the asker's from then on, and nobody
 * changes them.
 *
 * @param holders the active user that holds each key asked for; no entry where none does
 * @param sharedUsers the tenant's active shared users; 0 where they were not asked for
 * @param former the line user that was the last to hold each key as its first one and was deactivated; no entry where there is
 *     none, where it is active again, or where it was not asked for
 * @param idTaken whether the tenant has a user with the id asked for, active or not
 * @param remembered what was answered under the idempotency key asked for; forgotten ones may be told or not
 */
public record Facts(
        Map<Key, User> holders,
        int sharedUsers,
        Map<Key, DeactivatedUser> former,
        boolean idTaken,
        Optional<IdempotencyRecord> remembered) {

    /** Nothing that was asked for is there. */
    public static final Facts NOTHING = new Facts(Map.of(), 0, Map.of(), false, Optional.empty());

    Optional<User> holder(Key key) {
        return Optional.ofNullable(holders.get(key));
    }

    LastHolder lastHolder(Key key) {
        return new LastHolder(key, Optional.ofNullable(former.get(key)));
    }
}
