package dev.partyline.ports.driven;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.value.Line;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The lines of a pool, for whoever operates them (rules P4, P8, P9). Each call is atomic. */
public interface Lines {

    /** No lines. */
    static Lines none() {
        return NoLines.ONLY;
    }

    /**
     * The line outside {@code taken} that a user with this wish would get now; empty if there is none. Takes nothing.
     */
    Optional<Line> choose(Set<Line> taken, LineWish wish);

    /**
     * The lines behind this one, in the order of their numbers (rule P9): as numbers, not as texts. So {@code
     * +4930123456} comes before {@code +12125550101}.
     *
     * @param after the last line of the page before; empty to begin
     * @param most how many at the most
     */
    List<LineUse> page(Optional<Line> after, int most);

    /** The line as it is now; empty if the pool does not have it. */
    Optional<LineUse> find(Line line);

    /**
     * Gives the line another state, another capacity, or both. From then on it takes users as these say. It keeps all
     * users that it has, also if they are more than its capacity.
     *
     * @param capacity the most users that it may have, 0 or more; {@link Integer#MAX_VALUE} for any number; empty to
     *     leave it
     * @return the line as it is then; empty if the pool does not have it
     */
    Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity);

    /** The same, of the state only. Nothing happens if the pool does not have the line. */
    default void setState(Line line, LineState state) {
        set(line, Optional.of(state), OptionalInt.empty());
    }
}
