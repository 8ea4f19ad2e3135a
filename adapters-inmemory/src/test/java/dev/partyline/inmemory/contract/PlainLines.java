package dev.partyline.inmemory.contract;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Nearness;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.Lines;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The lines of a {@link PlainPool} or a {@link PlainStore}, under its lock, sound but for the fault of that name. */
final class PlainLines implements Lines {

    /** What is wrong with lines. Whoever has them has a fault of the same name. */
    enum Fault {
        LINES_ARE_FILLED_ONE_AFTER_THE_OTHER,
        TAKEN_LINES_ARE_OFFERED,
        TAKEN_LINES_ARE_OFFERED_WHERE_WISHED_FOR,
        THE_CAPACITY_IS_ONE_MORE,
        WISHES_ARE_COMMANDS,
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

    private final String fault;
    private final Map<Line, LineState> states = new HashMap<>();
    private final Map<Line, Integer> capacities;
    private final Map<Line, Integer> firstCapacities;
    private final ToIntFunction<Line> users;

    /**
     * @param fault of whoever has the lines
     * @param users how many a line has
     */
    PlainLines(Enum<?> fault, Map<Line, Integer> capacities, ToIntFunction<Line> users) {
        this.fault = fault.name();
        this.capacities = new HashMap<>(capacities);
        this.firstCapacities = Map.copyOf(capacities);
        this.users = users;
    }

    private boolean has(Fault one) {
        return fault.equals(one.name());
    }

    boolean areNone() {
        return capacities.isEmpty();
    }

    /** Any of the lines, whether it has room or not. */
    Optional<Line> any() {
        return capacities.keySet().stream().findAny();
    }

    @Override
    public Optional<Line> choose(Set<Line> taken, LineWish wish) {
        Optional<Line> line = best(taken, has(Fault.CHOOSING_IGNORES_THE_WISH) ? LineWish.NONE : wish);
        if (has(Fault.ASKING_TAKES_A_PLACE)) {
            line.ifPresent(one -> capacities.merge(one, -1, Integer::sum));
        }
        return line;
    }

    /** The line that the next user with this wish gets. */
    Optional<Line> best(Set<Line> taken, LineWish wish) {
        if (has(Fault.WISHES_ARE_COMMANDS) && wish.preferred().isPresent()) {
            return wish.preferred();
        }
        return capacities.keySet().stream()
                .filter(line -> !isTaken(line, taken, wish) && wouldTake(line, wish, 0))
                .min(bestFirst(wish));
    }

    private boolean isTaken(Line line, Set<Line> taken, LineWish wish) {
        boolean isOffered = has(Fault.TAKEN_LINES_ARE_OFFERED)
                || (has(Fault.TAKEN_LINES_ARE_OFFERED_WHERE_WISHED_FOR) && isIt(line, wish.preferred()))
                || (has(Fault.TAKEN_LINES_ARE_GIVEN_BY_NAME) && isIt(line, wish.named()));
        return taken.contains(line) && !isOffered;
    }

    /** Whether the line would be given to a user with this wish, had it so many users fewer. */
    boolean wouldTake(Line line, LineWish wish, int fewer) {
        return takesUsers(line, wish) && users(line) - fewer < capacity(line) && isGoodEnough(line, wish);
    }

    private boolean takesUsers(Line line, LineWish wish) {
        boolean isNamed = wish.named().isPresent();
        return switch (state(line)) {
            case OPEN -> true;
            case AT_RISK -> !has(Fault.LINES_AT_RISK_TAKE_NOBODY);
            case RESERVED ->
                (isNamed && !has(Fault.RESERVED_LINES_TAKE_NOBODY))
                        || has(Fault.RESERVED_LINES_ARE_OFFERED)
                        || (isIt(line, wish.preferred())
                                && has(Fault.RESERVED_LINES_ARE_GIVEN_TO_WHOEVER_PREFERS_THEM));
            case DRAINING, RETIRED ->
                has(Fault.CLOSED_LINES_TAKE_USERS) || (isNamed && has(Fault.NAMED_LINES_TAKE_USERS_IN_ANY_STATE));
        };
    }

    private boolean isGoodEnough(Line line, LineWish wish) {
        if (wish.named().isPresent()) {
            return isIt(line, wish.named()) || has(Fault.NAMED_LINES_ARE_PREFERRED_ONLY);
        }
        boolean first = !wish.near().equals(Nearness.ANYWHERE) && !wish.near().only();
        if (first && has(Fault.NEAR_FIRST_IS_TAKEN_FOR_NEAR_ONLY)) {
            return isInArea(line, wish) || isInCountry(line, wish);
        }
        return wish.allows(line, Locality.of(line))
                || has(Fault.NEAR_ONLY_IS_TAKEN_FOR_NEAR_FIRST)
                || (state(line) == LineState.AT_RISK && has(Fault.LINES_AT_RISK_ARE_GIVEN_WHEREVER_THEY_ARE));
    }

    private Comparator<Line> bestFirst(LineWish wish) {
        Comparator<Line> bySafety = Comparator.comparing(
                line -> state(line) == LineState.AT_RISK && !has(Fault.LINES_AT_RISK_ARE_AS_GOOD_AS_OTHERS));
        Comparator<Line> byNearness = Comparator.<Line, Boolean>comparing(line -> !isInArea(line, wish))
                .thenComparing(line -> !isInCountry(line, wish));
        return Comparator.<Line, Boolean>comparing(line -> !isIt(line, wish.named()))
                .thenComparing(line -> isIt(line, wish.avoided()))
                .thenComparing(has(Fault.NEAR_LINES_AT_RISK_COME_FIRST) ? byNearness : bySafety)
                .thenComparing(bySafety)
                .thenComparing(line -> !isIt(line, wish.preferred()))
                .thenComparing(byNearness)
                .thenComparing(line -> isFilledFirst(wish) ? 0 : users(line));
    }

    private boolean isFilledFirst(LineWish wish) {
        return has(Fault.LINES_ARE_FILLED_ONE_AFTER_THE_OTHER)
                || (has(Fault.NEAR_LINES_ARE_FILLED_ONE_AFTER_THE_OTHER)
                        && !wish.near().equals(Nearness.ANYWHERE));
    }

    private static boolean isIt(Line line, Optional<Line> wished) {
        return wished.equals(Optional.of(line));
    }

    private boolean isInArea(Line line, LineWish wish) {
        return !has(Fault.AREAS_ARE_IGNORED)
                && isIn(wish.near().area(), Locality.of(line).area());
    }

    private boolean isInCountry(Line line, LineWish wish) {
        return !has(Fault.COUNTRIES_ARE_IGNORED)
                && isIn(wish.near().country(), Locality.of(line).country());
    }

    private static boolean isIn(Optional<String> asked, Optional<String> region) {
        return asked.isPresent() && asked.equals(region);
    }

    private LineState state(Line line) {
        return states.getOrDefault(line, LineState.OPEN);
    }

    private int capacity(Line line) {
        Map<Line, Integer> held = has(Fault.A_CHANGED_CAPACITY_IS_NOT_HEEDED) ? firstCapacities : capacities;
        return held.getOrDefault(line, 0) + (has(Fault.THE_CAPACITY_IS_ONE_MORE) ? 1 : 0);
    }

    private int users(Line line) {
        return users.applyAsInt(line);
    }

    @Override
    public List<LineUse> page(Optional<Line> after, int most) {
        Comparator<Line> order = has(Fault.LINES_STAND_IN_THE_ORDER_OF_THEIR_TEXTS)
                ? Comparator.comparing(Line::e164)
                : Comparator.comparing(PlainLines::number);
        int last = has(Fault.PAGES_OF_LINES_BEGIN_WITH_THE_LAST_ONE) ? 0 : 1;
        return capacities.keySet().stream()
                .sorted(order)
                .filter(line -> after.isEmpty() || order.compare(line, after.get()) >= last)
                .filter(line -> state(line) != LineState.RETIRED || !has(Fault.CLOSED_LINES_ARE_NOT_TOLD))
                .limit(most)
                .map(this::use)
                .toList();
    }

    private static long number(Line line) {
        return Long.parseLong(line.e164().substring(1));
    }

    private LineUse use(Line line) {
        boolean forgotten = has(Fault.CLOSED_LINES_FORGET_THEIR_USERS) && state(line) != LineState.OPEN;
        return new LineUse(line, state(line), capacities.getOrDefault(line, 0), forgotten ? 0 : users(line));
    }

    @Override
    public Optional<LineUse> find(Line line) {
        return Optional.of(line).filter(capacities::containsKey).map(this::use);
    }

    @Override
    public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
        if (capacities.containsKey(line) || has(Fault.LINES_ARE_MADE_BY_A_CHANGE)) {
            if (has(Fault.A_CHANGE_OF_STATE_FORGETS_THE_CAPACITY) && state.isPresent()) {
                capacities.put(line, firstCapacities.getOrDefault(line, 0));
            }
            if (has(Fault.A_CHANGE_OF_CAPACITY_OPENS_THE_LINE) && capacity.isPresent()) {
                states.remove(line);
            }
            state.ifPresent(other -> states.put(line, other));
            capacity.ifPresent(most -> capacities.put(line, most));
        }
        return find(line);
    }
}
