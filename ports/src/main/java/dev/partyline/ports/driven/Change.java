package dev.partyline.ports.driven;

import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** One decided change, which a {@link UserStore} makes whole or not at all. Immutable. */
public sealed interface Change {

    /**
     * The name of the change: the version that it makes. Of a {@link Confirm}, which makes none, the version that it
     * saw.
     */
    Version version();

    /**
     * The user as this change made it; or as it is now, if only the store knew what this change made.
     *
     * @param now the user as it is after the change, or later
     */
    AnyUser made(AnyUser now);

    /** That the request is the first under its idempotency key; empty if it has none (rule I7). */
    Optional<IdempotencyClaim> claim();

    /** What the request is answered by, once the change has made this of the user. */
    Outcome<? extends AnyUser> outcome(AnyUser made);

    /** What is recorded in the same step, once the change has made this of the user (rule I6); empty for nothing. */
    default Optional<IdempotencyRecord> recorded(AnyUser made) {
        return claim().map(claim -> claim.answeredBy(outcome(made)));
    }

    /**
     * A change that has an effect on a user. It is also the event that it leaves (rule O1). It says which version of
     * which user it makes, and of which kind that user is. It says what happens to it, when, and in which fields.
     */
    sealed interface Effective extends Change {
        /** The kind of the user. */
        UserKind kind();

        /** What happens to the user. */
        Happened happened();

        /** The time of the call that it is decided in. */
        Instant at();

        /** The fields that are updated, as a caller names them; empty if anything else happens. */
        default Set<Field> fields() {
            return Set.of();
        }

        /** Whether the event carries the user as this makes it: its tenant asks for that (rule O2). */
        default boolean tellsValues() {
            return false;
        }
    }

    /** What can happen to a user. */
    enum Happened {
        /** It is there for the first time. */
        CREATED,
        /** It was deactivated, and is active again (rule L3). */
        REVIVED,
        /** It is active as before, with other fields. */
        UPDATED,
        /** It is no longer active (rule L1). */
        DEACTIVATED,
        /** Nothing is left that it could be known by (rule X1). */
        ERASED
    }

    /** A change that makes a user active: a new one, or a deactivated one again. */
    sealed interface Admitting extends Effective {
        /** When the user was created, which is before {@link #at} if it is revived. */
        Instant createdAt();

        /** The deactivated user with the same id that it replaces; empty for a new user. */
        Optional<DeactivatedUser> revived();

        /** Who the last holder of a key must still be; empty if that does not matter. */
        Optional<LastHolder> lastHolder();

        /**
         * The active shared users that its tenant may have, this one included; empty for no limit, and for users that
         * count against none (rule S4).
         */
        OptionalInt sharedUserLimit();

        @Override
        default Happened happened() {
            return revived().isPresent() ? Happened.REVIVED : Happened.CREATED;
        }
    }

    /**
     * The user becomes active and holds all of its keys.
     *
     * @param id the attempt that makes it
     * @param at the time of the call
     * @param wish what was wished of the line of a pool that it is on; empty for a user that is on none
     * @param tellsValues whether its event carries the user
     */
    record Admit(
            ChangeId id,
            User user,
            Instant at,
            Optional<DeactivatedUser> revived,
            Optional<LastHolder> lastHolder,
            OptionalInt sharedUserLimit,
            Optional<LineWish> wish,
            boolean tellsValues,
            Optional<IdempotencyClaim> claim)
            implements Admitting {
        /** One of a user that is on no line of a pool, whose event carries no values. */
        public Admit(
                ChangeId id,
                User user,
                Instant at,
                Optional<DeactivatedUser> revived,
                Optional<LastHolder> lastHolder,
                OptionalInt sharedUserLimit,
                Optional<IdempotencyClaim> claim) {
            this(id, user, at, revived, lastHolder, sharedUserLimit, Optional.empty(), false, claim);
        }

        @Override
        public Instant createdAt() {
            return user.createdAt();
        }

        @Override
        public Version version() {
            return new Version(user.tenant(), user.id(), user.version(), id);
        }

        @Override
        public UserKind kind() {
            return user.kind();
        }

        @Override
        public AnyUser made(AnyUser now) {
            return user;
        }

        @Override
        public Outcome<AnyUser> outcome(AnyUser made) {
            return Outcome.admitted(made, revived.isPresent(), wish.flatMap(granted -> lineChoice(granted, made, id)));
        }
    }

    /**
     * The shared user becomes active on a line that the store's pool gives it, together with its place on that line.
     */
    record AdmitOnALine(SharedAdmission admission, Optional<IdempotencyClaim> claim) implements Admitting {
        @Override
        public Version version() {
            return new Version(
                    admission.candidate().project(),
                    admission.candidate().id(),
                    admission.candidate().version(),
                    admission.candidate().placedBy());
        }

        @Override
        public UserKind kind() {
            return UserKind.SHARED;
        }

        @Override
        public Instant createdAt() {
            return admission.candidate().createdAt();
        }

        @Override
        public Optional<DeactivatedUser> revived() {
            return admission.revived();
        }

        @Override
        public Optional<LastHolder> lastHolder() {
            return admission.lastHolder();
        }

        @Override
        public OptionalInt sharedUserLimit() {
            return admission.limit();
        }

        @Override
        public Instant at() {
            return admission.at();
        }

        @Override
        public boolean tellsValues() {
            return admission.tellsValues();
        }

        @Override
        public AnyUser made(AnyUser now) {
            return placed(admission.candidate(), now);
        }

        @Override
        public Outcome<AnyUser> outcome(AnyUser made) {
            return Outcome.admitted(
                    made,
                    admission.revived().isPresent(),
                    lineChoice(admission.wish(), made, admission.candidate().placedBy()));
        }
    }

    /**
     * The active user becomes its next version.
     *
     * @param id the attempt that makes it
     * @param after the next version: of the same id, tenant, kind and time of creation
     * @param at the time of the call
     * @param formerUntil how long a phone on a line that it gives up leads to it (rule R5); not at all if it is {@code
     *     at}
     * @param fields what differs between the two, as a caller names it
     * @param tellsValues whether its event carries the next version
     */
    record Replace(
            ChangeId id,
            User before,
            User after,
            Instant at,
            Instant formerUntil,
            Set<Field> fields,
            boolean tellsValues,
            Optional<IdempotencyClaim> claim)
            implements Effective {
        /** One that leaves no former pair, and whose event carries no values. */
        public Replace(
                ChangeId id, User before, User after, Instant at, Set<Field> fields, Optional<IdempotencyClaim> claim) {
            this(id, before, after, at, at, fields, false, claim);
        }

        public Replace {
            fields = Collections.unmodifiableSet(new TreeSet<>(fields));
        }

        /** As {@link Move#avoided()}, of a shared user whose line differs. None of any other user. */
        public List<Key> avoided() {
            return before instanceof SharedUser was
                            && after instanceof SharedUser is
                            && !is.line().equals(was.line())
                    ? newPairs(is.phone(), is.claims(), was)
                    : List.of();
        }

        @Override
        public Version version() {
            return new Version(after.tenant(), after.id(), after.version(), id);
        }

        @Override
        public UserKind kind() {
            return after.kind();
        }

        @Override
        public Happened happened() {
            return Happened.UPDATED;
        }

        @Override
        public AnyUser made(AnyUser now) {
            return after;
        }

        @Override
        public Outcome<AnyUser> outcome(AnyUser made) {
            return new Outcome.Updated<>(made, fields);
        }
    }

    /**
     * The active shared user becomes its next version, on another line that the store's pool gives it (rules K2, P6).
     * Its place on the line before is given back in the same step.
     *
     * @param after the next version, whose attempt names its place on the line
     * @param wish what is wished of the line, which is never the one before
     * @param at the time of the call
     * @param formerUntil how long the phone and the line before lead to it (rule R5); not at all if it is {@code at}
     * @param fields what differs between the two, as a caller names it
     * @param tellsValues whether its event carries the next version
     */
    record Move(
            SharedUser before,
            SharedUserCandidate after,
            LineWish wish,
            Instant at,
            Instant formerUntil,
            Set<Field> fields,
            boolean tellsValues,
            Optional<IdempotencyClaim> claim)
            implements Effective {
        /** One to any other line, which leaves no former pair, and whose event carries no values. */
        public Move(
                SharedUser before,
                SharedUserCandidate after,
                Instant at,
                Set<Field> fields,
                Optional<IdempotencyClaim> claim) {
            this(before, after, LineWish.NONE, at, at, fields, false, claim);
        }

        public Move {
            fields = Collections.unmodifiableSet(new TreeSet<>(fields));
        }

        /**
         * The new phone on the line before, for which the user leaves that line (rule K2). None if it keeps its phone.
         */
        public List<Key> avoided() {
            return newPairs(after.phone(), after.claims(), before);
        }

        @Override
        public Version version() {
            return new Version(after.project(), after.id(), after.version(), after.placedBy());
        }

        @Override
        public UserKind kind() {
            return UserKind.SHARED;
        }

        @Override
        public Happened happened() {
            return Happened.UPDATED;
        }

        @Override
        public AnyUser made(AnyUser now) {
            return placed(after, now);
        }

        @Override
        public Outcome<AnyUser> outcome(AnyUser made) {
            return new Outcome.Updated<>(made, fields);
        }
    }

    private static List<Key> newPairs(PhoneNumber phone, PhoneClaims claims, SharedUser before) {
        List<Key> own = before.keys();
        return Key.PhoneOnLine.of(phone, claims, before.line()).stream()
                .filter(pair -> !own.contains(pair))
                .toList();
    }

    /** P7: why the change put the user on its line. Of a user that was moved or erased since, nobody can tell. */
    private static Optional<LineChoice> lineChoice(LineWish wish, AnyUser made, ChangeId change) {
        return made instanceof SharedUser user && user.placedBy().equals(change)
                ? Optional.of(wish.choice(user.line()))
                : Optional.empty();
    }

    /**
     * Only the store knows which line it chose. A user that is on a line by a later change is told as it is now, or
     * last was. Of an erased user, nobody knows a line.
     */
    private static AnyUser placed(SharedUserCandidate candidate, AnyUser now) {
        return AnyUser.<Optional<User>>fold(
                        now, Optional::of, former -> Optional.of(former.user()), erased -> Optional.empty())
                .map(SharedUser.class::cast)
                .<AnyUser>map(user -> user.placedBy().equals(candidate.placedBy()) ? candidate.on(user.line()) : user)
                .orElse(now);
    }

    /**
     * The active user is deactivated (rule L1).
     *
     * @param id the attempt that does it
     * @param at the time of the call
     * @param tellsValues whether its event carries the deactivated user
     */
    record Deactivate(ChangeId id, User user, Instant at, boolean tellsValues, Optional<IdempotencyClaim> claim)
            implements Effective {
        /** One whose event carries no values. */
        public Deactivate(ChangeId id, User user, Instant at, Optional<IdempotencyClaim> claim) {
            this(id, user, at, false, claim);
        }

        @Override
        public Version version() {
            return new Version(user.tenant(), user.id(), user.version() + 1, id);
        }

        @Override
        public UserKind kind() {
            return user.kind();
        }

        @Override
        public Happened happened() {
            return Happened.DEACTIVATED;
        }

        @Override
        public DeactivatedUser made(AnyUser now) {
            return new DeactivatedUser(user, at);
        }

        @Override
        public Outcome<AnyUser> outcome(AnyUser made) {
            return new Outcome.Returned<>(made);
        }
    }

    /**
     * Of the deactivated user, only what {@link ErasedUser} has is left, wherever the store keeps it (rules X1, X2). No
     * event of it carries values any more.
     *
     * @param id the attempt that does it
     * @param at the time of the call
     */
    record Erase(ChangeId id, DeactivatedUser user, Instant at, Optional<IdempotencyClaim> claim) implements Effective {
        @Override
        public Version version() {
            return new Version(user.tenant(), user.id(), user.version() + 1, id);
        }

        @Override
        public UserKind kind() {
            return user.kind();
        }

        @Override
        public Happened happened() {
            return Happened.ERASED;
        }

        @Override
        public ErasedUser made(AnyUser now) {
            return user.erased(at);
        }

        @Override
        public Outcome<AnyUser> outcome(AnyUser made) {
            return new Outcome.Returned<>(made);
        }
    }

    /**
     * The user stays as it is, and is what a request is answered by under its idempotency key. It has no effect on a
     * user, so that it leaves no event and may be repeated.
     *
     * @param user the user, which must be in this state at this version
     * @param unheld a key of the tenant that nobody may hold; empty if that does not matter
     * @param made what the request is answered by
     */
    record Confirm(AnyUser user, Optional<Key.SharedPhone> unheld, IdempotencyClaim made) implements Change {
        @Override
        public Version version() {
            return new Version(user.tenant(), user.id(), user.version(), ChangeId.of(user.id()));
        }

        @Override
        public AnyUser made(AnyUser now) {
            return user;
        }

        @Override
        public Optional<IdempotencyClaim> claim() {
            return Optional.of(made);
        }

        @Override
        public Outcome<AnyUser> outcome(AnyUser same) {
            return new Outcome.Returned<>(same);
        }
    }

    /** The answer of the function for this change. */
    default <T> T fold(
            Function<? super Admit, ? extends T> admit,
            Function<? super AdmitOnALine, ? extends T> admitOnALine,
            Function<? super Replace, ? extends T> replace,
            Function<? super Move, ? extends T> move,
            Function<? super Deactivate, ? extends T> deactivate,
            Function<? super Erase, ? extends T> erase,
            Function<? super Confirm, ? extends T> confirm) {
        if (this instanceof Admit change) {
            return admit.apply(change);
        }
        if (this instanceof AdmitOnALine change) {
            return admitOnALine.apply(change);
        }
        if (this instanceof Replace change) {
            return replace.apply(change);
        }
        if (this instanceof Move change) {
            return move.apply(change);
        }
        if (this instanceof Deactivate change) {
            return deactivate.apply(change);
        }
        if (this instanceof Erase change) {
            return erase.apply(change);
        }
        return confirm.apply((Confirm) this);
    }
}
