package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import java.util.Optional;

/** Which tenants there are, and what they have chosen (rule T3). The registry asks once for each request and keeps nothing. */
@FunctionalInterface
public interface Tenants {
    /** The project as it is now, or nothing where there is none with this id. */
    Optional<Project> project(ProjectId id);
}
