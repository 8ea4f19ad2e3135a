package dev.partyline.inmemory.simulation;

import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.Registries;
import dev.partyline.inmemory.simulation.Fault.Crash;
import dev.partyline.inmemory.simulation.Tape.Cut;
import dev.partyline.ports.Retirement;
import dev.partyline.ports.Retirement.Moved;
import dev.partyline.ports.Retirement.NotMoved;
import dev.partyline.ports.Retirement.Verdict;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call of the registry by a client, from its beginning to its end, with what it was told by others than the store
 * on its way.
 */
final class SimulatedCall {
    /** Who calls when all clients are done. */
    static final int NOBODY = -1;

    static final int NEVER = Integer.MAX_VALUE;

    /** Who is new has no former pairs. */
    private static final UserId NOBODYS = new UserId(new UUID(0, 0));

    /** So many answers of ports, and the call is let through to its end: the schedule that lets nobody else go on. */
    private static final int LONG = 60;

    /** What is known of it. */
    enum State {
        RUNNING,
        ANSWERED,
        /** It ended in an exception that says that nothing was done. */
        WITHOUT_EFFECT,
        /** It may have been carried out since its beginning, or will be at any time, or never. */
        UNKNOWN
    }

    final int client;
    final Task task;
    final int begun;
    final Tape tape = new Tape();
    private final List<UserId> ids = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private @Nullable Project project;
    private boolean ownsLine;
    private boolean hasCustomer;
    private State state = State.RUNNING;
    private int ended = NEVER;
    private Instant endedAt = Instant.MAX;
    private @Nullable Object answer;
    private int lastRead;
    private int lastEffect = NEVER;
    private boolean crashed;

    /** The last user that it was told of by an id, which is how a create is told of a settled admission. */
    private Optional<User> settledAs = Optional.empty();

    private Span hadLine = Span.NONE;
    private Span hadNoLine = Span.NONE;

    /** There was no line for this phone, after one for others was seen, and maybe still there. */
    private Span hadLineForOthersOnly = Span.NONE;

    private boolean hadLineForOthers;
    private boolean hadNoLineForAnybody;

    /** Of a move: the user as it was found. */
    private @Nullable SharedUser found;

    /** Of a move: the last step in which it was told anything. */
    private int lastTold;

    /** Of a retirement. */
    private final Optional<SimulatedMoves> moves;

    /**
     * What is asked of a pool.
     *
     * @param user who has its own former pairs
     * @param own the line that the user is to leave; empty unless it is moved
     */
    record Asked(PhoneNumber phone, UserId user, Set<Line> own, LineWish wish) {}

    /** From the first to the last step of some. */
    private record Span(int first, int last) {
        static final Span NONE = new Span(NEVER, NEVER);

        Span with(int step) {
            return new Span(Math.min(first, step), step);
        }

        boolean isEmpty() {
            return first == NEVER;
        }
    }

    SimulatedCall(int client, Task task, int begun) {
        this.client = client;
        this.task = task;
        this.begun = begun;
        moves = task instanceof Task.Retire retire ? Optional.of(new SimulatedMoves(client, retire)) : Optional.empty();
    }

    /** As far as it comes with so many answers of ports. */
    void goOn(Registries registry, SimulatedWorld world, int newAnswers) {
        tape.rewind(isLong() ? Integer.MAX_VALUE : newAnswers);
        try {
            answer = task.on(registry);
            end(State.ANSWERED, world);
        } catch (Cut waits) {
            return;
        } catch (UnavailableException failure) {
            end(failure.effect() == Effect.NONE ? State.WITHOUT_EFFECT : State.UNKNOWN, world);
        } catch (Crash gone) {
            crashed = true;
            end(State.UNKNOWN, world);
        }
    }

    boolean isLong() {
        return tape.length() > LONG;
    }

    private void end(State how, SimulatedWorld world) {
        state = how;
        ended = how == State.UNKNOWN ? NEVER : world.step();
        endedAt = how == State.UNKNOWN ? Instant.MAX : world.now();
        moves.ifPresent(all -> all.end(retirement(), world));
    }

    /** Of a move. */
    void end(Optional<Verdict> verdict, SimulatedWorld world) {
        state = verdict.isPresent() ? State.ANSWERED : State.UNKNOWN;
        answer = verdict.orElse(null);
        ended = verdict.isPresent() ? lastTold : NEVER;
        endedAt = verdict.isPresent() ? world.now() : Instant.MAX;
    }

    /** What a retirement was told. */
    private Optional<Retirement> retirement() {
        return answer instanceof Optional<?> told && told.orElse(null) instanceof Retirement retirement
                ? Optional.of(retirement)
                : Optional.empty();
    }

    /** P6: how to go on, if it is a retirement that was not the end. */
    Optional<Task.Retire> next() {
        return task instanceof Task.Retire retire
                ? retirement()
                        .filter(told -> told.next().isPresent())
                        .map(told -> new Task.Retire(retire.line(), told.next(), retire.most()))
                : Optional.empty();
    }

    /** Whether it is the answer to whom a retirement has to move. */
    boolean isPage(Object answered) {
        return moves.filter(all -> all.isPage(answered)).isPresent();
    }

    /** What is judged of it, each at an instant of its own. */
    Stream<SimulatedCall> parts() {
        return moves.map(SimulatedMoves::all).orElse(Stream.of(this));
    }

    /** The part of it that is under way. */
    SimulatedCall part() {
        return moves.flatMap(SimulatedMoves::underWay).orElse(this);
    }

    void isGiven(UserId id) {
        part().ids.add(id);
    }

    void isTold(Instant now) {
        part().times.add(now);
    }

    void isTold(Project now) {
        part().project = now;
    }

    void isToldOfLine(boolean owned) {
        ownsLine = owned;
    }

    void isToldOfCustomer(boolean known) {
        hasCustomer = known;
    }

    /** What a port did for it, whether it gets to know it or not. */
    void saw(Object answered, int step) {
        moves.ifPresent(all -> all.saw(answered, step));
        part().sawItself(answered, step);
    }

    private void sawItself(Object answered, int step) {
        lastTold = step;
        if (answered instanceof Commit.Done
                || (answered instanceof Facts facts && facts.admitted().isPresent())) {
            lastEffect = step;
        } else if (answered instanceof Facts || answered instanceof Optional || answered instanceof Page) {
            lastRead = step;
        }
        if (answered instanceof Optional<?> settled && settled.isPresent()) {
            if (settled.get() instanceof User user) {
                settledAs = Optional.of(user);
                found = user instanceof SharedUser shared ? shared : null;
            } else if (settled.get() instanceof DeactivatedUser former) {
                settledAs = Optional.of(former.user());
            }
        }
    }

    /**
     * Whether it was told of the user as it was when the admission was settled: put on another line since, as only a
     * store with lines knows no better.
     */
    boolean isToldLater(Outcome<?> outcome) {
        return settledLater(outcome.user())
                .filter(now -> isAnswer(Either.right(sameOf(outcome, now))))
                .isPresent();
    }

    /** The same of a move. */
    boolean isToldLater(SharedUser moved) {
        return settledLater(moved)
                .filter(now ->
                        now instanceof SharedUser user && isAnswer(new Moved(user.project(), user.id(), user.line())))
                .isPresent();
    }

    private Optional<User> settledLater(AnyUser made) {
        return settledAs.filter(
                now -> now.id().equals(made.id()) && now.version() > made.version() && !isPlacedByThis(now));
    }

    private static Outcome<User> sameOf(Outcome<?> outcome, User now) {
        return outcome instanceof Outcome.Updated<?> updated
                ? new Outcome.Updated<>(now, updated.fields())
                : Outcome.admitted(now, outcome instanceof Outcome.Revived, Optional.empty());
    }

    boolean isPlacedByThis(User user) {
        return user instanceof SharedUser shared
                && ids.stream().map(ChangeId::of).anyMatch(shared.placedBy()::equals);
    }

    /** What it asks of the pool, where it may be about a line, once it is known. */
    Optional<Asked> line() {
        if (project == null) {
            return Optional.empty();
        }
        if (task instanceof Task.Move && found != null) {
            return Optional.of(new Asked(
                    found.phone(), found.id(), Set.of(found.line()), SimulatedCast.wish(found.phone(), project)));
        }
        if (task instanceof Task.ChangeUser change && change.request() instanceof SharedUserPatch patch) {
            return patch.phone()
                    .given()
                    .map(phone -> new Asked(phone, patch.id(), Set.of(), SimulatedCast.wish(phone, project())));
        }
        return shared().map(request -> new Asked(
                request.phone(),
                NOBODYS,
                Set.of(),
                request.line().map(LineWish::naming).orElseGet(() -> SimulatedCast.wish(request.phone(), project()))));
    }

    private Optional<NewSharedUser> shared() {
        return task instanceof Task.Create create && create.request().get() instanceof NewSharedUser shared
                ? Optional.of(shared)
                : Optional.empty();
    }

    /** P8 */
    boolean names(Line line) {
        return shared().flatMap(NewSharedUser::line).equals(Optional.of(line));
    }

    /** Whether a line was to be had for its phone, and for anybody else, at an instant. */
    void seesLine(boolean there, boolean thereForOthers, int step) {
        hadLineForOthers |= thereForOthers;
        if (there) {
            hadLine = hadLine.with(step);
            return;
        }
        hadNoLine = hadNoLine.with(step);
        hadNoLineForAnybody |= !thereForOthers;
        if (hadLineForOthers) {
            hadLineForOthersOnly = hadLineForOthersOnly.with(step);
        }
    }

    /** S6, P6: it was told so, and at an instant within it there was no line to be had. */
    boolean isToldOfNoLine() {
        return !hadNoLine().isEmpty();
    }

    /** When it was so, if it was told so. */
    private Span hadNoLine() {
        if (state != State.ANSWERED) {
            return Span.NONE;
        }
        if (answer instanceof NotMoved told) {
            return switch (told.reason()) {
                case NO_LINE -> hadNoLineForAnybody ? hadNoLine : Span.NONE;
                case PHONE_ON_EVERY_LINE -> hadLineForOthersOnly;
                case GONE, DEDICATED -> Span.NONE;
            };
        }
        return isAnswer(Either.left(new Refusal.PoolExhausted())) ? hadNoLine : Span.NONE;
    }

    /** At an instant within it. */
    boolean hadLine() {
        return !hadLine.isEmpty();
    }

    /**
     * The first instant at which it can have happened: an answer that rests on lines is none from before they were so.
     */
    int earliest() {
        return lines().map(Span::first).orElse(begun);
    }

    /** The last one. */
    int latest() {
        return lines().map(Span::last).orElse(ended);
    }

    /** When the lines were as its answer has it, where that rests on nothing but a look at them. */
    private Optional<Span> lines() {
        return Optional.of(isToldOfLine() ? hadLine : hadNoLine()).filter(had -> !had.isEmpty());
    }

    private boolean isToldOfLine() {
        return line().isPresent()
                && answer instanceof Either<?, ?> told
                && told.isRight()
                && (told.get() instanceof Forecast.WouldCreate || told.get() instanceof Forecast.WouldRevive);
    }

    State state() {
        return state;
    }

    boolean isOver() {
        return state != State.RUNNING;
    }

    boolean hasCrashed() {
        return crashed;
    }

    int ended() {
        return ended;
    }

    Instant endedAt() {
        return endedAt;
    }

    /** Where to look first for the instant at which it happened. */
    int likely() {
        return lastEffect != NEVER ? lastEffect : state == State.ANSWERED ? lastRead : NEVER;
    }

    @Nullable
    Object answer() {
        return answer;
    }

    boolean isUnknown() {
        return state == State.UNKNOWN;
    }

    /** Whether this may be its answer: anything, where nobody was given one. */
    boolean isAnswer(Object possible) {
        return state == State.UNKNOWN || possible.equals(answer);
    }

    List<UserId> ids() {
        return lastTwo(ids);
    }

    List<Instant> times() {
        return lastTwo(times);
    }

    /** No attempt but the last one can have had an effect, and none asks more than twice. */
    private static <T> List<T> lastTwo(List<T> all) {
        return all.subList(Math.max(0, all.size() - 2), all.size()).stream()
                .distinct()
                .toList();
    }

    Project project() {
        return Objects.requireNonNull(project, "nothing is decided before the project is known");
    }

    boolean ownsLine() {
        return ownsLine;
    }

    boolean hasCustomer() {
        return hasCustomer;
    }

    String outcome() {
        return switch (state) {
            case ANSWERED -> Trace.of(answer);
            default -> crashed ? "CRASHED" : state.toString();
        };
    }

    @Override
    public String toString() {
        return "client " + client + ": " + task + " -> " + outcome() + " [" + begun + ", "
                + (ended == NEVER ? "never" : ended) + "]";
    }
}
