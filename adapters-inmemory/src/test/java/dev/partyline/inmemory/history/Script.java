package dev.partyline.inmemory.history;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import java.util.List;

/**
 * A whole history to be.
 *
 * @param capacities of the pool's first lines
 */
record Script(List<Integer> capacities, List<Command> commands) {
    /** Who owns which line when a history begins: two projects share one, and one of the lines is the pool's as well. */
    record Owned(ProjectId project, Line line) {
        static final List<Owned> AT_FIRST = List.of(
                new Owned(Cast.PROJECTS.get(0), Cast.LINES.get(2)),
                new Owned(Cast.PROJECTS.get(0), Cast.LINES.get(3)),
                new Owned(Cast.PROJECTS.get(2), Cast.LINES.get(3)));
    }
}
