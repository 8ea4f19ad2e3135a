package dev.partyline.inmemory.contract;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.inmemory.PlainEvents;
import dev.partyline.inmemory.contract.PlainStore.Fault;
import dev.partyline.ports.driven.Change.Happened;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The events of a {@link PlainStore}, sound but for its fault. */
final class FaultyEvents extends PlainEvents {
    private final Fault fault;
    private Instant position = Instant.MIN;

    FaultyEvents(Fault fault) {
        this.fault = fault;
    }

    private boolean has(Fault one) {
        return fault == one;
    }

    @Override
    protected Event told(Event event) {
        return has(Fault.A_REVIVAL_IS_TOLD_AS_A_CREATION) && event.happened() == Happened.REVIVED
                ? new Event(
                        event.tenant(),
                        event.user(),
                        event.kind(),
                        event.version(),
                        Happened.CREATED,
                        event.at(),
                        event.fields())
                : event;
    }

    @Override
    public synchronized List<Event> lease(int most, Instant now, Instant until) {
        if (has(Fault.READERS_REMEMBER_A_POSITION)) {
            List<Event> leased = super.lease(most, now, until);
            leased.forEach(event -> position = event.at().isAfter(position) ? event.at() : position);
            return leased;
        }
        int some = has(Fault.AS_MANY_EVENTS_AS_THERE_ARE_ARE_HANDED_OUT) ? Integer.MAX_VALUE : most;
        if (has(Fault.LEASES_OF_EVENTS_ARE_NOT_KEPT)) {
            return super.lease(some, Instant.MAX, until);
        }
        return super.lease(some, now, has(Fault.LEASES_OF_EVENTS_DO_NOT_END) ? Instant.MAX : until);
    }

    @Override
    protected boolean isNext(EventId event) {
        return has(Fault.EVENTS_ARE_DONE_IN_ANY_ORDER) || super.isNext(event);
    }

    @Override
    protected boolean waitsForNone(Event event) {
        return has(Fault.ALL_EVENTS_OF_A_USER_ARE_HANDED_OUT_AT_ONCE)
                || (super.waitsForNone(event) && event.at().isAfter(position));
    }

    @Override
    public synchronized void done(Collection<EventId> ids, Instant now) {
        super.done(
                ids.stream()
                        .filter(id -> !has(Fault.EVENTS_ARE_DONE_ONLY_WHILE_THEY_ARE_LEASED) || isLeased(id, now))
                        .toList(),
                now);
    }

    @Override
    protected boolean isCounted(Event event) {
        return super.isCounted(event)
                && !(has(Fault.LEASED_EVENTS_ARE_NOT_COUNTED) && isLeased(event.id(), Instant.MIN));
    }

    @Override
    public synchronized List<Event> of(TenantId tenant, UserId user) {
        return has(Fault.EVENTS_FORGET_THEIR_TENANT) ? ofAnyTenant(user) : super.of(tenant, user);
    }

    @Override
    protected boolean isForgotten(Event event, Instant before) {
        return has(Fault.EVENTS_ARE_DROPPED_THAT_ARE_NOT_DONE) || super.isForgotten(event, before);
    }
}
