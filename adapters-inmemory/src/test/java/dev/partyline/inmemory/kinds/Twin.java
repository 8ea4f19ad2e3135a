package dev.partyline.inmemory.kinds;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.RunName;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.Registries;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.inmemory.history.ForwardingEvents;
import dev.partyline.inmemory.history.ForwardingStore;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.ports.Cell;
import dev.partyline.ports.Cells;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.CellDirectory;
import dev.partyline.ports.driven.CellName;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.MovableClock;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The tenants of {@link Surroundings}, over one store or over two cells: those with number 1 are in one, with a line of
 * the pool and a line of their own. All that is told is in words that both have in common.
 */
final class Twin {
    private static final List<Line> POOL =
            List.of(Surroundings.LINES.get(0), Line.of("+14155550109").get());
    private static final List<Line> LINES =
            Stream.concat(POOL.stream(), Surroundings.LINES.stream().skip(1)).toList();

    private static final CellName EVEN = new CellName("even");
    private static final CellName ODD = new CellName("odd");

    /** What is broken in a registry over cells, or in what it stands on. */
    enum Fault {
        NONE,
        /** R1: once they are put together, the directory names the other cell of a line. */
        LEADS_A_LINE_TO_ANOTHER_CELL,
        /** T3: the directory does not know the tenants of a cell. */
        KNOWS_NO_TENANT_OF_A_CELL,
        /** O4 */
        LEASES_NO_EVENT_OF_A_CELL,
        /** O4 */
        TELLS_A_CELL_OF_NO_EVENT_THAT_IS_DONE
    }

    private final UserRegistry registry;
    private final LineRegistry lines;
    private final MovableClock clock;
    private final Map<String, String> names = new HashMap<>();

    /** In the order in which they were seen first. */
    private final List<User> known = new ArrayList<>();

    private int runs;

    private Twin(Registries registries, MovableClock clock) {
        this.registry = registries.users();
        this.lines = registries.lines();
        this.clock = clock;
    }

    static Twin overOneStore() {
        MovableClock clock = new MovableClock(Surroundings.START);
        UserStore store = store(POOL);
        return new Twin(Registries.of(store, tenants(), options(clock)), clock);
    }

    static Twin overTwoCells(Fault fault) {
        MovableClock clock = new MovableClock(Surroundings.START);
        AtomicBoolean isPutTogether = new AtomicBoolean();
        CellDirectory directory = new CellDirectory() {
            @Override
            public Optional<CellName> cellOf(TenantId tenant) {
                return Twin.cellOf(tenant)
                        .filter(name -> fault != Fault.KNOWS_NO_TENANT_OF_A_CELL || name.equals(EVEN));
            }

            @Override
            public Optional<CellName> cellOf(Line line) {
                boolean lies = fault == Fault.LEADS_A_LINE_TO_ANOTHER_CELL && isPutTogether.get();
                return Twin.cellOf(line).map(name -> lies ? other(name) : name);
            }
        };
        Cells cells = Cells.of(
                Map.of(
                        EVEN, new Cell(store(POOL.subList(0, 1))),
                        ODD, new Cell(new FaultyCell(store(POOL.subList(1, 2)), fault))),
                directory,
                tenants(),
                options(clock));
        isPutTogether.set(true);
        return new Twin(new Registries(cells.users(), cells.lines()), clock);
    }

    private static CellName other(CellName name) {
        return name.equals(EVEN) ? ODD : EVEN;
    }

    private static Optional<CellName> cellOf(TenantId tenant) {
        return new Surroundings().find(tenant).map(known -> tenant.text().endsWith("1") ? ODD : EVEN);
    }

    /** The first line of the pool is of the even ones, as is the first line that projects own. */
    private static Optional<CellName> cellOf(Line line) {
        return Optional.of(LINES.indexOf(line))
                .filter(number -> number >= 0)
                .map(number -> number % 2 == 0 ? EVEN : ODD);
    }

    private static Surroundings tenants() {
        return new Surroundings() {
            @Override
            public boolean owns(ProjectId project, Line line) {
                return super.owns(project, line) && cellOf(project).equals(cellOf(line));
            }
        };
    }

    private static UserStore store(List<Line> pool) {
        return InMemoryUserStore.withLines(
                InMemoryPhonePool.of(pool.stream().map(PoolLine::unlimited).toList()));
    }

    private static RegistryOptions options(MovableClock clock) {
        return RegistryOptions.DEFAULT
                .withClock(clock)
                .withPasswords(new PlainHasher())
                .keepingFormerPairs(Duration.ZERO);
    }

    /** The answers to these creates, in their order. */
    List<Seen> created(List<Create> creates, boolean isRun) {
        List<Seen> answers = new ArrayList<>();
        if (isRun) {
            registry.createAll(run(), creates.stream().map(Twin::request).iterator())
                    .forEachRemaining(verdict -> answers.add(seen(verdict.answer())));
        } else {
            creates.forEach(create -> answers.add(created(request(create))));
        }
        return answers;
    }

    private <R extends Refusal, U extends User> Seen created(CreateRequest<R, U> request) {
        return seen(registry.create(request));
    }

    /** A name of its own for each run: rows of two runs are not the same. */
    private Run run() {
        return Run.named(RunName.of("run " + runs++).get());
    }

    /** Shared users name the line of their tenant: else they would get any line of the one store. */
    private static CreateRequest<? extends Refusal, ? extends User> request(Create create) {
        return create.kind() == UserKind.SHARED
                ? Requests.shared(create).onLine(POOL.get(create.tenant() % 2))
                : RunWorld.request(create);
    }

    /** The answers to these changes of users that are known, in their order. */
    List<Seen> changed(List<Patch> patches, boolean isRun) {
        List<Seen> answers = new ArrayList<>();
        if (known.isEmpty()) {
            return answers;
        }
        List<? extends ChangeRequest<? extends User>> requests =
                patches.stream().map(patch -> patch.request(known)).toList();
        if (isRun) {
            registry.changeAll(run(), requests.iterator())
                    .forEachRemaining(verdict -> answers.add(seen(verdict.answer())));
        } else {
            requests.forEach(request -> answers.add(changed(request)));
        }
        return answers;
    }

    private <U extends User> Seen changed(ChangeRequest<U> request) {
        return seen(registry.change(request));
    }

    /** What became of the users with these numbers. */
    List<String> deactivated(List<Integer> leaving) {
        clock.advance(Duration.ofSeconds(1));
        return leaving.stream()
                .filter(number -> !known.isEmpty())
                .map(number -> known.get(number % known.size()))
                .map(user -> registry.deactivate(user.tenant(), user.id())
                        .fold(Refusal::code, former -> named(Seen.row(former)).toString()))
                .toList();
    }

    /** All users with their histories, the lines with their users, and whom they lead to. */
    List<String> state() {
        List<String> state = new ArrayList<>();
        for (UserKind kind : UserKind.values()) {
            for (int tenant = 0; tenant <= Surroundings.UNKNOWN; tenant++) {
                TenantId id = Surroundings.tenant(kind, tenant);
                state.add(registry.usage(id).toString());
                registry.list(Listing.of(id, Listing.MAX_LIMIT).withDeactivated()).rows().stream()
                        .map(this::told)
                        .sorted()
                        .forEach(state::add);
            }
        }
        state.add(lines.lines(Optional.empty(), 1).toString());
        state.add(lines.lines(Optional.empty(), 10).toString());
        for (Line line : LINES) {
            state.add(lines.find(line).toString());
            lines.usersOn(line, Optional.empty(), 100).users().stream()
                    .map(user -> line + " has " + named(Seen.members(user)) + ", who is led to: " + isLedTo(user))
                    .sorted()
                    .forEach(state::add);
        }
        return state;
    }

    private boolean isLedTo(LineUser user) {
        return registry.find(user.phone(), user.line()).equals(Optional.of(user))
                && LINES.stream()
                        .flatMap(line -> registry.find(user.phone(), line).stream())
                        .anyMatch(user::equals);
    }

    private String told(AnyUser user) {
        return named(Seen.row(user))
                + registry.history(user.tenant(), user.id()).stream()
                        .map(Twin::told)
                        .toList()
                        .toString();
    }

    private static String told(Event event) {
        return event.version() + " " + event.happened() + event.fields();
    }

    /** The events that are told of each user until there are no more, in their order. */
    Map<String, List<String>> events() {
        Map<String, List<String>> told = new TreeMap<>();
        told.put("in all", List.of("" + registry.eventsNotDone(1_000)));
        for (int i = 0; i < 1_000; i++) {
            List<Event> leased = registry.leaseEvents(3, Duration.ofSeconds(1));
            leased.forEach(event -> told.computeIfAbsent(
                            event.tenant().text() + name(event.user().toString()), user -> new ArrayList<>())
                    .add(told(event)));
            registry.eventsDone(leased.stream().map(Event::id).toList());
            if (leased.isEmpty()) {
                break;
            }
        }
        return told;
    }

    private <U extends User> Seen seen(Either<? extends Refusal, Outcome<U>> answer) {
        answer.forEach(outcome -> {
            User user = outcome.user();
            if (known.stream().noneMatch(other -> other.id().equals(user.id()) && other.kind() == user.kind())) {
                known.add(user);
            }
        });
        Seen seen = Seen.outcome(answer);
        Map<String, String> user = named(seen.user());
        String what = names.keySet().stream().reduce(seen.what(), (said, id) -> said.replace(id, name(id)));
        return new Seen(what, user);
    }

    private Map<String, String> named(Map<String, String> members) {
        Map<String, String> named = new TreeMap<>(members);
        named.computeIfPresent("id", (member, id) -> name(id));
        return named;
    }

    /** Ids are named in the order in which they are seen. */
    private String name(String id) {
        return names.computeIfAbsent(id, first -> "user " + names.size());
    }

    /** A cell whose events have a fault. */
    private static final class FaultyCell extends ForwardingStore {
        private final Events events;

        FaultyCell(UserStore store, Fault fault) {
            super(store);
            this.events = new FaultyEvents(store.events(), fault);
        }

        @Override
        public Events events() {
            return events;
        }
    }

    private static final class FaultyEvents extends ForwardingEvents {
        private final Fault fault;

        FaultyEvents(Events events, Fault fault) {
            super(events);
            this.fault = fault;
        }

        @Override
        public List<Event> lease(int most, Instant now, Instant until) {
            return fault == Fault.LEASES_NO_EVENT_OF_A_CELL ? List.of() : super.lease(most, now, until);
        }

        @Override
        public void done(Collection<EventId> done, Instant now) {
            if (fault != Fault.TELLS_A_CELL_OF_NO_EVENT_THAT_IS_DONE) {
                super.done(done, now);
            }
        }
    }
}
