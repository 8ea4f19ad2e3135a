package dev.partyline.ports;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.Events;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Nothing happened. */
class QuietEvents implements Events {
    @Override
    public List<Event> lease(int most, Instant now, Instant until) {
        return List.of();
    }

    @Override
    public void done(Collection<EventId> events, Instant now) {}

    @Override
    public int notDone(int most) {
        return 0;
    }

    @Override
    public List<Event> of(TenantId tenant, UserId user) {
        return List.of();
    }

    @Override
    public int forgetDone(Instant before) {
        return 0;
    }
}
