package dev.partyline.ports;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
    public Optional<Line> choose(Set<Line> taken, LineWish wish) {
        return Optional.of(Samples.LINE);
    }

    @Override
    public List<LineUse> page(Optional<Line> after, int most) {
        return List.of();
    }

    @Override
    public Optional<LineUse> find(Line line) {
        return Optional.of(new LineUse(line, LineState.OPEN, 1, 1));
    }

    @Override
    public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
        return find(line);
    }

    @Override
    public List<Version> lapsed(int limit) {
        return List.of(new Version(Samples.PROJECT.id(), Samples.ID, 1, Samples.PLACE));
    }
}
