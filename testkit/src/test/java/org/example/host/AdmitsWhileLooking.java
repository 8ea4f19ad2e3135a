package org.example.host;

import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.ports.driven.AllocatingUserStore;
import java.util.Optional;

final class AdmitsWhileLooking {
    private AdmitsWhileLooking() {}

    static void admit(AllocatingUserStore store, Question question, SharedAdmission admission) {
        store.lookOrAdmit(question, () -> Optional.of(admission));
    }
}
