package dev.partyline.ports.driven;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.value.Line;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The lines that shared users share (rules P1 to P5, P7 to P9). A place on a line is named by the change that puts a
 * user there, so that no two admissions share a name. A place is first leased. Once the user is committed, it is
 * confirmed, and stays until it is released. A pool counts a place as a user of its line from the lease on, so that a
 * capacity is never exceeded.
 *
 * <p>A lease lapses after a time that the pool sets. A lapsed lease is not free: a slow creator may be about to commit.
 * It is told by {@link #lapsed}. Whoever sweeps asks the store to {@linkplain UserStore#settle settle} the admission,
 * and then confirms or releases the place. A pool gives no place away that was not released.
 *
 * <p>Each call is atomic, and each may be repeated: a crash between two of them leaves a lease, never a leak.
 */
public interface PhonePool extends Lines {

    /**
     * Leases a place on one of the lines with the fewest users, or close to it if the pool documents so (rule P3). The
     * line is open, below its capacity, and none of {@code taken}. The pool grants the wish if it can (rule P7): see
     * {@link LineWish}. A line at risk is given only if no open one would do but the avoided one. A reserved line is
     * given only if the wish names it (rule P8). If the name has a place already, the answer is the line of that place.
     */
    Lease lease(LeaseRequest request);

    /**
     * Makes the lease a place that does not lapse. A lease that was reopened is not made so. If it has lapsed, it
     * begins anew: it lapses again after the same time, and so on until it is released. Whoever reopened it may end its
     * use late, and may be gone before it can release it. But nobody is told {@link Lease.Contended} for it any more.
     * Nothing happens before such a lease has lapsed, nor if there is no such place.
     */
    void confirm(ChangeId place);

    /** Makes the place a lease again, which lapses. Nothing happens if there is no such place. */
    void reopen(ChangeId place);

    /** Gives the place back, leased or confirmed. Nothing happens if there is no such place. */
    void release(ChangeId place);

    /** The admissions whose leases have lapsed, the oldest first, at most so many. The leases stay as they are. */
    List<Version> lapsed(int limit);

    /**
     * Who asks for a place, and what for.
     *
     * @param admission the change that is to put a user on the line; its attempt names the place
     * @param taken lines on which the user's phone is active already (rule P2)
     */
    record LeaseRequest(Version admission, Set<Line> taken, LineWish wish) {
        /** The name that the place will have. */
        public ChangeId place() {
            return admission.by();
        }
    }

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
