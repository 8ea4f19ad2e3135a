package dev.partyline.ports.driven;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the users. It knows no rule. It makes decided changes true, atomically. Uniqueness and the quota rest on that
 * (rules S2, S4, D2, C4, N4, A2, A3, P2).
 *
 * <p>The store is linearizable. Each call takes effect at one instant between its start and its end, and every later
 * call sees what it has answered. The keys of a user are those of {@link User#keys()}. At any instant, no key is held
 * by two active users, and each active user holds all of its keys.
 *
 * <p>A store may have the pool's lines in it. Such a store chooses a line and admits the user on it in one step, with
 * no lease between. The rules of lines (P1 to P4, P7, P8) are those of {@link PhonePool}. Deactivating a shared user
 * gives its line back in the same step as everything else (rule L1), so that nothing can leak (P5). A store without
 * lines has no line for anybody; a registry puts it together with a {@link PhonePool}.
 */
public interface UserStore {

    /**
     * The facts that were asked for, as they stood at one instant. Facts that let a refusal be decided (a key that
     * nobody holds, together with a count) must have been true as a whole.
     *
     * <p>A question may bring an admission ({@link Question#ifNobody}). A store that {@linkplain #admitsAtOnce() admits
     * at once} may then commit it with its claim, as {@link #commit} would, if nobody holds a key asked for and no
     * limit is reached. It answers {@link Facts#admitted(dev.partyline.domain.user.SharedUser)} if it did. In any other
     * answer nothing was changed.
     */
    Facts look(Question question);

    /**
     * Whether {@link #look} takes the admissions that questions bring. An optimisation for remote stores: a new shared
     * user takes one round trip instead of two.
     */
    default boolean admitsAtOnce() {
        return false;
    }

    /**
     * Makes the change and answers {@link Commit.Done} with the user as it is after it; or changes nothing and says
     * why.
     *
     * <p>A change names the version that it makes. It is outdated unless it makes the next version of its user. That is
     * version 1 if the tenant has no such user in any state. Otherwise it is one more than the version that the change
     * was decided on. It is also outdated if its version was {@linkplain #settle taken away from it}. It follows that a
     * change that is given a second time is outdated.
     *
     * <ul>
     *   <li>{@link Change.Admit}: the user becomes active and holds all of its keys. It is also outdated if another
     *       active user holds one of them. It is outdated if the tenant has as many active shared users as the limit
     *       given, or more. It is outdated if the last holder of the key given is another (as {@link Facts#former}
     *       tells it). The limit must hold whatever runs at the same time.
     *   <li>{@link Change.AdmitOnALine}: the same, on a line of the pool. {@link Commit.NoLine} if the change would
     *       have been made, but no line is to be had for the phone.
     *   <li>{@link Change.Replace}: also outdated if another active user holds a key that only the next version has.
     *       Keys that only the former version had are free afterwards; a phone on a line only once its {@link
     *       FormerPair} has ended. If it {@linkplain Change.Replace#avoided() avoids} keys, it is also outdated unless
     *       another user holds one of them, or has one as a former pair: otherwise the user would stay on its line
     *       (rule K2).
     *   <li>{@link Change.Move}: the same as Replace, on another line of the pool, on which none of the forms of the
     *       phone is active. The place on the former line is free in the same step. {@link Commit.NoLine} if the change
     *       would have been made, but no other line is to be had.
     *   <li>Both leave a {@link FormerPair} for each phone on a line that the user no longer has, if they say until
     *       when (rule R5). Until it has ended, nobody else can have that pair: it is as if the user held the key, for
     *       {@link #look} too. The user itself may come back to it, which ends it. So does its deactivation. A store
     *       needs no clock for it: otherwise it counts until a {@link #sweep} drops it.
     *   <li>{@link Change.Deactivate}: the user's keys, its quota slot and its line are free in the same step. The user
     *       is kept. If it is a {@link dev.partyline.domain.user.LineUser}, it is kept as the last holder of each key
     *       of its {@linkplain dev.partyline.domain.user.LineUser#identity() identity}. It is no longer found.
     *   <li>{@link Change.Erase}: outdated unless the user is deactivated at the version before. From then on, nothing
     *       that the store keeps holds a value of the user (rules X1, X2). No key has it as its last holder. Records of
     *       idempotency keys become {@linkplain dev.partyline.domain.rule.IdempotencyRecord#erased erased}. Its events
     *       become {@linkplain Event#withoutValues those without values}.
     *   <li>{@link Change.Confirm}: outdated unless the user is in its state at this version, and nobody holds the key
     *       that is to be unheld.
     * </ul>
     *
     * <p>Each effect leaves its {@linkplain Event#of event} in the same step, which {@link #events} tells (rule O1).
     *
     * <p>A change with a {@linkplain Change#claim() claim} is also outdated if another record than the forgotten one
     * stands under the idempotency key (rules I1, I5). If it is made, its {@linkplain Change#recorded record} is kept
     * in the same step. {@link #look} tells it until 24 hours have passed since its first use, whether the user in it
     * changes or not (rule I3). From that instant on, it is forgotten, and may be told or not.
     *
     * <p>After a crash a change is there whole or not at all, and one that was answered with {@link Commit.Done} is
     * there.
     */
    Commit commit(Change change);

    /**
     * Looks for several, each as {@link #look} does, in their order. Each sees an instant of its own, and what those
     * before it admitted. If one that would be new is not admitted, for whatever reason, nobody after it is admitted
     * either. Otherwise a later one might take what it is to have. An optimisation for remote stores: many take one
     * round trip.
     *
     * @return the facts of each, in the order of the questions
     * @throws UnavailableException without effect only if nobody was admitted
     */
    default List<Facts> lookAll(List<Question> questions) {
        return EachAlone.looks(this, questions);
    }

    /**
     * Makes several changes, each as {@link #commit} does: whole or not at all, whatever becomes of the others. They
     * come one after the other, in the order of the list; others may come between them (rule B3). An optimisation for
     * remote stores: many take one round trip.
     *
     * @return what became of each, in the order of the changes
     * @throws UnavailableException without effect only if no change was made; otherwise each has to be {@linkplain
     *     #settle settled}
     */
    default List<Commit> commitAll(List<Change> changes) {
        return EachAlone.of(changes, this::commit);
    }

    /**
     * Finds out whether a change was made whose {@link #commit} or {@link #look} ended in an exception that could not
     * say (rule E6). If it was not made, its version is taken away from it, so that it never will be made, however late
     * it comes. Anybody else may still make that version. May be repeated, at any time, by anybody; waits for a change
     * that is under way.
     *
     * @return the user as it is now, in whichever state, if the change was made; empty if it was not made and never
     *     will be
     * @throws UnavailableException if the store cannot answer
     */
    Optional<AnyUser> settle(Version version);

    /**
     * The tenant's user with this id, in whichever state (rule R4). A user of another tenant is not found (rule T2).
     */
    Optional<AnyUser> find(TenantId tenant, UserId id);

    /** The one active user, of any tenant, that the phone and the line belong to (rule R1). */
    Optional<User> find(PhoneNumber phone, Line line);

    /**
     * The active users, of any tenant, that claim this phone on a line, as they stood at one instant. It is their
     * phone, or another form of it (rules P2, V15). Each is on a line of its own.
     */
    Set<LineUser> usersOf(PhoneNumber phone);

    /**
     * The phones and lines that users were moved away from, with this phone (rule R5), as they stood at one instant.
     * What has ended may be told or not.
     */
    Set<FormerPair> formerPairs(PhoneNumber phone);

    /**
     * Active users on this line, in any project, in the order of {@link LinePosition} (rule P9).
     *
     * @param after the position behind which to go on; empty to begin
     * @param most how many at the most
     */
    List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most);

    /** The lines of the pool that the store has in it; none if it has no pool. */
    default Lines lines() {
        return Lines.none();
    }

    /**
     * A page of users. A user may be listed from before the first page is asked for until after the last one. Then it
     * stands on exactly one page, whatever else is created, changed or deactivated meanwhile (rule L5).
     *
     * <p>In the order of the last change, this holds for a user that is not changed meanwhile. A change moves its user
     * behind all that were changed before, or out of the span. So a user that stays in the span is not missed. It may
     * stand on two pages, but with another version each time.
     */
    Page list(Listing listing);

    /**
     * Users of the tenant that were deactivated before then and are not erased, those deactivated first before the
     * others (rule X3).
     *
     * @param most how many at the most
     */
    List<DeactivatedUser> deactivatedBefore(TenantId tenant, Instant end, int most);

    /**
     * How many active users of each kind the tenant has (rule L9). Each number is as it stood at an instant of the
     * call; no entry, or 0, for none. It is the count that the limit of a change is compared with.
     */
    Map<UserKind, Integer> activeUsers(TenantId tenant);

    /** What happened to the users (rules O1 to O5). */
    Events events();

    /**
     * The number of the plan that the store's keys are made with (rule V16). A new store has that of this library,
     * {@link dev.partyline.domain.value.NumberingPlan#NUMBER}. As long as it is another one, {@link #commit},
     * {@link #settle} and a {@link #look} that brings an admission change nothing, and end in
     * {@link UnavailableException#ofAnotherPlan}.
     */
    int plan();

    /** From now on, the store's keys are made with this plan. What it keeps stays as it is. */
    void adoptPlan(int plan);

    /**
     * Does what is due. It drops answers that are forgotten (rule I3) and former pairs that have ended (rule R5). It
     * settles leases that have lapsed, if there are any (rule P5). May run at any time, and several times at once.
     * Bounded: what is left is done by the next call.
     *
     * <p>An answer is forgotten once 24 hours have passed since its first use, that instant included. In the same way,
     * a former pair has ended at its {@link FormerPair#until() until}.
     *
     * @return how much was done; 0 if nothing was due
     */
    int sweep(Instant now);
}
