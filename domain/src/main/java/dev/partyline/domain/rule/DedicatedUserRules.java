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
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of dedicated users (D1 to D4, P2, L3; seed 000), over facts that a store and the tenants give. Pure. */
public final class DedicatedUserRules {
    private DedicatedUserRules() {}

    /** What must be known of users to decide the request. */
    public static Question question(NewDedicatedUser request, Project project) {
        List<Key> keys = Stream.concat(pairs(request, project).stream(), phoneOnLine(request).stream())
                .toList();
        return Question.of(project.id(), keys).withFormerRecalled(project.recreation() == Recreation.REVIVE);
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
        return facts.firstHolder(pairs(request, project))
                .map(existing -> createAgain((DedicatedUser) existing, request))
                .orElseGet(() -> admit(request, project, facts));
    }

    /** D2, D3, V15: the phone and the line together, within the project. */
    private static List<Key> pairs(NewDedicatedUser request, Project project) {
        return Key.DedicatedPair.of(project.id(), request.phone(), claims(request.phone(), project), request.line());
    }

    /** P2: every form of the phone, whatever the project asks. */
    private static List<Key> phoneOnLine(NewDedicatedUser request) {
        return Key.PhoneOnLine.of(
                request.phone(), PhoneClaims.of(request.phone(), PhoneIdentity.SUBSCRIBER), request.line());
    }

    private static PhoneClaims claims(PhoneNumber phone, Project project) {
        return PhoneClaims.of(phone, project.phoneIdentity());
    }

    /** D1: also for a pair that exists already. */
    private static Decision<DedicatedUserRefusal, DedicatedUser> refuseLine(NewDedicatedUser request) {
        return new Decision.Refuse<>(new Refusal.LineNotOwned(request.line()));
    }

    /** D2: unchanged, whatever names and email are supplied. L8: refused if the request asks for that. */
    private static Decision<DedicatedUserRefusal, DedicatedUser> createAgain(
            DedicatedUser existing, NewDedicatedUser request) {
        return request.onlyIfAbsent() ? new Decision.Refuse<>(new Refusal.Exists()) : new Decision.Return<>(existing);
    }

    private static Decision<DedicatedUserRefusal, DedicatedUser> admit(
            NewDedicatedUser request, Project project, Facts facts) {
        if (facts.firstHolder(phoneOnLine(request)).isPresent()) {
            return new Decision.Refuse<>(new Refusal.PhoneOnLineTaken(request.line()));
        }
        Optional<LastHolder> last = project.recreation() == Recreation.REVIVE
                ? Optional.of(facts.lastHolder(pairs(request, project)))
                : Optional.empty();
        Optional<DeactivatedUser> revived = last.flatMap(LastHolder::user);
        return new Decision.Admit<>((newId, now) -> new UserAdmission<>(
                revived.map(former -> revival(former, project)).orElseGet(() -> fresh(request, project, newId, now)),
                revived,
                last));
    }

    private static DedicatedUser fresh(NewDedicatedUser request, Project project, UserId newId, Instant now) {
        return new DedicatedUser(
                newId,
                1,
                project.id(),
                request.phone(),
                request.line(),
                request.profile(),
                now,
                claims(request.phone(), project));
    }

    /** L3, <i>revive</i>: the same user, unchanged as D2 says, at its next version. */
    private static DedicatedUser revival(DeactivatedUser former, Project project) {
        DedicatedUser last = (DedicatedUser) former.user();
        return last.at(former.version() + 1, claims(last.phone(), project));
    }
}
