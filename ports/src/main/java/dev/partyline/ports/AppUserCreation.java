package dev.partyline.ports;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.rule.Admission;
import dev.partyline.domain.rule.AppUserRules;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.util.Optional;

/** An app user, whose id may be the caller's. */
record AppUserCreation(NewAppUser request, AppUser candidate, UserStore store)
        implements Creation<AppUserRefusal, AppUser, Admission<AppUser>> {

    @Override
    public AppUserRefusal refusal(CreationRefusal reason) {
        return reason;
    }

    @Override
    public Question question() {
        return AppUserRules.question(request, candidate);
    }

    @Override
    public Decision<AppUserRefusal, AppUser, Admission<AppUser>> decide(Facts facts) {
        return AppUserRules.decide(candidate, facts);
    }

    @Override
    public Optional<Either<AppUserRefusal, Outcome<AppUser>>> admit(
            Admission<AppUser> admission, Optional<IdempotencyClaim> claim) {
        return Creation.admit(store, admission, claim);
    }

    @Override
    public Optional<DeactivatedUser> revivedBy(Admission<AppUser> admission) {
        return admission.revived();
    }
}
