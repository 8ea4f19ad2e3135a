package dev.partyline.ports;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.rule.Admission;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.DedicatedUserRules;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.ports.driven.LineOwnership;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.util.Optional;

/** A dedicated user, whose line must be the project's own. */
record DedicatedUserCreation(NewDedicatedUser request, Project project, UserStore store, LineOwnership lines)
        implements Creation<DedicatedUserRefusal, DedicatedUser, Admission<DedicatedUser>> {

    @Override
    public DedicatedUserRefusal refusal(CreationRefusal reason) {
        return reason;
    }

    @Override
    public Question question() {
        return DedicatedUserRules.question(request, project);
    }

    @Override
    public Decision<DedicatedUserRefusal, DedicatedUser, Admission<DedicatedUser>> decide(Facts facts) {
        return DedicatedUserRules.decide(request, project, lines.owns(project.id(), request.line()), facts);
    }

    @Override
    public Optional<Either<DedicatedUserRefusal, Outcome<DedicatedUser>>> admit(
            Admission<DedicatedUser> admission, Optional<IdempotencyClaim> claim) {
        return Creation.admit(store, admission, claim);
    }

    @Override
    public Optional<DeactivatedUser> revivedBy(Admission<DedicatedUser> admission) {
        return admission.revived();
    }
}
