package dev.partyline.domain.rule;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts that properties of the rules begin with. */
final class Given {
    private Given() {}

    /** These users are active, and these were the last to hold their keys. Of two with one key, the first has it. */
    static Facts facts(int sharedUsers, List<? extends User> active, List<DeactivatedUser> former) {
        Map<Key, User> holders = new HashMap<>();
        active.forEach(user -> user.keys().forEach(key -> holders.putIfAbsent(key, user)));
        Map<Key, DeactivatedUser> lastHolders = new HashMap<>();
        former.forEach(last -> last.user().keys().forEach(key -> lastHolders.putIfAbsent(key, last)));
        return new Facts(
                holders,
                sharedUsers,
                lastHolders,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, with this user, which has the id asked for. */
    static Facts withUser(AnyUser user, Facts facts) {
        return new Facts(
                facts.holders(),
                facts.sharedUsers(),
                facts.former(),
                Optional.of(user),
                facts.remembered(),
                facts.lineToBeHad(),
                facts.admitted());
    }

    /** This was answered under the idempotency key asked for, and nothing else is the case. */
    static Facts remembering(IdempotencyRecord record) {
        return new Facts(
                Map.of(), 0, Map.of(), Optional.empty(), Optional.of(record), Optional.empty(), Optional.empty());
    }

    /** Of all that is the case, what the question asks for. */
    static Facts answer(Question question, Facts everything) {
        Map<Key, User> holders = new HashMap<>(everything.holders());
        holders.keySet().retainAll(question.keys());
        Map<Key, DeactivatedUser> former = new HashMap<>(question.recallsFormer() ? everything.former() : Map.of());
        former.keySet().retainAll(question.keys());
        return new Facts(
                holders,
                question.countsSharedUsers() ? everything.sharedUsers() : 0,
                former,
                question.id().flatMap(id -> everything.user()),
                question.requestKey().flatMap(key -> everything.remembered()),
                question.lineFor().isEmpty() ? Optional.empty() : everything.lineToBeHad(),
                Optional.empty());
    }
}
