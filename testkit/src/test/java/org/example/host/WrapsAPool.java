package org.example.host;

import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.PhonePool;
import java.util.List;
import java.util.Set;

/** An adapter, which may call what it wraps. */
final class WrapsAPool implements PhonePool {
    private final PhonePool pool;

    WrapsAPool(PhonePool pool) {
        this.pool = pool;
    }

    @Override
    public Lease lease(LeaseRequest request) {
        return pool.lease(request);
    }

    @Override
    public void confirm(PlaceId place) {
        pool.confirm(place);
    }

    @Override
    public void reopen(PlaceId place) {
        pool.reopen(place);
    }

    @Override
    public void release(PlaceId place) {
        pool.release(place);
    }

    @Override
    public boolean hasLineOutside(Set<Line> taken) {
        return pool.hasLineOutside(taken);
    }

    @Override
    public List<Lapsed> lapsed(int limit) {
        return pool.lapsed(limit);
    }
}
