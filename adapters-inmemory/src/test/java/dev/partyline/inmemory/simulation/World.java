package dev.partyline.inmemory.simulation;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.LineState;
import dev.partyline.inmemory.PoolLine;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.AllocatingUserStore.Admitted;
import dev.partyline.ports.driven.AllocatingUserStore.LookedOrAdmitted;
import dev.partyline.ports.driven.LineOwnership;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A registry and everything around it: real, but for the time, the tenants, and what befalls the calls of its ports. */
final class World implements Gate, Tenants, LineOwnership {
    static final Duration LEASE = Duration.ofMinutes(1);

    /** Whoever tries again and again lets time pass. */
    private static final Duration A_LONG_PAUSE = Duration.ofSeconds(1);

    /** Fast, and the same each time, so that two users can be compared. */
    static final PasswordHasher PASSWORDS = new PasswordHasher() {
        @Override
        public PasswordHash hash(Password password) {
            return new PasswordHash("of " + String.valueOf(password.characters()));
        }

        @Override
        public boolean verify(Password password, PasswordHash hash) {
            return hash(password).equals(hash);
        }
    };

    private static final List<Duration> STRIDES = List.of(
            Duration.ofSeconds(1),
            LEASE.minusSeconds(1),
            LEASE,
            LEASE,
            LEASE,
            Duration.ofHours(24).minusSeconds(1),
            Duration.ofHours(24));

    final Trace trace;
    final InMemoryPhonePool pool;
    final UserRegistry registry;

    private final Random random;
    private final Map<ProjectId, Project> projects = new LinkedHashMap<>();
    private final Set<String> owned = new HashSet<>();
    private final Map<Line, PoolLine> lines = new HashMap<>();
    private final Map<Line, LineState> states = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int faultOnceIn;
    private int step;
    private long ids;
    private @Nullable Call running;
    private @Nullable UserStore users;

    /** Calls that are under way and may be about a line of the pool. */
    private final List<Call> askingForLines = new ArrayList<>();

    World(Random random, Wiring wiring, int faultOnceIn, Trace trace) {
        this.random = random;
        this.faultOnceIn = faultOnceIn;
        this.trace = trace;
        pool = InMemoryPhonePool.of(List.of(), () -> now, LEASE);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            add(Cast.LINES.get(i));
        }
        for (Project project : Cast.PROJECTS) {
            projects.put(project.id(), project);
            change(project.id());
            owned.add(project.id() + " " + Cast.LINES.get(3).e164());
        }
        registry = wiring.registry(this);
    }

    /** The store, without anything before it. */
    <S extends UserStore> S watching(S store) {
        users = store;
        return store;
    }

    RegistryOptions options() {
        return RegistryOptions.DEFAULT
                .withClock(this::tellTime)
                .withIds(this::giveId)
                .withPasswords(PASSWORDS);
    }

    // ------------------------------------------------------------------------------------------- what the ports answer

    /** A call of a port that others may come before, and that something may befall. */
    @Override
    public <T> T pass(Supplier<T> call) {
        Call mine = running();
        return mine.tape.next(() -> {
            Fault fault = Fault.drawn(random, faultOnceIn);
            try {
                fault.before();
                T answer = call.get();
                mine.saw(answer, step);
                check(answer);
                lookAtLines();
                trace.add(() -> "  " + Trace.of(answer) + (fault == Fault.NONE ? "" : ", " + fault));
                fault.after();
                return answer;
            } catch (RuntimeException | Fault.Crash failure) {
                mine.lost();
                trace.add(() -> "  " + fault);
                throw failure;
            }
        });
    }

    private Call running() {
        return Objects.requireNonNull(running, "ports are asked only by calls");
    }

    private Instant tellTime() {
        Call mine = running();
        // What the registry pauses between two attempts is no part of the schedule: this makes the pause end at once.
        LockSupport.unpark(Thread.currentThread());
        return mine.tape.nextAtOnce(() -> {
            if (mine.isLong()) {
                advance(A_LONG_PAUSE);
            }
            mine.isTold(now);
            return now;
        });
    }

    private UserId giveId() {
        Call mine = running();
        return mine.tape.nextAtOnce(() -> {
            // Mixed, so that the order of ids is not that of creation.
            UserId id = new UserId(new UUID(++ids * 0x9E3779B97F4A7C15L, ids));
            mine.isGiven(id);
            return id;
        });
    }

    @Override
    public Optional<Project> project(ProjectId id) {
        return pass(() -> {
            Project project = Objects.requireNonNull(projects.get(id));
            running().isTold(project);
            return Optional.of(project);
        });
    }

    @Override
    public boolean owns(ProjectId project, Line line) {
        return pass(() -> {
            boolean owns = owned.contains(project + " " + line.e164());
            running().isToldOfLine(owns);
            return owns;
        });
    }

    @Override
    public boolean hasCustomer(ConsoleProjectId project, CustomerId customer) {
        return pass(() -> {
            boolean known = Cast.CUSTOMERS.contains(customer);
            running().isToldOfCustomer(known);
            return known;
        });
    }

    @Override
    public Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
        return pass(() -> only(Cast.CONSOLE_PROJECTS, id));
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return pass(() -> only(Cast.ACCOUNTS, id));
    }

    @Override
    public Optional<App> app(AppId id) {
        return pass(() -> only(Cast.APPS, id));
    }

    private static <T extends Tenant> Optional<T> only(List<T> tenants, Object id) {
        return tenants.stream().filter(tenant -> tenant.id().equals(id)).findFirst();
    }

    /** P1, P4: at the instant at which a line is given. */
    private void check(Object answer) {
        if (answer instanceof Lease.Granted granted) {
            check(granted.line());
        } else if (answer instanceof Admitted.Done done) {
            check(done.user().line());
        } else if (answer instanceof LookedOrAdmitted.Made made) {
            check(made.user().line());
        }
    }

    private void check(Line line) {
        PoolLine given = lines.get(line);
        if (given == null || states.get(line) != LineState.OPEN || pool.usersOf(line) > given.capacity()) {
            throw new AssertionError("given a place on a line that has none: " + line);
        }
    }

    /** S6: whether there is a line to be had at this instant, for each call that may be told of it. */
    private void lookAtLines() {
        askingForLines.forEach(call -> call.phone().ifPresent(phone -> call.seesLine(hasLineFor(phone))));
    }

    /** What is leased is had by somebody. */
    private boolean hasLineFor(PhoneNumber phone) {
        Set<Line> taken = Objects.requireNonNull(users, "of the wiring").linesOf(phone);
        return lines.values().stream()
                .anyMatch(line -> states.get(line.line()) == LineState.OPEN
                        && pool.usersOf(line.line()) < line.capacity()
                        && !taken.contains(line.line()));
    }

    // --------------------------------------------------------------------------------------------- what else happens

    /** The call goes on by so many answers of ports. */
    void goOn(Call call, int newAnswers) {
        running = call;
        if (call.begun == step) {
            askingForLines.add(call);
            lookAtLines();
        }
        call.goOn(registry, this, newAnswers);
        running = null;
        if (call.isOver()) {
            askingForLines.remove(call);
            trace.add(call::toString);
        }
    }

    int nextStep() {
        return ++step;
    }

    int step() {
        return step;
    }

    Instant now() {
        return now;
    }

    /** Something that nobody asked for. */
    void turn() {
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> advance(Cast.any(random, STRIDES));
            case 3 -> change(Cast.any(random, Cast.PROJECTS).id());
            case 4 -> changeLine(Cast.any(random, Cast.LINES));
            default -> changeOwner(Cast.any(random, Cast.PROJECTS).id(), Cast.LINES.get(2 + random.nextInt(2)));
        }
        lookAtLines();
    }

    void advance(Duration time) {
        now = now.plus(time);
        trace.add(() -> "it is " + now);
    }

    private void change(ProjectId id) {
        Project former = Objects.requireNonNull(projects.get(id));
        Project project = Project.of(id)
                .withSharedIdentity(former.sharedIdentity())
                .withRecreation(Cast.any(random, List.of(Recreation.values())));
        int limit = random.nextInt(4);
        Project changed = limit == 3 ? project : project.withMaxSharedUsers(1 + limit);
        projects.put(id, changed);
        trace.add(() -> "project " + id + " has " + changed.recreation() + " and " + changed.maxSharedUsers());
    }

    private void add(Line line) {
        PoolLine added = new PoolLine(line, 1 + random.nextInt(2));
        lines.put(line, added);
        states.put(line, LineState.OPEN);
        pool.add(added);
        trace.add(() -> added + " is open");
    }

    private void changeLine(Line line) {
        if (!lines.containsKey(line)) {
            add(line);
            return;
        }
        LineState state = Cast.any(random, List.of(LineState.values()));
        states.put(line, state);
        pool.setState(line, state);
        trace.add(() -> line + " is " + state);
    }

    private void changeOwner(ProjectId project, Line line) {
        String pair = project + " " + line.e164();
        if (!owned.remove(pair)) {
            owned.add(pair);
        }
        trace.add(() -> line + (owned.contains(pair) ? " is owned by " : " is not owned by ") + project);
    }

    /** From now on nothing befalls anything. */
    void calm() {
        faultOnceIn = 0;
        trace.add(() -> "all faults are over");
    }
}
