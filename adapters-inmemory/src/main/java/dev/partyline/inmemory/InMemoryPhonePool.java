package dev.partyline.inmemory;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.PoolUse;
import dev.partyline.ports.driven.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pool in memory. Always gives one of the lines with the fewest users (rule P3), in a time that does not grow with
 * the number of lines. The first user who is to get a line near its phone (rule P7) waits until all lines are sorted by
 * their areas and countries. Usable as a {@link PhonePool} beside any store, or inside an {@link InMemoryUserStore};
 * one pool is for one of the two.
 */
public final class InMemoryPhonePool implements PhonePool {
    /** How long a lease holds unless it is confirmed, by default: far longer than a create takes. */
    public static final Duration DEFAULT_LEASE = Duration.ofMinutes(1);

    /**
     * Guards everything below. A store that takes a line, or gives one back, holds it until the line's user can be
     * seen, or is gone. So nobody is refused for want of a place whose user can't be seen yet, or is gone already.
     */
    final ReentrantLock lock = new ReentrantLock();

    private final LineLoads loads = new LineLoads();
    private final Map<ChangeId, Place> places = new HashMap<>();

    /** The places that lapse and when they do, in that order. */
    private final LinkedHashMap<ChangeId, Instant> leases = new LinkedHashMap<>();

    private final InstantSource clock;
    private final Duration lease;

    private static final class Place {
        final Version admission;
        final Line line;

        /** Whoever reopened it may end its use, however late: it never ceases to lapse. */
        boolean reopened;

        /** Whether it is a lease that is about to be confirmed or released. */
        boolean pending = true;

        Place(Version admission, Line line) {
            this.admission = admission;
            this.line = line;
        }
    }

    private InMemoryPhonePool(List<PoolLine> lines, InstantSource clock, Duration lease) {
        lines.forEach(loads::add);
        this.clock = clock;
        this.lease = lease;
    }

    /** A pool of these lines. Of two for the same line, the first counts. */
    public static InMemoryPhonePool of(List<PoolLine> lines) {
        return of(lines, InstantSource.system(), DEFAULT_LEASE);
    }

    /** The same, with a clock and a duration of leases of the host's. */
    public static InMemoryPhonePool of(List<PoolLine> lines, InstantSource clock, Duration lease) {
        return new InMemoryPhonePool(lines, clock, lease);
    }

    /** One line more. Nothing happens if the pool has it already. */
    public void add(PoolLine line) {
        run(() -> loads.add(line));
    }

    @Override
    public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
        return call(() -> Optional.ofNullable(loads.set(line, state, capacity)));
    }

    @Override
    public Optional<LineUse> find(Line line) {
        return call(() -> Optional.ofNullable(loads.find(line)));
    }

    @Override
    public List<LineUse> page(Optional<Line> after, int most) {
        return call(() -> loads.page(after, most));
    }

    /** How many places on the line are leased or confirmed. */
    public int usersOf(Line line) {
        return call(() -> loads.usersOf(line));
    }

    /** How much of the pool is used. */
    public PoolUse use() {
        return call(loads::use);
    }

    @Override
    public Lease lease(LeaseRequest request) {
        return call(() -> {
            Place held = places.get(request.place());
            if (held != null) {
                return new Lease.Granted(held.line);
            }
            Line line = loads.take(request.taken(), request.wish());
            if (line == null) {
                return mayComeBack(request) ? new Lease.Contended() : new Lease.Exhausted();
            }
            places.put(request.place(), new Place(request.admission(), line));
            startLease(request.place());
            return new Lease.Granted(line);
        });
    }

    /** Whether a lease is out that would help, were it released. */
    private boolean mayComeBack(LeaseRequest request) {
        Map<Line, Integer> pending = new HashMap<>();
        for (ChangeId name : leases.keySet()) {
            Place place = Objects.requireNonNull(places.get(name));
            if (place.pending) {
                pending.merge(place.line, 1, Integer::sum);
            }
        }
        pending.keySet().removeAll(request.taken());
        return pending.entrySet().stream()
                .anyMatch(entry -> loads.wouldTake(entry.getKey(), request.wish(), entry.getValue()));
    }

    @Override
    public void confirm(ChangeId place) {
        run(() -> {
            Place confirmed = places.get(place);
            Instant lapse = leases.get(place);
            if (confirmed == null || lapse == null) {
                return;
            }
            if (!confirmed.reopened) {
                leases.remove(place);
                confirmed.pending = false;
            } else if (!lapse.isAfter(clock.instant())) {
                startLease(place);
                confirmed.pending = false;
            }
        });
    }

    @Override
    public void reopen(ChangeId place) {
        run(() -> {
            Place reopened = places.get(place);
            if (reopened != null) {
                startLease(place);
                reopened.pending = true;
                reopened.reopened = true;
            }
        });
    }

    @Override
    public void release(ChangeId place) {
        run(() -> {
            Place released = places.remove(place);
            if (released != null) {
                leases.remove(place);
                loads.giveBack(released.line);
            }
        });
    }

    @Override
    public Optional<Line> choose(Set<Line> taken, LineWish wish) {
        return call(() -> Optional.ofNullable(loads.lineOutside(taken, wish)));
    }

    @Override
    public List<Version> lapsed(int limit) {
        return call(() -> {
            Instant now = clock.instant();
            List<Version> lapsed = new ArrayList<>();
            for (Map.Entry<ChangeId, Instant> entry : leases.entrySet()) {
                if (lapsed.size() == limit || entry.getValue().isAfter(now)) {
                    break;
                }
                lapsed.add(Objects.requireNonNull(places.get(entry.getKey())).admission);
            }
            return lapsed;
        });
    }

    /**
     * For a store that chooses lines inside its own step, under the {@link #lock}: a place without a name or a lease.
     *
     * @return null if no line may be had
     */
    @Nullable
    Line take(Set<Line> taken, LineWish wish) {
        return loads.take(taken, wish);
    }

    /** What {@link #take} took, under the {@link #lock}. */
    void giveBack(Line line) {
        loads.giveBack(line);
    }

    /** The answer, with the pool's lines as they stand meanwhile. */
    <T extends @Nullable Object> T still(Supplier<T> step) {
        return call(step);
    }

    private void startLease(ChangeId place) {
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

    private <T extends @Nullable Object> T call(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
