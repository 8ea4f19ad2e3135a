package dev.partyline.domain.rule;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.user.AppUser;
import java.util.Optional;

/** The rules of app users (A1 to A6; seed 004), over facts that a store gives. Pure. */
public final class AppUserRules {
    private AppUserRules() {}

    /** What must be known to decide the request. */
    public static Question question(NewAppUser request, App app) {
        return Question.of(request.tenant(), request.keys(app)).withId(request.id());
    }

    /** What becomes of the request: the identifiers come first, then the external id, then the id. */
    public static Decision<AppUserRefusal, AppUser> decide(NewAppUser request, App app, Facts facts) {
        return KeyRules.inUse(request.keys(app), facts)
                .<AppUserRefusal>map(inUse -> inUse)
                .or(() -> idTaken(request, facts))
                .<Decision<AppUserRefusal, AppUser>>map(Decision.Refuse::new)
                .orElseGet(
                        () -> new Decision.Admit<>((newId, now) -> UserAdmission.fresh(request.as(newId, app, now))));
    }

    /** A4: by any user of the app, active or not. */
    private static Optional<AppUserRefusal> idTaken(NewAppUser request, Facts facts) {
        return request.id().filter(given -> facts.user().isPresent()).map(Refusal.IdTaken::new);
    }
}
