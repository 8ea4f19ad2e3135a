package dev.partyline.domain.rule;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rules of shared users (S1 to S7, L3; seeds 000 and 001), over facts that a store gives. Pure. The order is S5's: the values
 * have been checked when a request gets here, then comes the existing user, then the quota; the pool is asked last, by whoever
 * carries the decision out.
 */
public final class SharedUserRules {
    private SharedUserRules() {}

    /** What must be known to decide the request. */
    public static Question question(NewSharedUser request, Project project) {
        return Question.of(project.id(), identity(request, project))
                .withSharedUsersCounted(project.maxSharedUsers().isPresent())
                .withFormerRecalled(project.recreation() != Recreation.FRESH);
    }

    /** What becomes of the request, over the answer to its {@link #question}. */
    public static Decision<SharedUserRefusal, SharedUser, SharedAdmission> decide(
            NewSharedUser request, Project project, Facts facts) {
        return existing(request, project, facts)
                .map(user -> createAgain(user, request, project, facts))
                .orElseGet(() -> admit(request, project, facts));
    }

    /** S2, S7: the active user that holds the phone, or else the email. */
    private static Optional<SharedUser> existing(NewSharedUser request, Project project, Facts facts) {
        for (Key key : identity(request, project)) {
            Optional<User> holder = facts.holder(key);
            if (holder.isPresent()) {
                return holder.map(SharedUser.class::cast);
            }
        }
        return Optional.empty();
    }

    /** S2: the phone number within the project. S7: or else the email, where the project asks for the earlier edition. */
    private static List<Key> identity(NewSharedUser request, Project project) {
        Key phone = phone(request, project);
        return project.sharedIdentity() == SharedIdentity.PHONE_OR_EMAIL
                ? request.profile()
                        .email()
                        .map(email -> List.of(phone, Key.SharedEmail.of(project.id(), email)))
                        .orElse(List.of(phone))
                : List.of(phone);
    }

    private static Key.SharedPhone phone(NewSharedUser request, Project project) {
        return new Key.SharedPhone(project.id(), request.phone());
    }

    private static Decision<SharedUserRefusal, SharedUser, SharedAdmission> createAgain(
            SharedUser existing, NewSharedUser request, Project project, Facts facts) {
        return project.sharedIdentity() == SharedIdentity.PHONE_OR_EMAIL
                ? new Decision.Return<>(
                        existing,
                        Optional.of(phone(request, project))
                                .filter(phone -> facts.holder(phone).isEmpty()))
                : merge(existing, request.profile());
    }

    /**
     * S3: what is supplied replaces, all else stays, and neither the quota nor the pool is consulted. An email that was a key under the
     * earlier edition is one no more, so that no other user's can stand in the way.
     */
    private static Decision<SharedUserRefusal, SharedUser, SharedAdmission> merge(
            SharedUser existing, Profile supplied) {
        Profile merged = existing.profile().replacedBy(supplied);
        return merged.equals(existing.profile())
                ? new Decision.Return<>(existing)
                : new Decision.Update<>(
                        existing,
                        existing.withProfile(merged).identifiedBy(SharedIdentity.PHONE),
                        merged.differencesFrom(existing.profile()));
    }

    private static Decision<SharedUserRefusal, SharedUser, SharedAdmission> admit(
            NewSharedUser request, Project project, Facts facts) {
        OptionalInt limit = project.maxSharedUsers();
        if (limit.isPresent() && !hasRoom(facts.sharedUsers(), limit.getAsInt())) {
            return new Decision.Refuse<>(new Refusal.SharedUserLimitReached(limit.getAsInt()));
        }
        LastHolder last = facts.lastHolder(phone(request, project));
        return new Decision.Admit<>((newId, now) -> switch (project.recreation()) {
            case FRESH -> fresh(request, project, newId, now, Optional.empty());
            case AVOID_LAST_LINE -> fresh(request, project, newId, now, Optional.of(last));
            case REVIVE ->
                last.user()
                        .map(former -> revival(request, project, former, last, newId))
                        .orElseGet(() -> fresh(request, project, newId, now, Optional.of(last)));
        });
    }

    /** S4: fewer than the limit, so that 0 admits nobody, and a limit below the count keeps everyone and admits nobody. */
    private static boolean hasRoom(int sharedUsers, int limit) {
        return sharedUsers < limit;
    }

    /** S1: a new id, the given names and email, and the time of creation; the line is the pool's to give. */
    private static SharedAdmission fresh(
            NewSharedUser request, Project project, UserId newId, Instant now, Optional<LastHolder> last) {
        SharedUserCandidate candidate = new SharedUserCandidate(
                newId,
                PlaceId.of(newId),
                project.id(),
                request.phone(),
                request.profile(),
                now,
                project.sharedIdentity());
        return new SharedAdmission(
                candidate,
                Optional.empty(),
                last,
                project.maxSharedUsers(),
                avoidingLineOf(last.flatMap(LastHolder::user)));
    }

    /** L3, <i>avoid last line</i>. */
    private static LineWish avoidingLineOf(Optional<DeactivatedUser> former) {
        return former.map(user -> LineWish.avoiding(asShared(user).line())).orElse(LineWish.NONE);
    }

    /** L3, <i>revive</i>: the same id and time of creation, and the same line where it can be had. */
    private static SharedAdmission revival(
            NewSharedUser request, Project project, DeactivatedUser former, LastHolder holder, UserId newId) {
        SharedUser last = asShared(former);
        SharedUserCandidate candidate = new SharedUserCandidate(
                last.id(),
                PlaceId.of(newId),
                project.id(),
                request.phone(),
                profileOnRevival(last, request, project),
                last.createdAt(),
                project.sharedIdentity());
        return new SharedAdmission(
                candidate,
                Optional.of(former),
                Optional.of(holder),
                project.maxSharedUsers(),
                LineWish.preferring(last.line()));
    }

    /** As S3 merges; but where the email is a key, the one that was given up may be another's by now and is not taken back. */
    private static Profile profileOnRevival(SharedUser last, NewSharedUser request, Project project) {
        return project.sharedIdentity() == SharedIdentity.PHONE_OR_EMAIL
                ? request.profile()
                : last.profile().replacedBy(request.profile());
    }

    private static SharedUser asShared(DeactivatedUser former) {
        return (SharedUser) former.user();
    }
}
