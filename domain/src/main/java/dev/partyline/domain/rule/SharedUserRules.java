package dev.partyline.domain.rule;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.ProfilePatch;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The rules of shared users (S1 to S7, L3; seeds 000 and 001), over facts that a store gives. Pure. The order is that
 * of S5. The values have been checked when a request gets here. Then comes the existing user, then the quota. The pool
 * is asked last, by whoever carries the decision out.
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
    public static Decision<SharedUserRefusal, SharedUser> decide(NewSharedUser request, Project project, Facts facts) {
        Optional<SharedUser> existing = existing(request, project, facts);
        return existing.isPresent()
                ? createAgain(existing.get(), request, project, facts)
                : admit(request, project, facts);
    }

    /**
     * The admission that follows if nobody holds a key of the request and the limit is not reached; empty if none does.
     */
    public static Optional<SharedAdmission> ifNobody(
            NewSharedUser request, Project project, UserId newId, Instant now) {
        return admit(request, project, Facts.NOTHING)
                .fold(
                        refuse -> Optional.empty(),
                        returned -> Optional.empty(),
                        update -> Optional.empty(),
                        admit -> Optional.of((SharedAdmission) admit.admission().as(newId, now)));
    }

    /** S2, S7: the active user that holds the phone, or else the email. */
    private static Optional<SharedUser> existing(NewSharedUser request, Project project, Facts facts) {
        return facts.holders().isEmpty()
                ? Optional.empty()
                : facts.firstHolder(identity(request, project)).map(SharedUser.class::cast);
    }

    /** S2, S7, V15: the keys that the request is recognised by, in this order. */
    private static List<Key> identity(NewSharedUser request, Project project) {
        List<Key> phones = phones(request, project);
        Optional<Key> email = email(request, project);
        return email.isEmpty()
                ? phones
                : Stream.concat(phones.stream(), email.stream()).toList();
    }

    /** S7: the email, if the project asks for the earlier edition. */
    private static Optional<Key> email(NewSharedUser request, Project project) {
        return project.sharedIdentity() == SharedIdentity.PHONE_OR_EMAIL
                ? request.profile().email().map(email -> Key.SharedEmail.of(project.id(), email))
                : Optional.empty();
    }

    /** S2, V15: the phone number within the project, and its other forms if the project asks for them. */
    private static List<Key> phones(NewSharedUser request, Project project) {
        return Key.SharedPhone.of(project.id(), request.phone(), claims(request, project));
    }

    private static PhoneClaims claims(NewSharedUser request, Project project) {
        return PhoneClaims.of(request.phone(), project.phoneIdentity());
    }

    private static Decision<SharedUserRefusal, SharedUser> createAgain(
            SharedUser existing, NewSharedUser request, Project project, Facts facts) {
        if (request.onlyIfAbsent()) {
            return new Decision.Refuse<>(new Refusal.Exists());
        }
        return project.sharedIdentity() == SharedIdentity.PHONE_OR_EMAIL
                ? new Decision.Return<>(
                        existing,
                        Optional.of(new Key.SharedPhone(project.id(), request.phone()))
                                .filter(phone -> facts.firstHolder(phones(request, project))
                                        .isEmpty()))
                : merge(existing, request.profile());
    }

    /**
     * S3: what is supplied replaces, and all else stays. Neither the quota nor the pool is consulted. An email that was
     * a key under the earlier edition is no key any more. So no other user's email can stand in the way.
     */
    private static Decision<SharedUserRefusal, SharedUser> merge(SharedUser existing, Profile supplied) {
        Profile merged = merged(existing.profile(), supplied);
        return merged.equals(existing.profile())
                ? new Decision.Return<>(existing)
                : new Decision.Update<>(
                        existing,
                        existing.with(merged, SharedIdentity.PHONE),
                        merged.differencesFrom(existing.profile()));
    }

    /** A create supplies no metadata, which alone could be refused. */
    private static Profile merged(Profile profile, Profile supplied) {
        return supplied.equals(Profile.EMPTY)
                ? profile
                : ProfilePatch.supplying(supplied).appliedTo(profile).get();
    }

    private static Decision<SharedUserRefusal, SharedUser> admit(NewSharedUser request, Project project, Facts facts) {
        OptionalInt limit = project.maxSharedUsers();
        if (limit.isPresent() && !hasRoom(facts.sharedUsers(), limit.getAsInt())) {
            return new Decision.Refuse<>(new Refusal.SharedUserLimitReached(limit.getAsInt()));
        }
        return new Decision.Admit<>((newId, now) -> switch (project.recreation()) {
            case FRESH -> fresh(request, project, newId, now, Optional.empty());
            case AVOID_LAST_LINE -> fresh(request, project, newId, now, Optional.of(last(request, project, facts)));
            case REVIVE -> revivalOrFresh(request, project, newId, now, last(request, project, facts));
        });
    }

    private static LastHolder last(NewSharedUser request, Project project, Facts facts) {
        return facts.lastHolder(phones(request, project));
    }

    private static SharedAdmission revivalOrFresh(
            NewSharedUser request, Project project, UserId newId, Instant now, LastHolder last) {
        return last.user()
                .map(former -> revival(request, project, former, last, newId, now))
                .orElseGet(() -> fresh(request, project, newId, now, Optional.of(last)));
    }

    /**
     * S4: fewer than the limit, so that 0 admits nobody, and a limit below the count keeps everyone and admits nobody.
     */
    private static boolean hasRoom(int sharedUsers, int limit) {
        return sharedUsers < limit;
    }

    /** S1: a new id, the given names and email, and the time of creation; the pool gives the line. */
    private static SharedAdmission fresh(
            NewSharedUser request, Project project, UserId newId, Instant now, Optional<LastHolder> last) {
        SharedUserCandidate candidate = new SharedUserCandidate(
                newId,
                1,
                project.id(),
                request.phone(),
                ChangeId.of(newId),
                request.profile(),
                now,
                project.sharedIdentity(),
                claims(request, project));
        return new SharedAdmission(
                candidate,
                now,
                Optional.empty(),
                last,
                project.maxSharedUsers(),
                avoidingLineOf(last.flatMap(LastHolder::user), wish(request, project)),
                project.eventValues());
    }

    /** P7, P8: the line that the request names, or else lines that are as near as the project asks. */
    public static LineWish wish(NewSharedUser request, Project project) {
        return request.line().map(LineWish::naming).orElseGet(() -> wish(request.phone(), project));
    }

    /** P7: lines that are as near as the project asks. */
    public static LineWish wish(PhoneNumber phone, Project project) {
        return LineWish.near(Nearness.of(phone, project.lines()));
    }

    /** L3, <i>avoid last line</i>; unless a line is named. */
    private static LineWish avoidingLineOf(Optional<DeactivatedUser> former, LineWish wish) {
        return former.filter(user -> wish.named().isEmpty())
                .map(user -> wish.butAvoiding(asShared(user).line()))
                .orElse(wish);
    }

    /** L3, <i>revive</i>; unless a line is named. */
    private static LineWish preferring(Line line, LineWish wish) {
        return wish.named().isPresent() ? wish : wish.butPreferring(line);
    }

    /** L3, <i>revive</i>: the same id and time of creation, and the same line if it has room. */
    private static SharedAdmission revival(
            NewSharedUser request,
            Project project,
            DeactivatedUser former,
            LastHolder holder,
            UserId newId,
            Instant now) {
        SharedUser last = asShared(former);
        SharedUserCandidate candidate = new SharedUserCandidate(
                last.id(),
                former.version() + 1,
                project.id(),
                request.phone(),
                ChangeId.of(newId),
                profileOnRevival(last, request, project),
                last.createdAt(),
                project.sharedIdentity(),
                claims(request, project));
        return new SharedAdmission(
                candidate,
                now,
                Optional.of(former),
                Optional.of(holder),
                project.maxSharedUsers(),
                preferring(last.line(), wish(request, project)),
                project.eventValues());
    }

    /**
     * As S3 merges. If the email is a key, the one that was given up is not taken back: it may be another user's by
     * now.
     */
    private static Profile profileOnRevival(SharedUser last, NewSharedUser request, Project project) {
        return project.sharedIdentity() == SharedIdentity.PHONE_OR_EMAIL
                ? request.profile()
                : merged(last.profile(), request.profile());
    }

    private static SharedUser asShared(DeactivatedUser former) {
        return (SharedUser) former.user();
    }
}
