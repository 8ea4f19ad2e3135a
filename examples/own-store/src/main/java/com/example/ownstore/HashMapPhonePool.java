package com.example.ownstore;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
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
import java.util.OptionalInt;
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

    /** What an operator says of a line. */
    private record Setting(LineState state, int capacity) {}

    private final Map<Line, Setting> lines = new HashMap<>();
    private final InstantSource clock;
    private final Duration lease;
    private final Map<ChangeId, Place> places = new HashMap<>();

    /** A pool of these lines, each with the most users that it may have. */
    public HashMapPhonePool(Map<Line, Integer> capacities, InstantSource clock, Duration lease) {
        capacities.forEach((line, capacity) -> lines.put(line, new Setting(LineState.OPEN, capacity)));
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
                .filter(place -> place.state().isWaitedFor() && !request.taken().contains(place.line()))
                .anyMatch(place -> wouldTake(place.line(), request.wish(), waitedFor(place.line())));
        return mayComeBack ? new Lease.Contended() : new Lease.Exhausted();
    }

    private Optional<Line> newPlace(LeaseRequest request) {
        Optional<Line> best = choose(request.taken(), request.wish());
        best.ifPresent(line -> put(request.admission(), line, State.LEASED));
        return best;
    }

    @Override
    public synchronized Optional<Line> choose(Set<Line> taken, LineWish wish) {
        return lines.keySet().stream()
                .filter(line -> !taken.contains(line) && wouldTake(line, wish, 0))
                .min(bestFirst(wish));
    }

    /** How many places on the line may come free at any moment. */
    private int waitedFor(Line line) {
        return (int) places.values().stream()
                .filter(place -> place.state().isWaitedFor() && place.line().equals(line))
                .count();
    }

    /** Whether the line would take a user with this wish, had it so many users fewer. */
    private boolean wouldTake(Line line, LineWish wish, int fewer) {
        boolean isOpen = switch (lines.get(line).state()) {
            case OPEN, AT_RISK -> true;
            case RESERVED -> wish.named().isPresent();
            case DRAINING, RETIRED -> false;
        };
        return isOpen && users(line) - fewer < lines.get(line).capacity() && wish.allows(line, Locality.of(line));
    }

    private Comparator<Line> bestFirst(LineWish wish) {
        return Comparator.<Line, Boolean>comparing(line -> wish.avoided().equals(Optional.of(line)))
                .thenComparing(line -> lines.get(line).state() == LineState.AT_RISK)
                .thenComparing(line -> wish.choice(line).reason())
                .thenComparing(this::users);
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
    public synchronized List<LineUse> page(Optional<Line> after, int most) {
        return lines.keySet().stream()
                .sorted(Comparator.comparing(HashMapPhonePool::number))
                .filter(line -> after.isEmpty() || number(line) > number(after.get()))
                .limit(most)
                .map(this::use)
                .toList();
    }

    private static long number(Line line) {
        return Long.parseLong(line.e164().substring(1));
    }

    private LineUse use(Line line) {
        Setting setting = lines.get(line);
        return new LineUse(line, setting.state(), setting.capacity(), users(line));
    }

    @Override
    public synchronized Optional<LineUse> find(Line line) {
        return lines.containsKey(line) ? Optional.of(use(line)) : Optional.empty();
    }

    @Override
    public synchronized Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
        lines.computeIfPresent(
                line,
                (same, setting) -> new Setting(state.orElse(setting.state()), capacity.orElse(setting.capacity())));
        return find(line);
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

    private int users(Line line) {
        return (int) places.values().stream()
                .filter(place -> place.line().equals(line))
                .count();
    }
}
