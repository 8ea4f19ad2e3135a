package dev.partyline.domain.rule;

import dev.partyline.domain.answer.GadgetUserRefusal;
import dev.partyline.domain.request.NewGadgetUser;
import dev.partyline.domain.user.GadgetUser;

/** The rules of device users. */
public final class GadgetUserRules {
    private GadgetUserRules() {}

    /** What must be known to decide the request. */
    public static Question question(NewGadgetUser request) {
        return Question.of(request.tenant(), request.keys());
    }

    /** What becomes of the request. */
    public static Decision<GadgetUserRefusal, GadgetUser> decide(NewGadgetUser request, Facts facts) {
        return KeyRules.inUse(request.keys(), facts)
                .<Decision<GadgetUserRefusal, GadgetUser>>map(Decision.Refuse::new)
                .orElseGet(() -> new Decision.Admit<>((newId, now) -> UserAdmission.fresh(request.as(newId, now))));
    }
}
