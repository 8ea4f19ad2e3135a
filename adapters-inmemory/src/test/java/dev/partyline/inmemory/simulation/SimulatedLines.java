package dev.partyline.inmemory.simulation;

import dev.partyline.domain.answer.LineChoice.Reason;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.history.ForwardingPool;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PoolLine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The lines of a pool, as they were brought and as operators changed them: which of them may be given, and to whom. */
final class SimulatedLines {
    final InMemoryPhonePool pool;
    private final Map<Line, PoolLine> lines = new LinkedHashMap<>();

    /** What counts for one of several lines: the least is the one to give (L3, P3, P7, P8). */
    private record Rank(boolean avoided, boolean atRisk, Reason reason, int users) implements Comparable<Rank> {
        private static final Comparator<Rank> ORDER = Comparator.comparing(Rank::avoided)
                .thenComparing(Rank::atRisk)
                .thenComparing(Rank::reason)
                .thenComparing(Rank::users);

        @Override
        public int compareTo(Rank that) {
            return ORDER.compare(this, that);
        }
    }

    SimulatedLines(InstantSource clock, Duration lease) {
        pool = InMemoryPhonePool.of(List.of(), clock, lease);
    }

    /** The pool; what it gives and what it is told is seen. */
    PhonePool judged() {
        return new ForwardingPool(pool) {
            @Override
            public Lease lease(LeaseRequest request) {
                Lease lease = super.lease(request);
                if (lease instanceof Lease.Granted granted) {
                    isGiven(granted.line(), request.taken(), request.wish());
                }
                return lease;
            }

            @Override
            public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
                state.ifPresent(now -> lines.computeIfPresent(line, (same, before) -> before.in(now)));
                return super.set(line, state, capacity);
            }
        };
    }

    void add(PoolLine line) {
        lines.put(line.line(), line);
        pool.add(line);
    }

    boolean has(Line line) {
        return lines.containsKey(line);
    }

    LineState state(Line line) {
        return of(line).state();
    }

    private PoolLine of(Line line) {
        PoolLine known = lines.get(line);
        if (known == null) {
            throw new AssertionError("no line of the pool: " + line);
        }
        return known;
    }

    /** P1, P3, P4, P7, P8: just now, to somebody whose phone is on the taken lines. */
    void isGiven(Line line, Set<Line> taken, LineWish wish) {
        PoolLine given = of(line);
        if (!takes(given, wish) || pool.usersOf(line) > given.capacity()) {
            throw new AssertionError("given a place on a line that has none: " + line);
        }
        Rank rank = rank(given, pool.usersOf(line) - 1, wish);
        for (PoolLine other : lines.values()) {
            if (!other.equals(given)
                    && mayGive(other, taken, wish)
                    && rank(other, pool.usersOf(other.line()), wish).compareTo(rank) < 0) {
                throw new AssertionError("given a place on " + line + ", and not on " + other);
            }
        }
    }

    private static Rank rank(PoolLine line, int users, LineWish wish) {
        return new Rank(
                wish.avoided().equals(Optional.of(line.line())),
                line.state() == LineState.AT_RISK,
                wish.choice(line.line()).reason(),
                users);
    }

    /** Whether there is a line to be had now for somebody whose phone is on the taken ones. What is leased is had. */
    boolean areToBeHad(Set<Line> taken, LineWish wish) {
        return lines.values().stream().anyMatch(line -> mayGive(line, taken, wish));
    }

    private boolean mayGive(PoolLine line, Set<Line> taken, LineWish wish) {
        return !taken.contains(line.line()) && pool.usersOf(line.line()) < line.capacity() && takes(line, wish);
    }

    private static boolean takes(PoolLine line, LineWish wish) {
        boolean takesUsers = switch (line.state()) {
            case OPEN, AT_RISK -> true;
            case RESERVED -> wish.named().isPresent();
            case DRAINING, RETIRED -> false;
        };
        return takesUsers && wish.allows(line.line(), SimulatedCast.locality(line.line()));
    }
}
