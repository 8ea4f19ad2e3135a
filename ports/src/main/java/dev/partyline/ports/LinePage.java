package dev.partyline.ports;

import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineUse;
import java.util.List;
import java.util.Optional;

/**
 * A page of the lines of a pool, in the order of their numbers (rule P9). Immutable.
 *
 * @param next behind which line the next page goes on; empty if there is none
 */
public record LinePage(List<LineUse> lines, Optional<Line> next) {

    public LinePage {
        lines = List.copyOf(lines);
    }
}
