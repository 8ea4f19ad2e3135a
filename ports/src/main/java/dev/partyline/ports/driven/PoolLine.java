package dev.partyline.ports.driven;

import dev.partyline.domain.value.Line;

/**
 * A line of the pool (rule P4). Immutable.
 *
 * @param capacity the most users that the line may have, 0 or more
 */
public record PoolLine(Line line, int capacity) {
    /** A line that may have any number of users. */
    public static PoolLine unlimited(Line line) {
        return new PoolLine(line, Integer.MAX_VALUE);
    }
}
