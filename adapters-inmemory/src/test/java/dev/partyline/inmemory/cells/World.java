package dev.partyline.inmemory.cells;

import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.inmemory.history.GatedStore;
import dev.partyline.ports.Cell;
import dev.partyline.ports.Cells;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.CellDirectory;
import dev.partyline.ports.driven.CellName;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Two cells, of a project and its lines each. Any project owns any line, if anybody asks. */
final class World implements CellDirectory, Tenants {
    static final CellName EUROPE = new CellName("europe");
    static final CellName AMERICA = new CellName("america");

    static final Line LONDON = line("+442079460101");
    static final Line BERLIN = line("+493012345678");
    static final Line NEW_YORK = line("+12125550101");

    /** In no cell. */
    static final Line TOKYO = line("+81312345678");

    static final Project EUROPEAN = project(1).withEraseAfter(Duration.ofDays(1));
    static final Project AMERICAN = project(2).withEraseAfter(Duration.ofDays(1));

    /** In no cell, though the host knows it. */
    static final Project HOMELESS = project(3);

    final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    final RegistryOptions options = RegistryOptions.DEFAULT.withClock(clock);
    final Map<TenantId, CellName> tenants = new HashMap<>(Map.of(EUROPEAN.id(), EUROPE, AMERICAN.id(), AMERICA));
    final Map<Line, CellName> places = new HashMap<>(Map.of(LONDON, EUROPE, BERLIN, EUROPE, NEW_YORK, AMERICA));
    final Place europe = new Place(LONDON);
    final Place america = new Place(NEW_YORK);
    boolean isDirectoryBroken;
    final UserRegistry users;
    final LineRegistry lines;

    /** What a cell stands on, which may be down. */
    static final class Place implements Gate {
        final InMemoryPhonePool pool;
        final UserStore store;
        boolean isDown;

        Place(Line... lines) {
            pool = InMemoryPhonePool.of(
                    List.of(lines).stream().map(PoolLine::unlimited).toList());
            store = new GatedStore(InMemoryUserStore.withLines(pool), this);
        }

        @Override
        public <T> T pass(Supplier<T> call) {
            if (isDown) {
                throw new UnavailableException("down", Effect.NONE, null);
            }
            return call.get();
        }
    }

    World() {
        Cells cells = cells();
        users = cells.users();
        lines = cells.lines();
    }

    Cells cells() {
        return Cells.of(Map.of(EUROPE, new Cell(europe.store), AMERICA, new Cell(america.store)), this, this, options);
    }

    static Line line(String number) {
        return Line.of(number).get();
    }

    private static Project project(int number) {
        return Project.of(
                ProjectId.of("00000000-0000-4000-8000-00000000000" + number).get());
    }

    static String phone(int number) {
        return String.format("+4477009%05d", number);
    }

    static NewSharedUser request(Project project, int phone) {
        return NewSharedUser.of(project, phone(phone), GivenProfile.NONE).get();
    }

    SharedUser create(Project project, int phone) {
        return users.create(request(project, phone)).get().user();
    }

    static NewDedicatedUser dedicated(Project project, int phone, Line line) {
        return NewDedicatedUser.of(project, GivenPair.phone(phone(phone)).onLine(line.e164()), GivenProfile.NONE)
                .get();
    }

    @Override
    public Optional<CellName> cellOf(TenantId tenant) {
        return place(tenants, tenant);
    }

    @Override
    public Optional<CellName> cellOf(Line line) {
        return place(places, line);
    }

    private <K> Optional<CellName> place(Map<K, CellName> known, K one) {
        if (isDirectoryBroken) {
            throw new IllegalStateException(phone(1));
        }
        return Optional.ofNullable(known.get(one));
    }

    @Override
    public Optional<Project> project(ProjectId id) {
        return List.of(EUROPEAN, AMERICAN, HOMELESS).stream()
                .filter(project -> project.id().equals(id))
                .findFirst();
    }

    @Override
    public boolean owns(ProjectId project, Line line) {
        return true;
    }

    @Override
    public Collection<? extends Tenant> erasing() {
        return List.of(EUROPEAN, AMERICAN);
    }
}
