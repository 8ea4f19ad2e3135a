package dev.partyline.domain.rule;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Line;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to a {@link Question}: how things stood at one instant. The maps belong to the asker from then on, and
 * nobody changes them.
 *
 * @param holders the active user that holds each key asked for; no entry if nobody does
 * @param sharedUsers the tenant's active shared users; 0 if they were not asked for
 * @param former for each key asked for, the line user that was deactivated last with it as one of its identity. No
 *     entry if there is none, if it is active again, or if it was not asked for.
 * @param user the tenant's user with the id asked for, in whichever state; empty if there is none or it was not asked
 *     for
 * @param remembered what was answered under the idempotency key asked for; a forgotten answer may be told or not
 * @param lineToBeHad the line that the pool would give the phone asked for; empty if it has none, or if it was not
 *     asked for
 * @param admitted the user that the store made at once, since nobody was there; empty for any other answer
 */
public record Facts(
        Map<Key, User> holders,
        int sharedUsers,
        Map<Key, DeactivatedUser> former,
        Optional<AnyUser> user,
        Optional<IdempotencyRecord> remembered,
        Optional<Line> lineToBeHad,
        Optional<SharedUser> admitted) {

    /** Nothing that was asked for is there. */
    public static final Facts NOTHING =
            new Facts(Map.of(), 0, Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Nobody was there, and so the store made this user at once. */
    public static Facts admitted(SharedUser made) {
        return new Facts(
                Map.of(), 0, Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(made));
    }

    /** The same facts, and which line the pool would give. */
    public Facts withLineToBeHad(Optional<Line> toBeHad) {
        return new Facts(holders, sharedUsers, former, user, remembered, toBeHad, admitted);
    }

    /** The same facts, with so many active shared users. */
    public Facts withSharedUsers(int number) {
        return new Facts(holders, number, former, user, remembered, lineToBeHad, admitted);
    }

    Optional<User> holder(Key key) {
        return Optional.ofNullable(holders.get(key));
    }

    /** Whoever holds the first of the keys that is held. */
    Optional<User> firstHolder(List<Key> keys) {
        return keys.stream().map(holders::get).filter(Objects::nonNull).findFirst();
    }

    /**
     * Who held the first of these keys that was held before. A user that goes is remembered by all keys of its
     * identity, so one key tells for all of them.
     */
    LastHolder lastHolder(List<Key> identity) {
        Key key = identity.stream().filter(former::containsKey).findFirst().orElse(identity.get(0));
        return new LastHolder(key, Optional.ofNullable(former.get(key)));
    }
}
