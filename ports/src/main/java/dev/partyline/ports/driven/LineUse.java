package dev.partyline.ports.driven;

import dev.partyline.domain.value.Line;

/**
 * A line of the pool as it is now (rule P9). Immutable.
 *
 * @param capacity the most users that it may have; {@link Integer#MAX_VALUE} for any number
 * @param users how many it has, leased places included
 */
public record LineUse(Line line, LineState state, int capacity, int users) {}
