package com.example.ownstore;

import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A pool in hash maps. Every call is one step under one lock. */
public final class HashMapPhonePool implements PhonePool {
    private enum State {
        /** Somebody is about to put a user here. */
        LEASED,
        /** A user is here. */
        HELD,
        /** Somebody is about to remove the user that is here. */
        REOPENED,
        /** The user is still here, and whoever meant to remove it may yet do so. */
        DOUBTFUL;

        boolean lapses() {
            return this != HELD;
        }

        boolean isWaitedFor() {
            return this == LEASED || this == REOPENED;
        }
    }

    private record Place(Version admission, Line line, State state, Instant lapse) {
        boolean hasLapsed(Instant now) {
            return state.lapses() && !lapse.isAfter(now);
        }
    }

    private final Map<Line, Integer> capacities;
    private final InstantSource clock;
    private final Duration lease;
    private final Map<ChangeId, Place> places = new HashMap<>();

    /** A pool of these lines, each with the most users that it may have. */
    public HashMapPhonePool(Map<Line, Integer> capacities, InstantSource clock, Duration lease) {
        this.capacities = Map.copyOf(capacities);
        this.clock = clock;
        this.lease = lease;
    }

    @Override
    public synchronized Lease lease(LeaseRequest request) {
        Optional<Line> line = Optional.ofNullable(places.get(request.place()))
                .map(Place::line)
                .or(() -> newPlace(request));
        if (line.isPresent()) {
            return new Lease.Granted(line.get());
        }
        boolean mayComeBack = places.values().stream()
                .anyMatch(
                        place -> place.state().isWaitedFor() && !request.taken().contains(place.line()));
        return mayComeBack ? new Lease.Contended() : new Lease.Exhausted();
    }

    private Optional<Line> newPlace(LeaseRequest request) {
        Comparator<Line> bestFirst = Comparator.<Line, Boolean>comparing(
                        line -> !request.wish().preferred().equals(Optional.of(line)))
                .thenComparing(line -> request.wish().avoided().equals(Optional.of(line)))
                .thenComparing(this::users);
        Optional<Line> best = capacities.keySet().stream()
                .filter(line -> hasRoom(line, request.taken()))
                .min(bestFirst);
        best.ifPresent(line -> put(request.admission(), line, State.LEASED));
        return best;
    }

    @Override
    public synchronized void confirm(ChangeId name) {
        Place place = places.get(name);
        if (place == null) {
            return;
        }
        if (place.state() == State.LEASED) {
            put(place.admission(), place.line(), State.HELD);
        } else if (place.hasLapsed(clock.instant())) {
            put(place.admission(), place.line(), State.DOUBTFUL);
        }
    }

    @Override
    public synchronized void reopen(ChangeId name) {
        Place place = places.get(name);
        if (place != null) {
            put(place.admission(), place.line(), State.REOPENED);
        }
    }

    @Override
    public synchronized void release(ChangeId name) {
        places.remove(name);
    }

    @Override
    public synchronized boolean hasLineOutside(Set<Line> taken) {
        return capacities.keySet().stream().anyMatch(line -> hasRoom(line, taken));
    }

    @Override
    public synchronized List<Version> lapsed(int limit) {
        Instant now = clock.instant();
        return places.values().stream()
                .filter(place -> place.hasLapsed(now))
                .sorted(Comparator.comparing(Place::lapse))
                .limit(limit)
                .map(Place::admission)
                .toList();
    }

    private void put(Version admission, Line line, State state) {
        places.put(
                admission.by(),
                new Place(admission, line, state, clock.instant().plus(lease)));
    }

    private boolean hasRoom(Line line, Set<Line> taken) {
        return !taken.contains(line) && users(line) < capacities.get(line);
    }

    private long users(Line line) {
        return places.values().stream()
                .filter(place -> place.line().equals(line))
                .count();
    }
}
