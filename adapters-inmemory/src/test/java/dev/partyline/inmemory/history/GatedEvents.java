package dev.partyline.inmemory.history;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.Events;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Events behind a gate. */
public class GatedEvents implements Events {
    private final Events events;
    private final Gate gate;

    public GatedEvents(Events events, Gate gate) {
        this.events = events;
        this.gate = gate;
    }

    @Override
    public List<Event> lease(int most, Instant now, Instant until) {
        return gate.pass(() -> events.lease(most, now, until));
    }

    @Override
    public void done(Collection<EventId> done, Instant now) {
        gate.pass(() -> {
            events.done(done, now);
            return List.copyOf(done);
        });
    }

    @Override
    public int notDone(int most) {
        return gate.pass(() -> events.notDone(most));
    }

    @Override
    public List<Event> of(TenantId tenant, UserId user) {
        return gate.pass(() -> events.of(tenant, user));
    }

    @Override
    public int forgetDone(Instant before) {
        return gate.pass(() -> events.forgetDone(before));
    }
}
