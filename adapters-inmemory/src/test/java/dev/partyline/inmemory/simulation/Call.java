package dev.partyline.inmemory.simulation;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.simulation.Fault.Crash;
import dev.partyline.inmemory.simulation.Tape.Cut;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.AllocatingUserStore.Admitted;
import dev.partyline.ports.driven.AllocatingUserStore.LookedOrAdmitted;
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
import org.jspecify.annotations.Nullable;

/** One call of the registry by a client, from its beginning to its end, with what it was told by others than the store on its way. */
final class Call {
    /** Who calls when all clients are done. */
    static final int NOBODY = -1;

    static final int NEVER = Integer.MAX_VALUE;

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
    private boolean lost;
    private boolean hadLine;
    private boolean hadNoLine;

    Call(int client, Task task, int begun) {
        this.client = client;
        this.task = task;
        this.begun = begun;
    }

    /** As far as it comes with so many answers of ports. */
    void goOn(UserRegistry registry, World world, int newAnswers) {
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

    private void end(State how, World world) {
        state = how;
        ended = how == State.UNKNOWN ? NEVER : world.step();
        endedAt = how == State.UNKNOWN ? Instant.MAX : world.now();
    }

    void isGiven(UserId id) {
        ids.add(id);
    }

    void isTold(Instant now) {
        times.add(now);
    }

    void isTold(Project now) {
        project = now;
    }

    void isToldOfLine(boolean owned) {
        ownsLine = owned;
    }

    void isToldOfCustomer(boolean known) {
        hasCustomer = known;
    }

    /** What a port did for it, whether it gets to know it or not. */
    void saw(Object answered, int step) {
        if (answered == Commit.DONE || answered instanceof Admitted.Done || answered instanceof LookedOrAdmitted.Made) {
            lastEffect = step;
        } else if (answered instanceof Facts
                || answered instanceof LookedOrAdmitted.Looked
                || answered instanceof Optional
                || answered instanceof Page) {
            lastRead = step;
        }
    }

    /** Whose it is, where it may be about a line of the pool. */
    Optional<PhoneNumber> phone() {
        return task instanceof Task.Create create && create.request().get() instanceof NewSharedUser shared
                ? Optional.of(shared.phone())
                : Optional.empty();
    }

    /** Whether a line was to be had for its phone at an instant. */
    void seesLine(boolean there) {
        hadLine |= there;
        hadNoLine |= !there;
    }

    /** S6: it was told so, and at an instant within it there was no line to be had. */
    boolean isToldOfNoLine() {
        return hadNoLine && state == State.ANSWERED && isAnswer(Either.left(new Refusal.PoolExhausted()));
    }

    /** At an instant within it. */
    boolean hadLine() {
        return hadLine;
    }

    /** One of its calls of ports ended in an exception. */
    void lost() {
        lost = true;
    }

    /** Whether it may know its answer only by asking what became of a change. */
    boolean mayHaveAsked() {
        return lost && state == State.ANSWERED;
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
