package dev.partyline.inmemory.contract;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** A pool as plain as can be, under one lock, sound but for its fault. */
final class PlainPool implements PhonePool {

    /** What is wrong with a pool. */
    enum Fault {
        NONE,
        THE_LINE_IS_CHOSEN_BEFORE_THE_STEP,
        THE_CAPACITY_IS_ONE_MORE,
        LINES_ARE_FILLED_ONE_AFTER_THE_OTHER,
        TAKEN_LINES_ARE_OFFERED,
        TAKEN_LINES_ARE_OFFERED_WHERE_WISHED_FOR,
        LAPSED_LEASES_ARE_GIVEN_AWAY,
        LAPSED_LEASES_ARE_TOLD_ONCE,
        A_LEASE_ASKED_FOR_AGAIN_IS_ANOTHER,
        A_RELEASE_IS_FORGOTTEN,
        A_RELEASE_COUNTS_TWICE,
        CONFIRMED_PLACES_LAPSE,
        REOPENED_PLACES_DO_NOT_LAPSE,
        CONFIRMING_ENDS_A_REOPENED_LEASE,
        LEASES_ARE_NOT_WAITED_FOR,
        EVERY_LEASE_IS_WAITED_FOR,
        AREAS_ARE_IGNORED,
        COUNTRIES_ARE_IGNORED,
        NEAR_FIRST_IS_TAKEN_FOR_NEAR_ONLY,
        NEAR_ONLY_IS_TAKEN_FOR_NEAR_FIRST,
        NEAR_LINES_ARE_FILLED_ONE_AFTER_THE_OTHER,
        LINES_AT_RISK_ARE_AS_GOOD_AS_OTHERS,
        NEAR_LINES_AT_RISK_COME_FIRST,
        LINES_AT_RISK_TAKE_NOBODY,
        LINES_AT_RISK_ARE_GIVEN_WHEREVER_THEY_ARE,
        RESERVED_LINES_ARE_OFFERED,
        RESERVED_LINES_ARE_GIVEN_TO_WHOEVER_PREFERS_THEM,
        RESERVED_LINES_TAKE_NOBODY,
        NAMED_LINES_ARE_PREFERRED_ONLY,
        NAMED_LINES_TAKE_USERS_IN_ANY_STATE,
        TAKEN_LINES_ARE_GIVEN_BY_NAME,
        CLOSED_LINES_TAKE_USERS,
        CLOSED_LINES_FORGET_THEIR_USERS,
        A_CHANGED_CAPACITY_IS_NOT_HEEDED,
        A_CHANGE_OF_STATE_FORGETS_THE_CAPACITY,
        A_CHANGE_OF_CAPACITY_OPENS_THE_LINE,
        LINES_ARE_MADE_BY_A_CHANGE,
        LINES_STAND_IN_THE_ORDER_OF_THEIR_TEXTS,
        PAGES_OF_LINES_BEGIN_WITH_THE_LAST_ONE,
        CLOSED_LINES_ARE_NOT_TOLD,
        CHOOSING_IGNORES_THE_WISH,
        ASKING_TAKES_A_PLACE
    }

    private final Fault fault;
    private final PlainLines lines;
    private final InstantSource clock;
    private final Duration lease;
    private final Map<ChangeId, Place> places = new LinkedHashMap<>();
    private final Map<ChangeId, Place> released = new LinkedHashMap<>();

    /** Users that are counted, and have no place. */
    private final Map<Line, Integer> lost = new HashMap<>();

    private static final class Place {
        final Version admission;
        final Line line;
        Optional<Instant> lapse;
        boolean reopened;
        boolean pending = true;

        Place(Version admission, Line line, Instant lapse) {
            this.admission = admission;
            this.line = line;
            this.lapse = Optional.of(lapse);
        }
    }

    PlainPool(Fault fault, Map<Line, Integer> capacities, InstantSource clock, Duration lease) {
        this.fault = fault;
        this.lines = new PlainLines(fault, capacities, this::users);
        this.clock = clock;
        this.lease = lease;
    }

    private boolean has(Fault one) {
        return fault == one;
    }

    private <T> T locked(Supplier<T> step) {
        synchronized (places) {
            return step.get();
        }
    }

    @Override
    public Lease lease(LeaseRequest request) {
        Optional<Place> held = locked(() -> Optional.ofNullable(places.get(request.place())));
        if (held.isPresent() && !has(Fault.A_LEASE_ASKED_FOR_AGAIN_IS_ANOTHER)) {
            return new Lease.Granted(held.get().line);
        }
        if (has(Fault.THE_LINE_IS_CHOSEN_BEFORE_THE_STEP)) {
            Optional<Line> chosen = locked(() -> choose(request));
            PlainStore.giveWay();
            return locked(() -> chosen.map(line -> take(request, line)).orElseGet(() -> none(request)));
        }
        return locked(() -> Optional.ofNullable(places.get(request.place()))
                .filter(place -> !has(Fault.A_LEASE_ASKED_FOR_AGAIN_IS_ANOTHER))
                .<Lease>map(place -> new Lease.Granted(place.line))
                .orElseGet(
                        () -> choose(request).map(line -> take(request, line)).orElseGet(() -> none(request))));
    }

    private Lease take(LeaseRequest request, Line line) {
        Place former = places.put(
                request.place(),
                new Place(request.admission(), line, clock.instant().plus(lease)));
        if (former != null) {
            lost.merge(former.line, 1, Integer::sum);
        }
        return new Lease.Granted(line);
    }

    private Lease none(LeaseRequest request) {
        boolean mayComeBack = places.values().stream()
                .filter(place -> place.pending && !request.taken().contains(place.line))
                .anyMatch(place -> has(Fault.EVERY_LEASE_IS_WAITED_FOR)
                        || lines.wouldTake(place.line, request.wish(), pendingOn(place.line)));
        return mayComeBack && !has(Fault.LEASES_ARE_NOT_WAITED_FOR) ? new Lease.Contended() : new Lease.Exhausted();
    }

    private int pendingOn(Line line) {
        return (int) places.values().stream()
                .filter(place -> place.pending && place.line.equals(line))
                .count();
    }

    private Optional<Line> choose(LeaseRequest request) {
        return lines.best(request.taken(), request.wish());
    }

    private int users(Line line) {
        Instant now = clock.instant();
        int leased = (int) places.values().stream()
                .filter(place -> place.line.equals(line))
                .filter(place -> !has(Fault.LAPSED_LEASES_ARE_GIVEN_AWAY)
                        || place.lapse.filter(at -> !at.isAfter(now)).isEmpty())
                .count();
        return leased + lost.getOrDefault(line, 0);
    }

    @Override
    public void confirm(ChangeId name) {
        locked(() -> {
            Place place = places.get(name);
            if (place != null && place.lapse.isPresent() && !has(Fault.CONFIRMED_PLACES_LAPSE)) {
                Instant now = clock.instant();
                if (!place.reopened || has(Fault.CONFIRMING_ENDS_A_REOPENED_LEASE)) {
                    place.lapse = Optional.empty();
                    place.pending = false;
                } else if (!place.lapse.get().isAfter(now)) {
                    place.lapse = Optional.of(now.plus(lease));
                    place.pending = false;
                }
            }
            return name;
        });
    }

    @Override
    public void reopen(ChangeId name) {
        locked(() -> {
            Place place = places.get(name);
            if (place != null && !has(Fault.REOPENED_PLACES_DO_NOT_LAPSE)) {
                place.lapse = Optional.of(clock.instant().plus(lease));
                place.reopened = true;
                place.pending = true;
            }
            return name;
        });
    }

    @Override
    public void release(ChangeId name) {
        locked(() -> {
            if (has(Fault.A_RELEASE_IS_FORGOTTEN) && places.containsKey(name) && !places.get(name).reopened) {
                places.get(name).lapse = Optional.empty();
                return name;
            }
            Place place = places.remove(name);
            if (place != null) {
                released.put(name, place);
            } else if (has(Fault.A_RELEASE_COUNTS_TWICE) && released.containsKey(name)) {
                lost.merge(released.get(name).line, -1, Integer::sum);
            }
            return name;
        });
    }

    @Override
    public Optional<Line> choose(Set<Line> taken, LineWish wish) {
        return locked(() -> lines.choose(taken, wish));
    }

    @Override
    public List<LineUse> page(Optional<Line> after, int most) {
        return locked(() -> lines.page(after, most));
    }

    @Override
    public Optional<LineUse> find(Line line) {
        return locked(() -> lines.find(line));
    }

    @Override
    public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
        return locked(() -> lines.set(line, state, capacity));
    }

    @Override
    public List<Version> lapsed(int limit) {
        return locked(() -> {
            Instant now = clock.instant();
            List<Place> lapsed = new ArrayList<>(places.values().stream()
                    .filter(place -> place.lapse.filter(at -> !at.isAfter(now)).isPresent())
                    .sorted(Comparator.comparing(place -> place.lapse.orElse(now)))
                    .limit(limit)
                    .toList());
            if (has(Fault.LAPSED_LEASES_ARE_TOLD_ONCE)) {
                lapsed.forEach(place -> place.lapse = Optional.empty());
            }
            return lapsed.stream().map(place -> place.admission).toList();
        });
    }
}
