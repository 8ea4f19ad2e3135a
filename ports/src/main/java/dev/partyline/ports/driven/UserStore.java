package dev.partyline.ports.driven;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.util.Optional;
import java.util.Set;

/**
 * Where users are kept. It knows no rule; it makes decided changes true, atomically, and so is what uniqueness and the quota
 * rest on (rules S2, S4, D2, P2).
 *
 * <p>The store is linearizable: each call takes effect at one instant between its start and its end, and what it has answered,
 * every later call sees. The keys of a user are those of {@link User#keys()}; at any instant, no key is held by two active users,
 * and each active user holds all of its keys.
 */
public interface UserStore {

    /**
     * The facts that were asked for, as they stood at one instant. An answer that lets a refusal be decided (a key that nobody
     * holds, together with a count) must have been true as a whole.
     */
    Facts look(Question question);

    /**
     * Makes the change, or answers {@link Commit#OUTDATED} and changes nothing.
     *
     * <ul>
     *   <li>{@link Change.Admit}: the user becomes active and holds all of its keys. Outdated where another active user
     *       holds one of them, where the limit is given and the tenant has that many active shared users or more, where the tenant has a user with
     *       this id (but for the revived one), where the revived user is not deactivated exactly as given any more,
     *       where the last holder of the key given is another (as {@link Facts#former} tells it), or where the user's place was
     *       {@linkplain #settle(TenantId, UserId, PlaceId) settled}. The limit must hold whatever runs at the same time.
     *   <li>{@link Change.Replace}: outdated unless the active user equals {@code before}, where another holds a key that only
     *       {@code after} has, or where somebody holds the one that is to be unheld. Keys that only {@code before} had are free afterwards.
     *   <li>{@link Change.Deactivate}: outdated unless the active user equals the one given. Its keys and its quota slot are free in
     *       the same step. The user is kept, as the last holder of the first of its keys where it is a
     *       {@link dev.partyline.domain.user.LineUser}, and no longer found.
     *   <li>{@link Change.Answer}: outdated where its change is, and where another record than the forgotten one stands under its key
     *       (rules I1, I5). Where it is done, {@link #look} tells the record for 24 hours at least, whether the users in it change
     *       or not (rule I3).
     * </ul>
     *
     * <p>After a crash a change is there whole or not at all, and one that was answered with {@link Commit#DONE} is there.
     * A change that is given a second time is outdated.
     */
    Commit commit(Change change);

    /** The tenant's active user with this id. One of another tenant is not found (rule T2). */
    Optional<User> find(TenantId tenant, UserId id);

    /** The one active user, of any tenant, that the phone and the line belong to (rule R1). */
    Optional<User> find(PhoneNumber phone, Line line);

    /** The lines on which the phone is active, in any tenant (rule P2). */
    Set<Line> linesOf(PhoneNumber phone);

    /**
     * A page of users. A user that is listed from before the first page is asked for until after the last one stands on
     * exactly one of them, whatever else is created or deactivated meanwhile (rule L5).
     */
    Page list(Listing listing);

    /**
     * Whether a change was made whose {@link #commit} ended in an exception that could not say (rule E6). It is asked by whoever gave
     * the change and no sooner than that; where the change may still be under way, this waits for its end. The answer is the truth, also where
     * the change has been undone since, or else an exception:
     *
     * <ul>
     *   <li>A {@link Change.Admit} was made where the tenant has the user, active or not any more, as this change admitted it: its
     *       id tells, but for one that the caller gave, where its values do; and for one that was revived, its place.
     *   <li>A {@link Change.Answer} was made where its record stands, and not where somebody else has made an equal change.
     *   <li>Of any other change one that somebody else has made, equal in every value, is this one.
     * </ul>
     *
     * @throws UnavailableException if the store cannot answer, or where so much has happened since that nobody can tell
     */
    boolean settle(Change change);

    /**
     * Settles for good whether an active shared user has the place (rule P5). Where this answers false, no change that was not
     * done by then will ever give the place to a user: an admission with it is outdated. May be repeated.
     */
    boolean settle(TenantId tenant, UserId id, PlaceId place);
}
