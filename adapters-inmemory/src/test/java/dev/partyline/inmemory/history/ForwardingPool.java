package dev.partyline.inmemory.history;

import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Version;
import java.util.List;
import java.util.Set;

/** A pool that is another one, but for what a subclass does differently. */
abstract class ForwardingPool implements PhonePool {
    private final PhonePool pool;

    ForwardingPool(PhonePool pool) {
        this.pool = pool;
    }

    @Override
    public Lease lease(LeaseRequest request) {
        return pool.lease(request);
    }

    @Override
    public void confirm(ChangeId place) {
        pool.confirm(place);
    }

    @Override
    public void reopen(ChangeId place) {
        pool.reopen(place);
    }

    @Override
    public void release(ChangeId place) {
        pool.release(place);
    }

    @Override
    public boolean hasLineOutside(Set<Line> taken) {
        return pool.hasLineOutside(taken);
    }

    @Override
    public List<Version> lapsed(int limit) {
        return pool.lapsed(limit);
    }
}
