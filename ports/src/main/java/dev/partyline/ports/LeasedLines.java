package dev.partyline.ports;

import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.AllocatingUserStore.Admitted;
import dev.partyline.ports.driven.AllocatingUserStore.LookedOrAdmitted;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PhonePool.LeaseRequest;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lines in a pool of their own. Before a step that may begin or end the use of a place, the place is a lease, and after it the place
 * is confirmed or released; a crash at any point leaves a lease, which lapses and is swept.
 */
final class LeasedLines implements LinePlacement {
    /** The lapsed leases that are asked for at once. */
    private static final int SWEEP = 100;

    private final UserStore store;
    private final PhonePool pool;

    LeasedLines(UserStore store, PhonePool pool) {
        this.store = store;
        this.pool = pool;
    }

    @Override
    public LookedOrAdmitted lookOrAdmit(Question question, Supplier<Optional<SharedAdmission>> ifNew) {
        return new LookedOrAdmitted.Looked(store.look(question));
    }

    @Override
    public Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim) {
        SharedUserCandidate candidate = admission.candidate();
        LeaseRequest request = new LeaseRequest(
                candidate.place(),
                candidate.project(),
                candidate.id(),
                store.linesOf(candidate.phone()),
                admission.wish());
        return pool.lease(request)
                .fold(
                        granted -> admit(admission, claim, granted.line()),
                        contended -> afterSweeping(),
                        exhausted -> new Admitted.NoLine());
    }

    /** Whoever holds the lease that is waited for may be dead; once it has lapsed, nobody has to wait for a sweeper. */
    private Admitted afterSweeping() {
        leaveToSweep(this::sweep);
        return new Admitted.Outdated();
    }

    private Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim, Line line) {
        SharedUser user = admission.candidate().on(line);
        Change admit = new Change.Admit(user, admission.revived(), admission.lastHolder(), admission.limit());
        if (commit(user.place(), Change.answering(claim, admit, admission.on(line))) == Commit.OUTDATED) {
            leaveToSweep(() -> pool.release(user.place()));
            return new Admitted.Outdated();
        }
        leaveToSweep(() -> pool.confirm(user.place()));
        return new Admitted.Done(user);
    }

    private Commit commit(PlaceId place, Change change) {
        try {
            return Settlement.commit(store, change);
        } catch (UnavailableException failure) {
            if (failure.effect() == Effect.NONE) {
                leaveToSweep(() -> pool.release(place));
            }
            throw failure;
        }
    }

    @Override
    public Commit deactivate(SharedUser user, Change.Deactivate change) {
        pool.reopen(user.place());
        Commit commit = Settlement.commit(store, change);
        if (commit == Commit.DONE) {
            leaveToSweep(() -> pool.release(user.place()));
        }
        return commit;
    }

    @Override
    public boolean hasLineFor(PhoneNumber phone) {
        return pool.hasLineOutside(store.linesOf(phone));
    }

    @Override
    public int sweep() {
        int settled = 0;
        try {
            List<PhonePool.Lapsed> lapsed;
            do {
                lapsed = pool.lapsed(SWEEP);
                for (PhonePool.Lapsed lease : lapsed) {
                    boolean inUse = store.settle(lease.project(), lease.user(), lease.place());
                    settled++;
                    if (inUse) {
                        pool.confirm(lease.place());
                    } else {
                        pool.release(lease.place());
                    }
                }
            } while (lapsed.size() == SWEEP);
            return settled;
        } catch (UnavailableException failure) {
            throw settled == 0 ? failure : new UnavailableException("swept in part", Effect.UNKNOWN, failure);
        }
    }

    /** The store has decided, so the answer stands; a place that can't be told so now is a lease that lapses. */
    private static void leaveToSweep(Runnable afterwards) {
        try {
            afterwards.run();
        } catch (RuntimeException poolIsDown) {
            return;
        }
    }
}
