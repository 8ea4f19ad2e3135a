package dev.partyline.domain.rule;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Field;
import java.util.Optional;
import java.util.function.Function;

/** What users have in common that are refused, and not returned, where another holds one of their keys (C4, N4, A2, A3). Pure. */
final class KeyRules {
    private KeyRules() {}

    /** The first of the user's keys that another active user holds, as the member of the request that it is made of. */
    static Optional<Refusal.AlreadyInUse> inUse(User candidate, Facts facts, Function<Key, Field> member) {
        return candidate.keys().stream()
                .filter(key -> facts.holder(key).isPresent())
                .findFirst()
                .map(key -> new Refusal.AlreadyInUse(member.apply(key)));
    }

    static <R extends Refusal, U extends User> Decision<R, U, Admission<U>> admit(U candidate) {
        return new Decision.Admit<>((newId, now) -> Admission.fresh(candidate));
    }
}
