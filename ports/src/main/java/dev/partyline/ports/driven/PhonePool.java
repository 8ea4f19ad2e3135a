package dev.partyline.ports.driven;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The lines that shared users share (rules P1 to P5). A place on a line is first leased, under a name that no other admission
 * has; once the user is committed it is confirmed, and stays until it is released. A pool counts a place as a user of its line from
 * the lease on, so that a capacity is never exceeded.
 *
 * <p>A lease lapses after a time that the pool sets. Lapsed, it is not free: a slow creator may be about to commit. It is
 * told by {@link #lapsed}, and whoever sweeps asks the store to settle it, then confirms or releases it. A pool never
 * gives a place away that was neither released nor confirmed and released.
 *
 * <p>Each call is atomic, and each may be repeated: a crash between two of them leaves a lease, never a leak.
 */
public interface PhonePool {

    /**
     * Leases a place on one of the lines with the fewest users, or close to it where the pool documents so (rule P3). The line is open,
     * below its capacity, and none of {@code taken}; the wish is granted where it can be. A name that has a place already is
     * answered with the line of that place.
     */
    Lease lease(LeaseRequest request);

    /**
     * The lease becomes a place that does not lapse. One that was reopened lapses again after as long, and so on until it is released:
     * whoever reopened it may end its use however late, and be gone before it can release it. Before that lease has
     * lapsed nothing happens to it. Nothing happens where there is no such place.
     */
    void confirm(PlaceId place);

    /** The place becomes a lease again, which lapses. Nothing happens where there is no such place. */
    void reopen(PlaceId place);

    /** The place is given back, leased or confirmed. Nothing happens where there is no such place. */
    void release(PlaceId place);

    /** Whether a line outside {@code taken} has a place to be had now. Takes nothing. */
    boolean hasLineOutside(Set<Line> taken);

    /** Leases that have lapsed, the oldest first, at most so many. They stay as they are. */
    List<Lapsed> lapsed(int limit);

    /**
     * Who asks for a place, and what for.
     *
     * @param place the name that the place will have
     * @param taken lines on which the user's phone is active already (rule P2)
     */
    record LeaseRequest(PlaceId place, ProjectId project, UserId user, Set<Line> taken, LineWish wish) {}

    /** A lease that has lapsed, as it was asked for. */
    record Lapsed(PlaceId place, ProjectId project, UserId user) {}

    /** The answer to a {@link LeaseRequest}. */
    sealed interface Lease {

        /** A place on this line. */
        record Granted(Line line) implements Lease {}

        /** No place now, but leases are out whose places could be had if they came back: worth asking again. */
        record Contended() implements Lease {}

        /** No place, and no lease out whose place could be had (rule S6). */
        record Exhausted() implements Lease {}

        /** The answer of the function for this answer. */
        default <T> T fold(
                Function<? super Granted, ? extends T> granted,
                Function<? super Contended, ? extends T> contended,
                Function<? super Exhausted, ? extends T> exhausted) {
            if (this instanceof Granted lease) {
                return granted.apply(lease);
            }
            if (this instanceof Contended lease) {
                return contended.apply(lease);
            }
            return exhausted.apply((Exhausted) this);
        }
    }
}
