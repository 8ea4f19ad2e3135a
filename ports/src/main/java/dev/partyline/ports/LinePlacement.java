package dev.partyline.ports;

import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.AllocatingUserStore.Admitted;
import dev.partyline.ports.driven.AllocatingUserStore.LookedOrAdmitted;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import java.util.Optional;
import java.util.function.Supplier;

/** How shared users come to their lines and leave them: the one thing in which one system and two differ. */
interface LinePlacement {
    /** Looks, or makes the admission at once that would follow from nothing being there. */
    LookedOrAdmitted lookOrAdmit(Question question, Supplier<Optional<SharedAdmission>> ifNew);

    Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim);

    Commit deactivate(SharedUser user, Change.Deactivate change);

    boolean hasLineFor(PhoneNumber phone);

    int sweep();
}
