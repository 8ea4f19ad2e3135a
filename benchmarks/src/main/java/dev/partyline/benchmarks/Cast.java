package dev.partyline.benchmarks;

import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** So many projects, none with a limit, lines, and phones that are different ones from each other. */
record Cast(List<Project> projects, List<Line> lines) {
    private static final int FIRST_PHONE = 1_000_000_000;

    static Cast of(int projects, int lines) {
        return new Cast(
                IntStream.range(0, projects).mapToObj(Cast::project).toList(),
                IntStream.range(0, lines).mapToObj(Cast::line).toList());
    }

    private static Project project(int index) {
        UUID id = new UUID(0x4000L + ((long) index << 32), 0x8000000000000000L);
        return Project.of(ProjectId.of(id.toString()).get());
    }

    private static Line line(int index) {
        return Line.of("+1202555" + String.format("%07d", index)).get();
    }

    UserRegistry registry() {
        InMemoryPhonePool pool =
                InMemoryPhonePool.of(lines.stream().map(PoolLine::unlimited).toList());
        return UserRegistry.of(InMemoryUserStore.withLines(pool), Tenants.of(projects.toArray(Tenant[]::new)));
    }

    /** The request for the user with this number, in one project after the other. */
    NewSharedUser request(int user) {
        Project project = projects.get(user % projects.size());
        return NewSharedUser.of(project, "+49" + (FIRST_PHONE + user), GivenProfile.NONE)
                .get();
    }
}
