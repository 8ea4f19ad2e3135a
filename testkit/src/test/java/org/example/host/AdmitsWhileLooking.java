package org.example.host;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.ports.driven.UserStore;
import java.util.Optional;

final class AdmitsWhileLooking {
    private AdmitsWhileLooking() {}

    static Facts admit(UserStore store, Question question, SharedAdmission admission) {
        return store.look(question.admittingIfNobody(admission, Optional.empty()));
    }
}
