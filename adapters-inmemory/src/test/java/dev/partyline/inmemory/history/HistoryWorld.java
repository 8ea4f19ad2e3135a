package dev.partyline.inmemory.history;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserIds;
import dev.partyline.testkit.contract.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** A registry and everything around it, all of it real but for the time. */
final class HistoryWorld implements Surroundings, Tenants {
    static final Duration LEASE = Duration.ofMinutes(1);
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final Map<ProjectId, Project> projects = new ConcurrentHashMap<>();
    private final Set<Script.Owned> owned = ConcurrentHashMap.newKeySet();
    private final Random random = new Random(4711);
    private final InMemoryPhonePool pool;
    private final UserRegistry registry;

    HistoryWorld(List<Integer> capacities, BiFunction<HistoryWorld, InMemoryPhonePool, UserRegistry> wiring) {
        Cast.AT_FIRST.forEach(this::change);
        owned.addAll(Script.Owned.AT_FIRST);
        pool = InMemoryPhonePool.of(poolLines(capacities), clock, LEASE);
        registry = wiring.apply(this, pool);
    }

    static List<PoolLine> poolLines(List<Integer> capacities) {
        return IntStream.range(0, capacities.size())
                .mapToObj(i -> new PoolLine(Cast.LINES.get(i), capacities.get(i)))
                .toList();
    }

    UserRegistry registry() {
        return registry;
    }

    InMemoryPhonePool pool() {
        return pool;
    }

    MovableClock clock() {
        return clock;
    }

    /** Random, so that the order of ids is not that of creation; the same in every run. */
    private UserIds ids() {
        return () -> new UserId(new UUID(random.nextLong(), random.nextLong()));
    }

    RegistryOptions options() {
        return RegistryOptions.DEFAULT.withClock(clock).withIds(ids()).keepingFormerPairs(Duration.ZERO);
    }

    @Override
    public boolean owns(ProjectId project, Line line) {
        return owned.contains(new Script.Owned(project, line));
    }

    /** Everybody that the listing tells of, page by page. */
    List<ModelledUser> list(Listing listing) {
        List<ModelledUser> people = new ArrayList<>();
        Optional<Page> page = Optional.of(registry.list(listing));
        while (page.isPresent()) {
            page.get().rows().forEach(row -> people.add(ModelledUser.of(row)));
            page = page.get().next().map(next -> registry.list(listing.from(next)));
        }
        return people;
    }

    /** Every active user of every project. */
    List<ModelledUser> everyone() {
        return Cast.PROJECTS.stream()
                .flatMap(project -> list(Listing.of(project, Listing.MAX_LIMIT)).stream())
                .toList();
    }

    @Override
    public Optional<Project> project(ProjectId id) {
        return Optional.ofNullable(projects.get(id));
    }

    @Override
    public void change(Project project) {
        projects.put(project.id(), project);
    }

    @Override
    public void own(ProjectId project, Line line, boolean owns) {
        Script.Owned pair = new Script.Owned(project, line);
        if (owns) {
            owned.add(pair);
        } else {
            owned.remove(pair);
        }
    }

    @Override
    public void add(PoolLine line) {
        pool.add(line);
    }

    @Override
    public void setState(Line line, LineState state) {
        pool.setState(line, state);
    }

    @Override
    public void tick(Duration time) {
        clock.advance(time);
    }
}
