package org.example.host;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
    public Optional<Line> choose(Set<Line> taken, LineWish wish) {
        return pool.choose(taken, wish);
    }

    @Override
    public List<LineUse> page(Optional<Line> after, int most) {
        return pool.page(after, most);
    }

    @Override
    public Optional<LineUse> find(Line line) {
        return pool.find(line);
    }

    @Override
    public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
        return pool.set(line, state, capacity);
    }

    @Override
    public List<Version> lapsed(int limit) {
        return pool.lapsed(limit);
    }
}
