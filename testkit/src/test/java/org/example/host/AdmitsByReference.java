package org.example.host;

import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.ports.driven.AllocatingUserStore.Admitted;
import java.util.Optional;
import java.util.function.BiFunction;

final class AdmitsByReference {
    private AdmitsByReference() {}

    static BiFunction<SharedAdmission, Optional<IdempotencyClaim>, Admitted> of(AllocatingUserStore store) {
        return store::admit;
    }
}
