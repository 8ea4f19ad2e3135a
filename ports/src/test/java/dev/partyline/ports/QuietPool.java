package dev.partyline.ports;

import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.PhonePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A pool that always has a place, and one that has lapsed; it remembers what it was told to do. */
class QuietPool implements PhonePool {
    final List<PlaceId> confirmed = new ArrayList<>();
    final List<PlaceId> released = new ArrayList<>();

    @Override
    public Lease lease(LeaseRequest request) {
        return new Lease.Granted(Samples.LINE);
    }

    @Override
    public void confirm(PlaceId place) {
        confirmed.add(place);
    }

    @Override
    public void reopen(PlaceId place) {
        // It has no leases that could lapse.
    }

    @Override
    public void release(PlaceId place) {
        released.add(place);
    }

    @Override
    public boolean hasLineOutside(Set<Line> taken) {
        return true;
    }

    @Override
    public List<Lapsed> lapsed(int limit) {
        return List.of(new Lapsed(Samples.SHARED_USER.place(), Samples.PROJECT.id(), Samples.ID));
    }
}
