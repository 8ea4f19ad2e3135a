package dev.partyline.inmemory.simulation;

import dev.partyline.domain.rule.LineWish;
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
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.Registries;
import dev.partyline.inmemory.history.ForwardingStore;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.Lines;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/**
 * A registry and everything around it: real, but for the time, the tenants, and what befalls the calls of its ports.
 */
final class SimulatedWorld implements Gate, Tenants {
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration LONGER_THAN_ANY_HISTORY = Duration.ofDays(36_500);

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

    /** To revive is what has most to go wrong. */
    private static final List<Recreation> RECREATIONS =
            List.of(Recreation.FRESH, Recreation.AVOID_LAST_LINE, Recreation.REVIVE, Recreation.REVIVE);

    /** No pair is kept, or for so long that it ends within a history, or that it outlives it. */
    private static final List<Duration> KEPT =
            List.of(Duration.ZERO, LEASE, LEASE.multipliedBy(3), Duration.ofHours(24), Duration.ofDays(30));

    /** To be open is what lets most go on. */
    private static final List<LineState> STATES = List.of(
            LineState.OPEN,
            LineState.OPEN,
            LineState.AT_RISK,
            LineState.RESERVED,
            LineState.DRAINING,
            LineState.RETIRED);

    private static final int LATE_ONCE_IN = 8;

    private static final List<Duration> STRIDES = List.of(
            Duration.ofSeconds(1),
            LEASE.minusSeconds(1),
            LEASE,
            LEASE,
            LEASE,
            Duration.ofHours(24).minusSeconds(1),
            Duration.ofHours(24));

    final Trace trace;
    final SimulatedLines lines;
    final Registries registry;
    final Effects effects = new Effects();

    /** How long a phone and a line lead to whoever left them (R5). */
    final Duration keepFormerPairs;

    private final Random random;
    private final Map<ProjectId, Project> projects = new LinkedHashMap<>();
    private final Set<String> owned = new HashSet<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int faultOnceIn;
    private int step;
    private long ids;
    private @Nullable SimulatedCall running;
    private @Nullable UserStore users;

    /** Calls of ports that their clients have given up, and that are still to be carried out. */
    private final List<Runnable> late = new ArrayList<>();

    /** Calls that are under way and may be about a line of the pool. */
    private final List<SimulatedCall> askingForLines = new ArrayList<>();

    SimulatedWorld(Random random, SimulatedWiring wiring, int faultOnceIn, Trace trace) {
        this.random = random;
        this.faultOnceIn = faultOnceIn;
        this.trace = trace;
        lines = new SimulatedLines(() -> now, LEASE);
        keepFormerPairs = SimulatedCast.any(random, KEPT);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            add(SimulatedCast.LINES.get(i));
        }
        for (Project project : SimulatedCast.PROJECTS) {
            projects.put(project.id(), project);
            change(project.id());
            owned.add(project.id() + " " + SimulatedCast.LINES.get(3).e164());
        }
        registry = wiring.registry(this);
    }

    /** The store that is in this world. What becomes true in it, and which lines it gives, is seen. */
    UserStore watched(UserStore store) {
        users = store;
        return new ForwardingStore(store) {
            @Override
            public Commit commit(Change change) {
                Set<Line> taken = takenBy(change);
                Commit commit = super.commit(change);
                if (change instanceof Change.Effective effect && commit instanceof Commit.Done) {
                    Version made = effect.version();
                    effects.became(effect, find(made.tenant(), made.user()).orElseThrow());
                }
                if (commit instanceof Commit.Done done) {
                    wish(change).ifPresent(wish -> lines.isGiven(((SharedUser) done.user()).line(), taken, wish));
                }
                return commit;
            }

            @Override
            public Lines lines() {
                return lines.judged();
            }
        };
    }

    /** Of a change that lets the store choose a line. */
    private static Optional<LineWish> wish(Change change) {
        if (change instanceof Change.AdmitOnALine admit) {
            return Optional.of(admit.admission().wish());
        }
        return change instanceof Change.Move move ? Optional.of(move.wish()) : Optional.empty();
    }

    private Set<Line> takenBy(Change change) {
        if (change instanceof Change.AdmitOnALine admit) {
            return taken(admit.admission().candidate().phone(), admit.version().user());
        }
        if (change instanceof Change.Move move) {
            Set<Line> taken = taken(move.after().phone(), move.before().id());
            taken.add(move.before().line());
            return taken;
        }
        return Set.of();
    }

    /** P2, R5: the lines on which the phone is somebody's; of those that it was moved away from, all but the user's. */
    private Set<Line> taken(PhoneNumber phone, UserId user) {
        Set<Line> taken = new HashSet<>();
        users().usersOf(phone).forEach(holder -> taken.add(holder.line()));
        users().formerPairs(phone).stream()
                .filter(pair -> !pair.user().equals(user))
                .forEach(pair -> taken.add(pair.line()));
        return taken;
    }

    RegistryOptions options() {
        return RegistryOptions.DEFAULT
                .withClock(this::tellTime)
                .withIds(this::giveId)
                .withPasswords(PASSWORDS)
                .keepingEvents(LONGER_THAN_ANY_HISTORY)
                .keepingFormerPairs(keepFormerPairs);
    }

    /** What the store itself keeps. */
    UserStore users() {
        return Objects.requireNonNull(users, "of the wiring");
    }

    // ------------------------------------------------------------------------------------------- what the ports answer

    /** A call of a port that others may come before, and that something may befall. */
    @Override
    public <T> T pass(Supplier<T> call) {
        return pass(call, true);
    }

    /** A question, which does nothing if it comes late. */
    private <T> T ask(Supplier<T> question) {
        return pass(question, false);
    }

    private <T> T pass(Supplier<T> call, boolean mayComeLate) {
        SimulatedCall mine = running();
        return mine.tape.next(() -> {
            Fault fault = Fault.drawn(random, faultOnceIn);
            Optional<T> answer = Optional.empty();
            switch (fault.when()) {
                case AT_ONCE -> answer = Optional.of(carriedOut(mine, call));
                case LATE -> {
                    if (mayComeLate) {
                        late.add(() -> carriedOut(mine, call));
                    }
                }
                case NEVER -> {}
            }
            if (fault != Fault.NONE) {
                trace.add(() -> "  " + fault);
            }
            fault.tell();
            return answer.orElseThrow();
        });
    }

    private <T> T carriedOut(SimulatedCall call, Supplier<T> step) {
        T answer = step.get();
        seeUsers(call, answer);
        call.saw(answer, this.step);
        seeEvents(call, answer);
        if (answer instanceof Lease.Granted granted) {
            isGiven(call, granted.line());
        }
        lookAtLines();
        trace.add(() -> "  " + Trace.of(answer));
        return answer;
    }

    /** O1 to O5: at the instant at which it takes effect, whether its client gets to know it or not. */
    private void seeEvents(SimulatedCall call, Object answer) {
        if (call.task instanceof Task.LeaseEvents lease) {
            Instant asked = call.times().get(0);
            effects.leased(events(answer), asked, asked.plus(lease.time()));
        } else if (call.task instanceof Task.EventsDone done) {
            effects.done(done.events());
        } else if (call.task instanceof Task.History history) {
            effects.isHistory(new Effects.Whose(history.tenant(), history.id()), events(answer));
        }
    }

    /** P9: whoever is to be moved from a line is on it, and nobody is passed over. */
    private void seeUsers(SimulatedCall call, Object answer) {
        if (call.task instanceof Task.Retire retire && call.isPage(answer)) {
            List<LineUser> behind = effects.usersOn(retire.line()).stream()
                    .filter(user -> retire.after()
                            .filter(after -> LinePosition.of(user).compareTo(after) <= 0)
                            .isEmpty())
                    .limit(retire.most() + 1L)
                    .toList();
            if (!answer.equals(behind)) {
                throw new AssertionError("on " + retire.line() + " are " + behind + " and not " + answer);
            }
        }
    }

    /** P8: whatever the pool was asked for. */
    private void isGiven(SimulatedCall call, Line line) {
        if (lines.state(line) == LineState.RESERVED && !call.names(line)) {
            throw new AssertionError("given a reserved line to whoever does not name it: " + line);
        }
    }

    private static List<Event> events(Object answer) {
        return ((List<?>) answer).stream().map(Event.class::cast).toList();
    }

    /** What was on its way arrives. */
    private void arrive(Runnable step) {
        trace.add(() -> "late");
        step.run();
    }

    /** What is still on its way arrives now and then, in any order. */
    void mayArrive() {
        if (!late.isEmpty() && random.nextInt(LATE_ONCE_IN) == 0) {
            arrive(late.remove(random.nextInt(late.size())));
        }
    }

    /** Some of what is still on its way arrives. */
    void someArrive() {
        int some = random.nextInt(late.size() + 1);
        for (int i = 0; i < some; i++) {
            arrive(late.remove(random.nextInt(late.size())));
        }
    }

    void allArrive() {
        while (!late.isEmpty()) {
            arrive(late.remove(random.nextInt(late.size())));
        }
    }

    /** Whether the call that is under way asks whom a message is for. */
    boolean isRouting() {
        return running().task instanceof Task.FindRoute;
    }

    private SimulatedCall running() {
        return Objects.requireNonNull(running, "ports are asked only by calls");
    }

    private Instant tellTime() {
        SimulatedCall mine = running();
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
        SimulatedCall mine = running();
        return mine.tape.nextAtOnce(() -> {
            // Mixed, so that the order of ids is not that of creation.
            UserId id = new UserId(new UUID(++ids * 0x9E3779B97F4A7C15L, ids));
            mine.isGiven(id);
            return id;
        });
    }

    @Override
    public Optional<Project> project(ProjectId id) {
        return ask(() -> {
            Project project = Objects.requireNonNull(projects.get(id));
            running().isTold(project);
            return Optional.of(project);
        });
    }

    @Override
    public boolean owns(ProjectId project, Line line) {
        return ask(() -> {
            boolean owns = owned.contains(project + " " + line.e164());
            running().isToldOfLine(owns);
            return owns;
        });
    }

    @Override
    public boolean hasCustomer(ConsoleProjectId project, CustomerId customer) {
        return ask(() -> {
            boolean known = SimulatedCast.CUSTOMERS.contains(customer);
            running().isToldOfCustomer(known);
            return known;
        });
    }

    @Override
    public Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
        return ask(() -> only(SimulatedCast.CONSOLE_PROJECTS, id));
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return ask(() -> only(SimulatedCast.ACCOUNTS, id));
    }

    @Override
    public Optional<App> app(AppId id) {
        return ask(() -> only(SimulatedCast.APPS, id));
    }

    private static <T extends Tenant> Optional<T> only(List<T> tenants, Object id) {
        return tenants.stream().filter(tenant -> tenant.id().equals(id)).findFirst();
    }

    /** S6: whether there is a line to be had at this instant, for each call that may be told of it. */
    private void lookAtLines() {
        for (SimulatedCall call : askingForLines) {
            SimulatedCall asking = call.part();
            asking.line()
                    .ifPresent(asked -> asking.seesLine(
                            lines.areToBeHad(taken(asked.phone(), asked.user()), asked.wish()),
                            lines.areToBeHad(asked.own(), asked.wish()),
                            step));
        }
    }

    // --------------------------------------------------------------------------------------------- what else happens

    /** The call goes on by so many answers of ports. */
    void goOn(SimulatedCall call, int newAnswers) {
        running = call;
        if (call.begun == step) {
            askingForLines.add(call);
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
            case 0, 1, 2 -> advance(SimulatedCast.any(random, STRIDES));
            case 3 -> change(SimulatedCast.any(random, SimulatedCast.PROJECTS).id());
            case 4 -> changeLine(SimulatedCast.any(random, SimulatedCast.LINES));
            default ->
                changeOwner(
                        SimulatedCast.any(random, SimulatedCast.PROJECTS).id(),
                        SimulatedCast.LINES.get(2 + random.nextInt(2)));
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
                .withRecreation(SimulatedCast.any(random, RECREATIONS))
                .withLines(SimulatedCast.any(random, SimulatedCast.PREFERENCES));
        int limit = random.nextInt(4);
        Project changed = limit == 3 ? project : project.withMaxSharedUsers(1 + limit);
        projects.put(id, changed);
        trace.add(() -> "project " + id + " has " + changed.recreation() + ", " + changed.maxSharedUsers() + " and "
                + changed.lines());
    }

    private void add(Line line) {
        PoolLine added = new PoolLine(line, 1 + random.nextInt(2));
        lines.add(added);
        trace.add(() -> added + " is there");
    }

    private void changeLine(Line line) {
        if (!lines.has(line)) {
            add(line);
            return;
        }
        LineState state = SimulatedCast.any(random, STATES);
        lines.judged().setState(line, state);
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
