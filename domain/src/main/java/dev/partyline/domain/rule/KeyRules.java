package dev.partyline.domain.rule;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.Key;
import java.util.List;
import java.util.Optional;

/** What the users share that are refused, and not returned, if another user holds one of their keys. Pure. */
final class KeyRules {
    private KeyRules() {}

    /**
     * C4, N4, A2, A3: the first of the keys that an active user holds, as the member of the request that it comes from.
     */
    static Optional<Refusal.AlreadyInUse> inUse(List<Key> keys, Facts facts) {
        return keys.stream()
                .filter(key -> facts.holder(key).isPresent())
                .findFirst()
                .map(key -> new Refusal.AlreadyInUse(key.field()));
    }
}
