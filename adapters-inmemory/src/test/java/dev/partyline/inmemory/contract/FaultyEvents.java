package dev.partyline.inmemory.contract;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.inmemory.PlainEvents;
import dev.partyline.inmemory.contract.PlainStore.Fault;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Change.Happened;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    protected Event told(Change.Effective change, AnyUser made) {
        Event event = super.told(change, made);
        if (has(Fault.A_REVIVAL_IS_TOLD_AS_A_CREATION) && event.happened() == Happened.REVIVED) {
            return with(event, Happened.CREATED, event.values());
        }
        if (has(Fault.EVENTS_CARRY_NO_VALUES)
                || (has(Fault.REVIVALS_CARRY_NO_VALUES) && event.happened() == Happened.REVIVED)) {
            return event.withoutValues();
        }
        if (has(Fault.MOVES_CARRY_THE_USER_AS_IT_WAS) && change instanceof Change.Move move) {
            return with(event, event.happened(), Optional.of(move.before()));
        }
        return has(Fault.EVENTS_CARRY_VALUES_UNASKED) ? with(event, event.happened(), Optional.of(made)) : event;
    }

    private static Event with(Event event, Happened happened, Optional<AnyUser> values) {
        return new Event(
                event.tenant(),
                event.user(),
                event.kind(),
                event.version(),
                happened,
                event.at(),
                event.fields(),
                values);
    }

    @Override
    protected boolean losesItsValues(Event event, AnyUser erased) {
        return switch (fault) {
            case AN_ERASURE_KEEPS_THE_VALUES_OF_EVENTS -> false;
            case AN_ERASURE_KEEPS_THE_VALUES_OF_WHAT_IS_DONE ->
                super.losesItsValues(event, erased) && !isDone(event.id());
            case AN_ERASURE_KEEPS_THE_VALUES_OF_WHAT_IS_LEASED ->
                super.losesItsValues(event, erased) && !isLeased(event.id(), Instant.MIN);
            case AN_ERASURE_TAKES_THE_VALUES_OF_OTHER_TENANTS -> event.user().equals(erased.id());
            default -> super.losesItsValues(event, erased);
        };
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
        if (has(Fault.EVENTS_OF_ONE_ID_WAIT_FOR_EACH_OTHER)) {
            return ofAnyTenant(event.user()).stream()
                    .allMatch(other -> other.version() >= event.version() || isDone(other.id()));
        }
        return has(Fault.ALL_EVENTS_OF_A_USER_ARE_HANDED_OUT_AT_ONCE)
                || (super.waitsForNone(event) && event.at().isAfter(position));
    }

    @Override
    public synchronized void done(Collection<EventId> ids, Instant now) {
        super.done(
                ids.stream()
                        .flatMap(id -> has(Fault.EVENTS_OF_ONE_ID_ARE_DONE_TOGETHER) ? alike(id) : Stream.of(id))
                        .filter(id -> !has(Fault.EVENTS_ARE_DONE_ONLY_WHILE_THEY_ARE_LEASED) || isLeased(id, now))
                        .toList(),
                now);
    }

    private Stream<EventId> alike(EventId id) {
        return ofAnyTenant(id.user()).stream().map(Event::id).filter(other -> other.version() == id.version());
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
