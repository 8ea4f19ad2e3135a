package dev.partyline.ports.driven;

import dev.partyline.domain.value.Line;

/**
 * A line as a host brings it to a pool (rules P4, P8). Immutable.
 *
 * @param capacity the most users that the line may have; with less than 1 it is given to nobody
 * @param state the state that it begins in
 */
public record PoolLine(Line line, int capacity, LineState state) {
    /** An open line. */
    public PoolLine(Line line, int capacity) {
        this(line, capacity, LineState.OPEN);
    }

    /** An open line that may have any number of users. */
    public static PoolLine unlimited(Line line) {
        return new PoolLine(line, Integer.MAX_VALUE);
    }

    /** The same line, beginning in this state. */
    public PoolLine in(LineState other) {
        return new PoolLine(line, capacity, other);
    }
}
