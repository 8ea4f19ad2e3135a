package com.example.ownstore;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The events of a {@link HashMapUserStore}, in the order in which they happened. Guarded by the store. */
final class ListedEvents implements Events {
    private final Object store;
    private final List<Event> kept = new ArrayList<>();
    private final Map<EventId, Instant> leasedUntil = new HashMap<>();
    private final Map<EventId, Instant> done = new HashMap<>();

    private record User(TenantId tenant, UserId id) {}

    ListedEvents(Object store) {
        this.store = store;
    }

    void add(Event event) {
        kept.add(event);
    }

    /** What is told of an erased user has no values, though it was told with them before. */
    void forgetValues(TenantId tenant, UserId user) {
        kept.replaceAll(
                event -> event.tenant().equals(tenant) && event.user().equals(user) ? event.withoutValues() : event);
    }

    @Override
    public List<Event> lease(int most, Instant now, Instant until) {
        synchronized (store) {
            List<Event> leased = new ArrayList<>();
            Set<User> seen = new HashSet<>();
            for (Event event : kept) {
                boolean isDue = !done.containsKey(event.id())
                        && seen.add(new User(event.tenant(), event.user()))
                        && !leasedUntil.getOrDefault(event.id(), Instant.MIN).isAfter(now);
                if (isDue && leased.size() < most) {
                    leasedUntil.put(event.id(), until);
                    leased.add(event);
                }
            }
            return leased;
        }
    }

    @Override
    public void done(Collection<EventId> events, Instant now) {
        synchronized (store) {
            events.stream()
                    .sorted(Comparator.comparing(EventId::version))
                    .filter(this::isFirst)
                    .forEach(event -> done.putIfAbsent(event, now));
        }
    }

    /** Whether it is there, and each event of its user before it is done. */
    private boolean isFirst(EventId id) {
        List<Event> ofUser = of(id.tenant(), id.user());
        return ofUser.stream().anyMatch(event -> event.id().equals(id))
                && ofUser.stream().allMatch(event -> event.version() >= id.version() || done.containsKey(event.id()));
    }

    @Override
    public int notDone(int most) {
        synchronized (store) {
            return (int) kept.stream()
                    .filter(event -> !done.containsKey(event.id()))
                    .limit(Math.max(0, most))
                    .count();
        }
    }

    @Override
    public List<Event> of(TenantId tenant, UserId user) {
        synchronized (store) {
            return kept.stream()
                    .filter(event ->
                            event.tenant().equals(tenant) && event.user().equals(user))
                    .toList();
        }
    }

    @Override
    public int forgetDone(Instant before) {
        synchronized (store) {
            int former = kept.size();
            kept.removeIf(event ->
                    done.containsKey(event.id()) && done.get(event.id()).isBefore(before));
            return former - kept.size();
        }
    }
}
