package dev.partyline.benchmarks;

import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryAllocatingUserStore;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.PoolLine;
import dev.partyline.ports.UserRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        return Project.of(ProjectId.parse(id.toString()).orElseThrow());
    }

    private static Line line(int index) {
        return Line.of("+1202555" + String.format("%07d", index)).get();
    }

    UserRegistry registry() {
        Map<ProjectId, Project> byId = projects.stream().collect(Collectors.toMap(Project::id, Function.identity()));
        InMemoryPhonePool pool =
                InMemoryPhonePool.of(lines.stream().map(PoolLine::unlimited).toList());
        return UserRegistry.over(
                new InMemoryAllocatingUserStore(pool),
                (project, line) -> false,
                id -> Optional.ofNullable(byId.get(id)));
    }

    /** The request for the user with this number, in one project after the other. */
    NewSharedUser request(int user) {
        Project project = projects.get(user % projects.size());
        return NewSharedUser.of(project, "+49" + (FIRST_PHONE + user), GivenProfile.NONE)
                .get();
    }
}
