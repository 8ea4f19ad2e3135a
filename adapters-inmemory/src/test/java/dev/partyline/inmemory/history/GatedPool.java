package dev.partyline.inmemory.history;

import dev.partyline.domain.user.ChangeId;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Version;
import java.util.List;

/** A pool behind a gate. */
public class GatedPool extends GatedLines implements PhonePool {
    private final PhonePool pool;
    private final Gate gate;

    public GatedPool(PhonePool pool, Gate gate) {
        super(pool, gate);
        this.pool = pool;
        this.gate = gate;
    }

    @Override
    public Lease lease(LeaseRequest request) {
        return gate.pass(() -> pool.lease(request));
    }

    @Override
    public void confirm(ChangeId place) {
        gate.pass(() -> pool.confirm(place));
    }

    @Override
    public void reopen(ChangeId place) {
        gate.pass(() -> pool.reopen(place));
    }

    @Override
    public void release(ChangeId place) {
        gate.pass(() -> pool.release(place));
    }

    @Override
    public List<Version> lapsed(int limit) {
        return gate.pass(() -> pool.lapsed(limit));
    }
}
