package dev.partyline.inmemory;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Nearness;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.PoolUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines by the number of their users, so that the least loaded one is found without looking at the others (rule
 * P3): of all lines, and of each area and country (rule P7). Lines of the same load take turns. Not safe for use by
 * several threads; the pool guards it.
 */
final class LineLoads {
    private final Map<Line, Load> lines = new HashMap<>();

    /** By their numbers (rule P9). */
    private final TreeMap<Long, Load> byNumber = new TreeMap<>();

    private final Offers everywhere = new Offers();

    /** By area and by country, whose names differ; null until the first wish for a line that is near. */
    private @Nullable Map<String, Offers> near;

    /** The lines of one region that take new users. */
    private static final class Offers {
        final Rings open = new Rings();
        final Rings atRisk = new Rings();

        Rings of(LineState state) {
            return state == LineState.AT_RISK ? atRisk : open;
        }
    }

    /** A line in the rings of one region. */
    private static final class Member extends Rings.Link {
        final Load load;
        final Offers offers;

        Member(Load load, Offers offers) {
            this.load = load;
            this.offers = offers;
        }
    }

    private static final class Load {
        final Line line;
        final Member everywhere;
        List<Member> near = List.of();
        int capacity;
        LineState state;
        int users;

        Load(PoolLine line, Offers offers) {
            this.line = line.line();
            this.capacity = line.capacity();
            this.state = line.state();
            this.everywhere = new Member(this, offers);
        }

        boolean takesUsers() {
            return (state == LineState.OPEN || state == LineState.AT_RISK) && users < capacity;
        }

        boolean takesNamed() {
            return takesUsers() || (state == LineState.RESERVED && users < capacity);
        }

        LineUse use() {
            return new LineUse(line, state, capacity, users);
        }
    }

    void add(PoolLine added) {
        if (!lines.containsKey(added.line())) {
            Load load = new Load(added, everywhere);
            lines.put(added.line(), load);
            byNumber.put(number(added.line()), load);
            if (near != null) {
                index(load, near);
            }
            offer(load);
        }
    }

    private static long number(Line line) {
        return Long.parseLong(line.e164().substring(1));
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

    @Nullable
    LineUse set(Line line, Optional<LineState> state, OptionalInt capacity) {
        Load load = lines.get(line);
        if (load == null) {
            return null;
        }
        withdraw(load);
        load.state = state.orElse(load.state);
        load.capacity = capacity.orElse(load.capacity);
        offer(load);
        return load.use();
    }

    @Nullable
    LineUse find(Line line) {
        Load load = lines.get(line);
        return load == null ? null : load.use();
    }

    List<LineUse> page(Optional<Line> after, int most) {
        return byNumber.tailMap(after.map(LineLoads::number).orElse(0L), false).values().stream()
                .limit(most)
                .map(Load::use)
                .toList();
    }

    /** Whether the line would take a user with this wish, had it so many users fewer. */
    boolean wouldTake(Line line, LineWish wish, int fewer) {
        Load load = lines.get(line);
        if (load == null || load.users - fewer >= load.capacity || !wish.allows(line, Locality.of(line))) {
            return false;
        }
        return load.state == LineState.OPEN
                || load.state == LineState.AT_RISK
                || (load.state == LineState.RESERVED && wish.named().isPresent());
    }

    int usersOf(Line line) {
        Load load = lines.get(line);
        return load == null ? 0 : load.users;
    }

    /** The line on which there is one user more now, or null if none may be had. */
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

    /** The line that {@link #take} would take now; null if none may be had. */
    @Nullable
    Line lineOutside(Set<Line> taken, LineWish wish) {
        Load chosen = choose(taken, wish);
        return chosen == null ? null : chosen.line;
    }

    private @Nullable Load choose(Set<Line> taken, LineWish wish) {
        if (wish.named().isPresent()) {
            Load named = lines.get(wish.named().get());
            return named != null && named.takesNamed() && !taken.contains(named.line) ? named : null;
        }
        Load found = choose(LineState.OPEN, taken, wish);
        if (found == null) {
            found = choose(LineState.AT_RISK, taken, wish);
        }
        return found == null ? avoided(taken, wish) : found;
    }

    private static boolean isAllowed(Load load, LineWish wish) {
        return !wish.near().only() || wish.allows(load.line, Locality.of(load.line));
    }

    /** The avoided line, since there is no other. */
    private @Nullable Load avoided(Set<Line> taken, LineWish wish) {
        Load avoided = lines.get(wish.avoided().orElse(null));
        return avoided != null && avoided.takesUsers() && !taken.contains(avoided.line) && isAllowed(avoided, wish)
                ? avoided
                : null;
    }

    /**
     * Of the lines in this state (P8), the preferred one (L3), or else the least loaded one of the area, or else of the
     * country, or else of all (P7).
     */
    private @Nullable Load choose(LineState state, Set<Line> taken, LineWish wish) {
        Load preferred = lines.get(wish.preferred().orElse(null));
        if (preferred != null
                && preferred.state == state
                && preferred.takesUsers()
                && !taken.contains(preferred.line)
                && isAllowed(preferred, wish)) {
            return preferred;
        }
        Nearness asked = wish.near();
        if (asked.area().isPresent()) {
            Load found = leastLoaded(regions().get(asked.area().get()), state, taken, wish);
            if (found != null) {
                return found;
            }
        }
        if (asked.country().isPresent()) {
            Load found = leastLoaded(regions().get(asked.country().get()), state, taken, wish);
            if (found != null) {
                return found;
            }
        }
        return asked.only() ? null : leastLoaded(everywhere, state, taken, wish);
    }

    private static @Nullable Load leastLoaded(
            @Nullable Offers offers, LineState state, Set<Line> taken, LineWish wish) {
        if (offers == null) {
            return null;
        }
        Line avoided = wish.avoided().orElse(null);
        Rings.Link link = offers.of(state)
                .first(member ->
                        !taken.contains(((Member) member).load.line) && !((Member) member).load.line.equals(avoided));
        return link == null ? null : ((Member) link).load;
    }

    /** Looks at all lines at the first time, and never again. */
    private Map<String, Offers> regions() {
        if (near == null) {
            near = new HashMap<>();
            for (Load load : lines.values()) {
                withdraw(load);
                index(load, near);
                offer(load);
            }
        }
        return near;
    }

    private static void index(Load load, Map<String, Offers> regions) {
        Locality locality = Locality.of(load.line);
        load.near = new ArrayList<>(2);
        locality.area()
                .ifPresent(
                        area -> load.near.add(new Member(load, regions.computeIfAbsent(area, absent -> new Offers()))));
        locality.country()
                .ifPresent(country ->
                        load.near.add(new Member(load, regions.computeIfAbsent(country, absent -> new Offers()))));
    }

    private static void offer(Load load) {
        if (load.takesUsers()) {
            load.everywhere.offers.of(load.state).add(load.users, load.everywhere);
            for (Member member : load.near) {
                member.offers.of(load.state).add(load.users, member);
            }
        }
    }

    private static void withdraw(Load load) {
        load.everywhere.offers.of(load.state).remove(load.everywhere);
        for (Member member : load.near) {
            member.offers.of(load.state).remove(member);
        }
    }
}
