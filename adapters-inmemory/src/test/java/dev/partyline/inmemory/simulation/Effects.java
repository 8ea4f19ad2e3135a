package dev.partyline.inmemory.simulation;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.Route;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Change.Happened;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.LinePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Every effect that became true, as the store had it in the same step; and what readers of events were told of it. */
final class Effects {
    private final Map<Whose, List<AnyUser>> states = new LinkedHashMap<>();
    private final Map<Whose, List<Event>> events = new HashMap<>();
    private final Map<Whose, Integer> done = new HashMap<>();
    private final Map<EventId, Instant> leasedUntil = new HashMap<>();

    /** Of all readers' clocks. */
    private Instant latest = Instant.MIN;

    /** A user of a tenant, whatever its state. */
    record Whose(TenantId tenant, UserId id) {}

    /** L6, O1: an effect makes the next version, and what happened shows in the states before and after it. */
    void became(Change.Effective change, AnyUser now) {
        Whose whose = new Whose(now.tenant(), now.id());
        List<AnyUser> versions = states.computeIfAbsent(whose, first -> new ArrayList<>());
        AnyUser before = versions.isEmpty() ? null : versions.get(versions.size() - 1);
        versions.add(now);
        check(now.version() == versions.size(), now + " is not version " + versions.size());
        events.computeIfAbsent(whose, first -> new ArrayList<>())
                .add(new Event(
                        now.tenant(),
                        now.id(),
                        now.kind(),
                        versions.size(),
                        happened(before, now),
                        change.at(),
                        change.fields(),
                        Optional.of(now).filter(user -> change.tellsValues())));
        if (now instanceof ErasedUser) {
            events(whose).replaceAll(Event::withoutValues);
        }
    }

    private static Happened happened(@Nullable AnyUser before, AnyUser now) {
        if (now instanceof User) {
            return before == null
                    ? Happened.CREATED
                    : before instanceof DeactivatedUser ? Happened.REVIVED : Happened.UPDATED;
        }
        return now instanceof DeactivatedUser ? Happened.DEACTIVATED : Happened.ERASED;
    }

    /**
     * O1, O3, O4: of each user the first one that is not done, and none that somebody else has. A reader whose clock is
     * behind is handed out what has lapsed by another reader's clock.
     */
    void leased(List<Event> told, Instant now, Instant until) {
        latest = now.isAfter(latest) ? now : latest;
        for (Event event : told) {
            Whose whose = whose(event.id());
            int next = done.getOrDefault(whose, 0);
            List<Event> all = events(whose);
            check(event.version() == next + 1, event + " is handed out while " + next + " are done");
            check(next < all.size() && all.get(next).equals(event), event + " is no event of an effect");
            check(!leasedUntil.getOrDefault(event.id(), Instant.MIN).isAfter(latest), event + " is leased already");
            leasedUntil.put(event.id(), until);
        }
    }

    /** O3: what is not the next one is not done. */
    void done(Collection<EventId> said) {
        for (EventId event : said) {
            Whose whose = whose(event);
            int next = done.getOrDefault(whose, 0);
            if (event.version() == next + 1 && next < events(whose).size()) {
                done.put(whose, next + 1);
            }
        }
    }

    /** O1, O5: one event for each effect and no other, in the order of versions. */
    void isHistory(Whose whose, List<Event> told) {
        check(told.equals(events(whose)), "the events of " + whose + " are " + told + " and not " + events(whose));
    }

    /** T2: through whichever tenant it is asked. */
    void areHistories(BiFunction<TenantId, UserId, List<Event>> history) {
        for (Whose whose : states.keySet()) {
            for (TenantId tenant : SimulatedCast.TENANTS) {
                isHistory(new Whose(tenant, whose.id()), history.apply(tenant, whose.id()));
            }
        }
    }

    /** O4: nothing is lost, once there are readers that do not die. */
    void areAllTold() {
        events.forEach((whose, all) -> {
            check(done.getOrDefault(whose, 0) == all.size(), "an event of " + whose + " was never handed out");
            all.forEach(event -> check(leasedUntil.containsKey(event.id()), event + " was never handed out"));
        });
    }

    /** P9: the active users that have the line now. */
    List<LineUser> usersOn(Line line) {
        return states.values().stream()
                .map(versions -> versions.get(versions.size() - 1))
                .filter(now -> now instanceof LineUser user && user.line().equals(line))
                .map(LineUser.class::cast)
                .sorted(Comparator.comparing(LinePosition::of))
                .toList();
    }

    /**
     * R1, R5: whom a phone and a line lead to at this time, if pairs lead for so long to whoever left them. Only an
     * active user has former pairs.
     */
    Optional<Route> route(Key.PhoneOnLine pair, Instant now, Duration keep) {
        List<Route> routes = new ArrayList<>();
        states.forEach((whose, versions) -> {
            Instant until = Instant.MIN;
            boolean has = false;
            for (int i = 0; i < versions.size(); i++) {
                boolean active = versions.get(i) instanceof User;
                boolean had = has;
                has = active && ((User) versions.get(i)).keys().contains(pair);
                until = !active || has
                        ? Instant.MIN
                        : had ? events(whose).get(i).at().plus(keep) : until;
            }
            if (versions.get(versions.size() - 1) instanceof User user && (has || until.isAfter(now))) {
                routes.add(new Route(user, !has));
            }
        });
        check(routes.size() < 2, "several users have " + pair + ": " + routes);
        return routes.stream().findFirst();
    }

    /** Every state that each user ever had. */
    Map<Whose, List<AnyUser>> states() {
        return states;
    }

    private List<Event> events(Whose whose) {
        return events.getOrDefault(whose, List.of());
    }

    private static Whose whose(EventId event) {
        return new Whose(event.tenant(), event.user());
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }
}
