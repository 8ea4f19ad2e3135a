package dev.partyline.domain.rule;

import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules of dedicated users (D1 to D4, P2, L3; seed 000), over facts that a store and the tenants give. Pure. */
public final class DedicatedUserRules {
    private DedicatedUserRules() {}

    /** What must be known of users to decide the request. */
    public static Question question(NewDedicatedUser request, Project project) {
        return Question.of(project.id(), List.of(pair(request, project), phoneOnLine(request)))
                .withFormerRecalled(project.recreation() == Recreation.REVIVE);
    }

    /**
     * What becomes of the request, over the answer to its {@link #question}.
     *
     * @param lineIsOwned whether the project owns the requested line now
     */
    public static Decision<DedicatedUserRefusal, DedicatedUser> decide(
            NewDedicatedUser request, Project project, boolean lineIsOwned, Facts facts) {
        if (!lineIsOwned) {
            return refuseLine(request);
        }
        return facts.holder(pair(request, project))
                .map(existing -> createAgain((DedicatedUser) existing))
                .orElseGet(() -> admit(request, project, facts));
    }

    /** D2, D3: the phone and the line together, within the project. */
    private static Key pair(NewDedicatedUser request, Project project) {
        return new Key.DedicatedPair(project.id(), request.phone(), request.line());
    }

    private static Key phoneOnLine(NewDedicatedUser request) {
        return new Key.PhoneOnLine(request.phone(), request.line());
    }

    /** D1: also for a pair that exists already. */
    private static Decision<DedicatedUserRefusal, DedicatedUser> refuseLine(NewDedicatedUser request) {
        return new Decision.Refuse<>(new Refusal.LineNotOwned(request.line()));
    }

    /** D2: unchanged, whatever names and email are supplied. */
    private static Decision<DedicatedUserRefusal, DedicatedUser> createAgain(DedicatedUser existing) {
        return new Decision.Return<>(existing);
    }

    private static Decision<DedicatedUserRefusal, DedicatedUser> admit(
            NewDedicatedUser request, Project project, Facts facts) {
        if (facts.holder(phoneOnLine(request)).isPresent()) {
            return new Decision.Refuse<>(new Refusal.PhoneOnLineTaken(request.line()));
        }
        Optional<LastHolder> last = project.recreation() == Recreation.REVIVE
                ? Optional.of(facts.lastHolder(pair(request, project)))
                : Optional.empty();
        Optional<DeactivatedUser> revived = last.flatMap(LastHolder::user);
        return new Decision.Admit<>((newId, now) -> new UserAdmission<>(
                revived.map(DedicatedUserRules::revival).orElseGet(() -> fresh(request, project, newId, now)),
                revived,
                last));
    }

    private static DedicatedUser fresh(NewDedicatedUser request, Project project, UserId newId, Instant now) {
        return new DedicatedUser(newId, 1, project.id(), request.phone(), request.line(), request.profile(), now);
    }

    /** L3, <i>revive</i>: the same user, unchanged as D2 says, at its next version. */
    private static DedicatedUser revival(DeactivatedUser former) {
        return ((DedicatedUser) former.user()).at(former.version() + 1);
    }
}
