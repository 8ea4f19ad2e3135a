package dev.partyline.inmemory;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.PoolUse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines by the number of their users, so that the least loaded one is found without looking at the others (rule
 * P3). Lines of the same load take turns. Not safe for use by several threads; the pool guards it.
 */
final class LineLoads {
    private final Map<Line, Load> lines = new HashMap<>();

    /** The lines that take new users, by how many they have: for each number, the head of their ring. */
    private final TreeMap<Integer, Link> offered = new TreeMap<>();

    /** A member of a ring; alone, it is its own neighbour. */
    private static class Link {
        private Link previous = this;
        private Link next = this;

        void insertBefore(Link other) {
            previous = other.previous;
            next = other;
            previous.next = this;
            next.previous = this;
        }

        void remove() {
            previous.next = next;
            next.previous = previous;
            previous = this;
            next = this;
        }

        boolean isAlone() {
            return next == this;
        }
    }

    private static final class Load extends Link {
        final Line line;
        final int capacity;
        LineState state = LineState.OPEN;
        int users;

        Load(PoolLine line) {
            this.line = line.line();
            this.capacity = line.capacity();
        }

        boolean takesUsers() {
            return state == LineState.OPEN && users < capacity;
        }
    }

    void add(PoolLine added) {
        if (!lines.containsKey(added.line())) {
            Load load = new Load(added);
            lines.put(added.line(), load);
            offer(load);
        }
    }

    PoolUse use() {
        int open = 0;
        int full = 0;
        long users = 0;
        for (Load load : lines.values()) {
            users += load.users;
            open += load.state == LineState.OPEN ? 1 : 0;
            full += load.state == LineState.OPEN && !load.takesUsers() ? 1 : 0;
        }
        return new PoolUse(open, full, users);
    }

    void setState(Line line, LineState state) {
        Load load = lines.get(line);
        if (load != null) {
            withdraw(load);
            load.state = state;
            offer(load);
        }
    }

    boolean isOpen(Line line) {
        Load load = lines.get(line);
        return load != null && load.state == LineState.OPEN;
    }

    int usersOf(Line line) {
        Load load = lines.get(line);
        return load == null ? 0 : load.users;
    }

    /** The line on which there is one user more now, or null where none may be had. */
    @Nullable
    Line take(Set<Line> taken, LineWish wish) {
        Load chosen = choose(taken, wish);
        if (chosen == null) {
            return null;
        }
        withdraw(chosen);
        chosen.users++;
        offer(chosen);
        return chosen.line;
    }

    void giveBack(Line line) {
        Load load = lines.get(line);
        if (load != null) {
            withdraw(load);
            load.users--;
            offer(load);
        }
    }

    boolean hasLineOutside(Set<Line> taken) {
        return choose(taken, LineWish.NONE) != null;
    }

    private @Nullable Load choose(Set<Line> taken, LineWish wish) {
        Load preferred = lines.get(wish.preferred().orElse(null));
        if (preferred != null && preferred.takesUsers() && !taken.contains(preferred.line)) {
            return preferred;
        }
        Line avoided = wish.avoided().orElse(null);
        Load last = null;
        // By keys: an iterator would be one object more for each create.
        for (Integer load = leastLoad(); load != null; load = offered.higherKey(load)) {
            Link equallyLoaded = requireNonNull(offered.get(load));
            for (Link link = equallyLoaded.next; link != equallyLoaded; link = link.next) {
                Load candidate = (Load) link;
                if (taken.contains(candidate.line)) {
                    continue;
                }
                if (!candidate.line.equals(avoided)) {
                    return candidate;
                }
                last = candidate;
            }
        }
        return last;
    }

    private @Nullable Integer leastLoad() {
        return offered.isEmpty() ? null : offered.firstKey();
    }

    private void offer(Load load) {
        if (load.takesUsers()) {
            load.insertBefore(offered.computeIfAbsent(load.users, users -> new Link()));
        }
    }

    private void withdraw(Load load) {
        load.remove();
        Link equallyLoaded = offered.get(load.users);
        if (equallyLoaded != null && equallyLoaded.isAlone()) {
            offered.remove(load.users);
        }
    }
}
