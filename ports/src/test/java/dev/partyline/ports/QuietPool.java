package dev.partyline.ports;

import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A pool that always has a place, and one that has lapsed; it remembers what it was told to do. */
class QuietPool implements PhonePool {
    final List<ChangeId> confirmed = new ArrayList<>();
    final List<ChangeId> released = new ArrayList<>();

    @Override
    public Lease lease(LeaseRequest request) {
        return new Lease.Granted(Samples.LINE);
    }

    @Override
    public void confirm(ChangeId place) {
        confirmed.add(place);
    }

    @Override
    public void reopen(ChangeId place) {
        // It has no leases that could lapse.
    }

    @Override
    public void release(ChangeId place) {
        released.add(place);
    }

    @Override
    public boolean hasLineOutside(Set<Line> taken) {
        return true;
    }

    @Override
    public List<Version> lapsed(int limit) {
        return List.of(new Version(Samples.PROJECT.id(), Samples.ID, 1, Samples.PLACE));
    }
}
