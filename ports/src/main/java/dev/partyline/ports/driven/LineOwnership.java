package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;

/** Who owns which line (rule D1). The answer is what holds now; the registry keeps none of it. */
@FunctionalInterface
public interface LineOwnership {
    boolean owns(ProjectId project, Line line);
}
