package dev.partyline.inmemory.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.LinePreference.Near;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.Registries;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.inmemory.history.GatedPool;
import dev.partyline.inmemory.history.GatedStore;
import dev.partyline.inmemory.history.Wiring;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.Retirement;
import dev.partyline.ports.Retirement.Verdict;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lines, with users of several projects, and an operator. */
final class LinesWorld {
    static final Line SAN_FRANCISCO = line("+14155550101");

    /** Of the same area: its code overlays the other one. */
    static final Line SAN_FRANCISCO_TOO = line("+16285550101");

    static final Line NEW_YORK = line("+12125550101");
    static final Line LONDON = line("+442079460101");
    static final Line BERLIN = line("+493012345678");

    /** It takes a line from anywhere. */
    static final ProjectId ANYWHERE = project(1);

    static final ProjectId NEIGHBOUR = project(2);

    /** It wants a line of the area first. */
    static final ProjectId NEAR = project(3);

    /** It wants a line of the country, or none. */
    static final ProjectId AT_HOME = project(4);

    static final Duration LEASE = Duration.ofMinutes(1);
    static final Duration KEPT = Duration.ofDays(30);

    final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    final InMemoryPhonePool pool;

    /** The users, as they are kept. */
    final UserStore kept;

    final UserRegistry users;
    final LineRegistry lines;
    private final Map<ProjectId, Project> projects = new ConcurrentHashMap<>();

    static LinesWorld of(Wiring wiring, PoolLine... lines) {
        return of(wiring, Gate.OPEN, lines);
    }

    /** The same, with a gate in front of the store and the pool. */
    static LinesWorld of(Wiring wiring, Gate gate, PoolLine... lines) {
        return new LinesWorld(wiring, gate, KEPT, List.of(lines));
    }

    LinesWorld(Wiring wiring, Gate gate, Duration keepFormerPairs, List<PoolLine> poolLines) {
        for (ProjectId id : List.of(ANYWHERE, NEIGHBOUR, NEAR, AT_HOME)) {
            projects.put(id, Project.of(id));
        }
        projects.computeIfPresent(NEAR, (id, near) -> near.withLines(LinePreference.first(Near.AREA)));
        projects.computeIfPresent(AT_HOME, (id, near) -> near.withLines(LinePreference.only(Near.COUNTRY)));
        pool = InMemoryPhonePool.of(poolLines, clock, LEASE);
        boolean leased = wiring == Wiring.LEASED;
        kept = leased ? InMemoryUserStore.withoutLines() : InMemoryUserStore.withLines(pool);
        UserStore store = new GatedStore(kept, gate);
        GatedPool gated = new GatedPool(pool, gate);
        Tenants tenants = new Tenants() {
            @Override
            public Optional<Project> project(ProjectId id) {
                return Optional.ofNullable(projects.get(id));
            }

            @Override
            public boolean owns(ProjectId project, Line line) {
                return true;
            }
        };
        RegistryOptions options = RegistryOptions.DEFAULT.withClock(clock).keepingFormerPairs(keepFormerPairs);
        Registries registries =
                leased ? Registries.of(store, gated, tenants, options) : Registries.of(store, tenants, options);
        users = registries.users();
        lines = registries.lines();
    }

    static Line line(String number) {
        return Line.of(number).get();
    }

    private static ProjectId project(int number) {
        return ProjectId.of("00000000-0000-4000-8000-00000000000" + number).get();
    }

    /** One of San Francisco. */
    static PhoneNumber phone(int number) {
        return PhoneNumber.of(String.format("+1415555%04d", 2_000 + number)).get();
    }

    void change(Project project) {
        projects.put(project.id(), project);
    }

    NewSharedUser request(ProjectId project, PhoneNumber phone) {
        return NewSharedUser.of(
                        Optional.ofNullable(projects.get(project)).orElseThrow(), phone.e164(), GivenProfile.NONE)
                .get();
    }

    /** Each is created later than those before it. */
    SharedUser create(ProjectId project, PhoneNumber phone, Line line) {
        clock.advance(Duration.ofMillis(1));
        return users.create(request(project, phone).onLine(line)).get().user();
    }

    DedicatedUser createDedicated(ProjectId project, PhoneNumber phone, Line line) {
        clock.advance(Duration.ofMillis(1));
        return NewDedicatedUser.of(
                        Optional.ofNullable(projects.get(project)).orElseThrow(),
                        GivenPair.phone(phone.e164()).onLine(line.e164()),
                        GivenProfile.NONE)
                .flatMap(users::create)
                .get()
                .user();
    }

    AnyUser user(TenantId project, UserId id) {
        return kept.find(project, id).orElseThrow();
    }

    /** All of the line, page after page. */
    List<Verdict> retire(Line line) {
        return retire(line, 3);
    }

    List<Verdict> retire(Line line, int most) {
        List<Verdict> verdicts = new ArrayList<>();
        Optional<LinePosition> after = Optional.empty();
        do {
            Retirement page = lines.retire(line, after, most).orElseThrow();
            verdicts.addAll(page.verdicts());
            after = page.next();
        } while (after.isPresent());
        return verdicts;
    }

    List<LineUser> usersOn(Line line) {
        return kept.usersOn(line, Optional.empty(), Integer.MAX_VALUE);
    }

    /** P5: once leases have lapsed, the users of each line are the active users that have it. */
    void assertNothingLeaks() {
        clock.advance(LEASE);
        while (users.sweep() > 0) {
            clock.advance(LEASE);
        }
        pool.page(Optional.empty(), 100)
                .forEach(line -> assertThat(line.users())
                        .as("the users of %s", line)
                        .isEqualTo((int) usersOn(line.line()).stream()
                                .filter(SharedUser.class::isInstance)
                                .count()));
    }
}
