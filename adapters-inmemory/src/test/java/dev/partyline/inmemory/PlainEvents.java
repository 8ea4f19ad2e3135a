package dev.partyline.inmemory;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The events of a plain store: a list, with what is leased and what is done. */
public final class PlainEvents implements Events {
    private final List<Event> events = new ArrayList<>();
    private final Map<EventId, Instant> leasedUntil = new HashMap<>();
    private final Map<EventId, Instant> doneAt = new HashMap<>();

    public synchronized void add(Change.Effective change) {
        events.add(Event.of(change));
    }

    @Override
    public synchronized List<Event> lease(int most, Instant now, Instant until) {
        List<Event> leased = new ArrayList<>();
        for (Event event : firstOfEachUser()) {
            Instant end = leasedUntil.get(event.id());
            if (leased.size() < most && (end == null || !end.isAfter(now))) {
                leasedUntil.put(event.id(), until);
                leased.add(event);
            }
        }
        return leased;
    }

    /** Those that are not done. */
    private List<Event> firstOfEachUser() {
        Set<List<Object>> users = new HashSet<>();
        return events.stream()
                .filter(event -> !doneAt.containsKey(event.id()))
                .filter(event -> users.add(List.of(event.tenant(), event.user())))
                .toList();
    }

    @Override
    public synchronized void done(Collection<EventId> ids, Instant now) {
        for (EventId id : ids) {
            if (firstOfEachUser().stream().anyMatch(event -> event.id().equals(id))) {
                doneAt.put(id, now);
            }
        }
    }

    @Override
    public synchronized List<Event> of(TenantId tenant, UserId user) {
        return events.stream()
                .filter(event -> event.tenant().equals(tenant) && event.user().equals(user))
                .toList();
    }

    @Override
    public synchronized int forgetDone(Instant before) {
        List<Event> forgotten = events.stream()
                .filter(event -> doneAt.getOrDefault(event.id(), Instant.MAX).isBefore(before))
                .toList();
        events.removeAll(forgotten);
        forgotten.forEach(event -> doneAt.remove(event.id()));
        return forgotten.size();
    }
}
