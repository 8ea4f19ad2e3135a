package dev.partyline.inmemory;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.Events;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events of the users (rules O1 to O5). They are kept in the users' slots, so that an effect and its event are one
 * write. What is kept here is only which slots have events that are not done.
 */
final class InMemoryEvents implements Events {
    /** Slots of new users, each leading to the one before it. Who creates a user waits for nobody. */
    private final AtomicReference<Slot> newSlots = new AtomicReference<>(Slot.END);

    /** Guards everything below, and what the slots say of events. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Slots whose first event that is not done may be leased. */
    private final Queue<Slot> ready = new ArrayDeque<>();

    /** In the order in which they were leased, so that the same calls always lead to the same events. */
    private final Map<Slot, Instant> leasedUntil = new LinkedHashMap<>();

    private final Queue<Done> done = new ArrayDeque<>();
    private final BiFunction<TenantId, UserId, @Nullable Slot> slots;

    private record Done(Slot slot, int version, Instant at) {}

    /** @param slots the slot of a user; null if there is none */
    InMemoryEvents(BiFunction<TenantId, UserId, @Nullable Slot> slots) {
        this.slots = slots;
    }

    /** The new slot has its first event. */
    void created(Slot slot) {
        newSlots.getAndUpdate(last -> {
            slot.next = last;
            return slot;
        });
    }

    /** The slot has one more event. If it had others that are not done, it has its turn already. */
    void changed(Slot slot) {
        lock.lock();
        try {
            if (slot.next == null && !leasedUntil.containsKey(slot)) {
                makeReady(slot);
            }
        } finally {
            lock.unlock();
        }
    }

    private void makeReady(Slot slot) {
        slot.next = Slot.END;
        ready.add(slot);
    }

    @Override
    public List<Event> lease(int most, Instant now, Instant until) {
        lock.lock();
        try {
            takeNewSlots();
            takeBack(now);
            List<Event> leased = new ArrayList<>();
            while (leased.size() < most && !ready.isEmpty()) {
                Slot slot = ready.remove();
                slot.next = null;
                Event event = slot.event(slot.done + 1);
                if (event != null) {
                    leasedUntil.put(slot, until);
                    leased.add(event);
                }
            }
            return leased;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest first. */
    private void takeNewSlots() {
        List<Slot> taken = new ArrayList<>();
        for (Slot slot = newSlots.getAndSet(Slot.END); slot != Slot.END; slot = Objects.requireNonNull(slot.next)) {
            taken.add(slot);
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            makeReady(taken.get(i));
        }
    }

    private void takeBack(Instant now) {
        leasedUntil.entrySet().removeIf(lease -> {
            boolean ended = !lease.getValue().isAfter(now);
            if (ended) {
                makeReady(lease.getKey());
            }
            return ended;
        });
    }

    @Override
    public void done(Collection<EventId> events, Instant now) {
        lock.lock();
        try {
            takeNewSlots();
            events.stream().sorted(Comparator.comparing(EventId::version)).forEach(event -> done(event, now));
        } finally {
            lock.unlock();
        }
    }

    private void done(EventId event, Instant now) {
        Slot slot = slots.apply(event.tenant(), event.user());
        if (slot == null || event.version() != slot.done + 1 || slot.version() <= slot.done) {
            return;
        }
        slot.done++;
        done.add(new Done(slot, slot.done, now));
        leasedUntil.remove(slot);
        if (slot.next == null && slot.version() > slot.done) {
            makeReady(slot);
        }
    }

    @Override
    public int notDone(int most) {
        lock.lock();
        try {
            takeNewSlots();
            long count = 0;
            Iterator<Slot> waiting =
                    Stream.concat(ready.stream(), leasedUntil.keySet().stream()).iterator();
            while (count < most && waiting.hasNext()) {
                Slot slot = waiting.next();
                count += slot.version() - slot.done;
            }
            return (int) Math.min(count, Math.max(0, most));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Event> of(TenantId tenant, UserId user) {
        Slot slot = slots.apply(tenant, user);
        if (slot == null) {
            return List.of();
        }
        lock.lock();
        try {
            return IntStream.rangeClosed(slot.forgotten + 1, slot.version())
                    .mapToObj(slot::event)
                    .filter(Objects::nonNull)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int forgetDone(Instant before) {
        lock.lock();
        try {
            int forgotten = 0;
            for (Done oldest = done.peek(); oldest != null && oldest.at.isBefore(before); oldest = done.peek()) {
                done.remove();
                oldest.slot.forget(oldest.version);
                forgotten++;
            }
            return forgotten;
        } finally {
            lock.unlock();
        }
    }
}
