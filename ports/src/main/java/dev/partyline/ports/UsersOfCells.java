package dev.partyline.ports;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.DeactivationRefusal;
import dev.partyline.domain.answer.ErasureRefusal;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.Deactivation;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.Cells.Member;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The users of several cells: each request goes to the cell of its tenant, or of its line. */
final class UsersOfCells implements UserRegistry {
    private final Cells cells;
    private final AtomicInteger turn = new AtomicInteger();

    UsersOfCells(Cells cells) {
        this.cells = cells;
    }

    private UserRegistry in(TenantId tenant) {
        return cells.of(tenant).users();
    }

    @Override
    public <R extends Refusal, U extends User> Either<R, Outcome<U>> create(CreateRequest<R, U> request) {
        try {
            return in(request.tenant()).create(request);
        } finally {
            // Also if the directory failed.
            request.wipe();
        }
    }

    @Override
    public <R extends Refusal, U extends User> Either<R, Forecast<U>> foresee(CreateRequest<R, U> request) {
        return in(request.tenant()).foresee(request);
    }

    @Override
    public <U extends User> Either<ChangeRefusal, Outcome<U>> change(ChangeRequest<U> request) {
        try {
            return in(request.tenant()).change(request);
        } finally {
            request.wipe();
        }
    }

    @Override
    public <U extends User> Either<ChangeRefusal, Forecast<U>> foresee(ChangeRequest<U> request) {
        return in(request.tenant()).foresee(request);
    }

    @Override
    public <R extends Refusal, U extends User> Iterator<Verdict<R, U>> createAll(
            Run run, Iterator<? extends CreateRequest<? extends R, ? extends U>> requests) {
        return new Rows<CreateRequest<? extends R, ? extends U>, R, U>(
                run,
                requests,
                (request, key) -> cells.of(request.tenant()).users().row(request, key));
    }

    @Override
    public <U extends User> Iterator<Verdict<ChangeRefusal, U>> changeAll(
            Run run, Iterator<? extends ChangeRequest<? extends U>> requests) {
        return new Rows<ChangeRequest<? extends U>, ChangeRefusal, U>(
                run,
                requests,
                (request, key) -> cells.of(request.tenant()).users().row(request, key));
    }

    @Override
    public Either<DeactivationRefusal, DeactivatedUser> deactivate(Deactivation request) {
        return in(request.tenant()).deactivate(request);
    }

    @Override
    public Either<ErasureRefusal, ErasedUser> erase(Erasure request) {
        return in(request.tenant()).erase(request);
    }

    @Override
    public Optional<AnyUser> findInAnyState(TenantId tenant, UserId id) {
        return in(tenant).findInAnyState(tenant, id);
    }

    @Override
    public Map<Key, User> find(TenantId tenant, Collection<? extends Key> keys) {
        return in(tenant).find(tenant, keys);
    }

    @Override
    public Optional<Route> route(PhoneNumber phone, Line line) {
        return cells.of(line).flatMap(cell -> cell.users().route(phone, line));
    }

    @Override
    public Page list(Listing listing) {
        return in(listing.tenant()).list(listing);
    }

    @Override
    public Either<Refusal.UnknownTenant, Usage> usage(TenantId tenant) {
        return in(tenant).usage(tenant);
    }

    /** Each call begins with another cell, so that none has to wait until the others have no events. */
    @Override
    public List<Event> leaseEvents(int most, Duration time) {
        List<Member> inTurn = new ArrayList<>(cells.all());
        Collections.rotate(inTurn, turn.getAndIncrement());
        List<Event> leased = new ArrayList<>();
        UnavailableException failure = null;
        for (Member cell : inTurn) {
            try {
                leased.addAll(cell.users().leaseEvents(most - leased.size(), time));
            } catch (UnavailableException unavailable) {
                failure = unavailable;
            }
        }
        if (leased.isEmpty() && failure != null) {
            throw failure;
        }
        return leased;
    }

    @Override
    public void eventsDone(Collection<EventId> events) {
        Map<Member, List<EventId>> own = events.stream().collect(Collectors.groupingBy(id -> cells.of(id.tenant())));
        each(own.keySet(), cell -> {
            cell.users().eventsDone(own.getOrDefault(cell, List.of()));
            return cell;
        });
    }

    @Override
    public int eventsNotDone(int most) {
        int counted = 0;
        for (Member cell : cells.all()) {
            counted += cell.users().eventsNotDone(most - counted);
        }
        return counted;
    }

    @Override
    public List<Event> history(TenantId tenant, UserId id) {
        return in(tenant).history(tenant, id);
    }

    @Override
    public Either<Refusal.UnknownTenant, Rekeyed> rekey(TenantId tenant, Optional<ListPosition> after, int most) {
        return in(tenant).rekey(tenant, after, most);
    }

    /** The plan of a cell that had another than this library, if there is one. */
    @Override
    public int adoptPlan() {
        return each(cells.all(), cell -> cell.users().adoptPlan()).stream()
                .filter(plan -> plan != NumberingPlan.NUMBER)
                .findFirst()
                .orElse(NumberingPlan.NUMBER);
    }

    @Override
    public int sweep() {
        return each(cells.all(), cell -> {
                    int swept = cell.users().sweep();
                    cells.misplaced(cell).ifPresent(fault -> {
                        throw new UnavailableException(fault, Effect.UNKNOWN, null);
                    });
                    return swept;
                })
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The answers of these cells: that one fails keeps the others from nothing. */
    private static <T> List<T> each(Collection<Member> members, Function<Member, T> call) {
        List<T> answers = new ArrayList<>();
        UnavailableException failure = null;
        for (Member cell : members) {
            try {
                answers.add(call.apply(cell));
            } catch (UnavailableException unavailable) {
                failure = new UnavailableException(
                        "in the cell " + cell.name() + ": " + unavailable.getMessage(), Effect.UNKNOWN, unavailable);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return answers;
    }
}
