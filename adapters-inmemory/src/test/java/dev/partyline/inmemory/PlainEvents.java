package dev.partyline.inmemory;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events of a plain store: a list, with what is leased and what is done. */
public class PlainEvents implements Events {
    private final List<Event> events = new ArrayList<>();
    private final Map<EventId, Instant> leasedUntil = new HashMap<>();
    private final Map<EventId, Instant> doneAt = new HashMap<>();

    /** The event of the change, which made this of its user. */
    public final synchronized void add(Change.Effective change, AnyUser made) {
        events.add(told(change, made));
        if (made instanceof ErasedUser) {
            events.replaceAll(event -> losesItsValues(event, made) ? event.withoutValues() : event);
        }
    }

    /** What is kept of an event. */
    protected Event told(Change.Effective change, AnyUser made) {
        return Event.of(change, made);
    }

    /** X2: whether it is one of the user that is erased. */
    protected boolean losesItsValues(Event event, AnyUser erased) {
        return event.tenant().equals(erased.tenant()) && event.user().equals(erased.id());
    }

    @Override
    public synchronized List<Event> lease(int most, Instant now, Instant until) {
        List<Event> free = events.stream()
                .filter(event -> !doneAt.containsKey(event.id()) && !isLeased(event.id(), now) && waitsForNone(event))
                .limit(Math.max(0, most))
                .toList();
        free.forEach(event -> leasedUntil.put(event.id(), until));
        return free;
    }

    protected final synchronized boolean isDone(EventId event) {
        return doneAt.containsKey(event);
    }

    protected final synchronized boolean isLeased(EventId event, Instant now) {
        return leasedUntil.getOrDefault(event, Instant.MIN).isAfter(now);
    }

    /** Whether every earlier event of its user is done. */
    protected boolean waitsForNone(Event event) {
        return events.stream()
                .filter(other ->
                        other.tenant().equals(event.tenant()) && other.user().equals(event.user()))
                .allMatch(other -> other.version() >= event.version() || doneAt.containsKey(other.id()));
    }

    @Override
    public synchronized void done(Collection<EventId> ids, Instant now) {
        List<EventId> inOrder =
                ids.stream().sorted(Comparator.comparing(EventId::version)).toList();
        for (EventId id : inOrder) {
            if (!doneAt.containsKey(id) && isNext(id)) {
                doneAt.put(id, now);
            }
        }
    }

    /** Whether it is there, and may be done. */
    protected boolean isNext(EventId id) {
        return events.stream().anyMatch(event -> event.id().equals(id) && waitsForNone(event));
    }

    @Override
    public synchronized int notDone(int most) {
        return (int)
                events.stream().filter(this::isCounted).limit(Math.max(0, most)).count();
    }

    protected boolean isCounted(Event event) {
        return !doneAt.containsKey(event.id());
    }

    @Override
    public synchronized List<Event> of(TenantId tenant, UserId user) {
        return ofAnyTenant(user).stream()
                .filter(event -> event.tenant().equals(tenant))
                .toList();
    }

    protected final synchronized List<Event> ofAnyTenant(UserId user) {
        return events.stream().filter(event -> event.user().equals(user)).toList();
    }

    @Override
    public synchronized int forgetDone(Instant before) {
        List<Event> forgotten =
                events.stream().filter(event -> isForgotten(event, before)).toList();
        events.removeAll(forgotten);
        forgotten.forEach(event -> doneAt.remove(event.id()));
        return forgotten.size();
    }

    protected boolean isForgotten(Event event, Instant before) {
        return doneAt.getOrDefault(event.id(), Instant.MAX).isBefore(before);
    }
}
