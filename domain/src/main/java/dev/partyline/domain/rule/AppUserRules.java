package dev.partyline.domain.rule;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.value.Field;
import java.util.Optional;

/** The rules of app users (A1 to A6; seed 004), over facts that a store gives. Pure. */
public final class AppUserRules {
    private AppUserRules() {}

    /** What must be known to decide the request that becomes this user. */
    public static Question question(NewAppUser request, AppUser candidate) {
        return Question.of(candidate.tenant(), candidate.keys()).withId(request.id());
    }

    /** What becomes of it, over the answer to its {@link #question}: the identifiers first, then the external id, then the id. */
    public static Decision<AppUserRefusal, AppUser, Admission<AppUser>> decide(AppUser candidate, Facts facts) {
        return KeyRules.inUse(candidate, facts, AppUserRules::member)
                .<AppUserRefusal>map(inUse -> inUse)
                .or(() -> idTaken(candidate, facts))
                .<Decision<AppUserRefusal, AppUser, Admission<AppUser>>>map(Decision.Refuse::new)
                .orElseGet(() -> KeyRules.admit(candidate));
    }

    /** A2, A3 */
    private static Field member(Key key) {
        return key instanceof Key.AppExternalId ? Field.EXTERNAL_ID : Field.IDENTIFIERS;
    }

    /** A4: by any user of the app, active or not. */
    private static Optional<AppUserRefusal> idTaken(AppUser candidate, Facts facts) {
        return facts.idTaken() ? Optional.of(new Refusal.IdTaken(candidate.id())) : Optional.empty();
    }
}
