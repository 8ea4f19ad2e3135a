package dev.partyline.inmemory.history;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import java.time.Duration;
import java.util.Optional;

/** What the registry asks of others, and what others change: the same for the real world and for the model of it. */
interface Surroundings {
    Optional<Project> project(ProjectId id);

    void change(Project project);

    void own(ProjectId project, Line line, boolean owns);

    void add(PoolLine line);

    void setState(Line line, LineState state);

    void tick(Duration time);
}
