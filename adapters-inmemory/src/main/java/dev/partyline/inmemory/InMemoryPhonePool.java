package dev.partyline.inmemory;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.PhonePool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pool in memory. Always gives one of the lines with the fewest users (rule P3), in a time that does not grow with the number
 * of lines. Usable as a {@link PhonePool} beside any store, or inside an {@link InMemoryAllocatingUserStore}; one pool is for one
 * of the two.
 */
public final class InMemoryPhonePool implements PhonePool {
    /** How long a lease holds unless it is confirmed, by default: far longer than a create takes. */
    public static final Duration DEFAULT_LEASE = Duration.ofMinutes(1);

    /** Guards everything below, for as long as it takes to choose a line; no call out is made under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final LineLoads loads = new LineLoads();
    private final Map<PlaceId, Place> places = new HashMap<>();

    /** The places that are not confirmed and when they lapse, in that order. */
    private final LinkedHashMap<PlaceId, Instant> leases = new LinkedHashMap<>();

    private final InstantSource clock;
    private final Duration lease;

    private record Place(Lapsed holder, Line line) {}

    private InMemoryPhonePool(List<PoolLine> lines, InstantSource clock, Duration lease) {
        lines.forEach(loads::add);
        this.clock = clock;
        this.lease = lease;
    }

    /** A pool of these lines, all of them open. Of two for the same line, the first counts. */
    public static InMemoryPhonePool of(List<PoolLine> lines) {
        return of(lines, InstantSource.system(), DEFAULT_LEASE);
    }

    /** The same, with a clock and a duration of leases of the host's. */
    public static InMemoryPhonePool of(List<PoolLine> lines, InstantSource clock, Duration lease) {
        return new InMemoryPhonePool(lines, clock, lease);
    }

    /** Opens one line more. Nothing happens where the pool has it already. */
    public void add(PoolLine line) {
        run(() -> loads.add(line));
    }

    /** From now on the line takes new users or does not (rule P4). Nothing happens where the pool does not have it. */
    public void setState(Line line, LineState state) {
        run(() -> loads.setState(line, state));
    }

    /** How many places on the line are leased or confirmed. */
    public int usersOf(Line line) {
        return call(() -> loads.usersOf(line));
    }

    @Override
    public Lease lease(LeaseRequest request) {
        return call(() -> {
            Place held = places.get(request.place());
            if (held != null) {
                return new Lease.Granted(held.line());
            }
            Line line = loads.take(request.taken(), request.wish());
            if (line == null) {
                return leases.isEmpty() ? new Lease.Exhausted() : new Lease.Contended();
            }
            Lapsed holder = new Lapsed(request.place(), request.project(), request.user());
            places.put(request.place(), new Place(holder, line));
            startLease(request.place());
            return new Lease.Granted(line);
        });
    }

    @Override
    public void confirm(PlaceId place) {
        run(() -> leases.remove(place));
    }

    @Override
    public void reopen(PlaceId place) {
        run(() -> {
            if (places.containsKey(place)) {
                startLease(place);
            }
        });
    }

    @Override
    public void release(PlaceId place) {
        run(() -> {
            Place released = places.remove(place);
            if (released != null) {
                leases.remove(place);
                loads.giveBack(released.line());
            }
        });
    }

    @Override
    public boolean hasLineOutside(Set<Line> taken) {
        return call(() -> loads.hasLineOutside(taken));
    }

    @Override
    public List<Lapsed> lapsed(int limit) {
        return call(() -> {
            Instant now = clock.instant();
            List<Lapsed> lapsed = new ArrayList<>();
            for (Map.Entry<PlaceId, Instant> entry : leases.entrySet()) {
                if (lapsed.size() == limit || entry.getValue().isAfter(now)) {
                    break;
                }
                lapsed.add(requireNonNull(places.get(entry.getKey())).holder());
            }
            return lapsed;
        });
    }

    /** For a store that chooses lines inside its own step: a place without a name or a lease. */
    @Nullable
    Line take(Set<Line> taken, LineWish wish) {
        lock.lock();
        try {
            return loads.take(taken, wish);
        } finally {
            lock.unlock();
        }
    }

    /** What {@link #take} took. */
    void giveBack(Line line) {
        run(() -> loads.giveBack(line));
    }

    private void startLease(PlaceId place) {
        leases.remove(place);
        leases.put(place, clock.instant().plus(lease));
    }

    private void run(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T call(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
