package dev.partyline.inmemory.simulation;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes one call after the other, as it is let, until it has made all of its calls or is gone. */
final class Client {
    private static final List<Duration> LEASES = List.of(Duration.ofSeconds(1), SimulatedWorld.LEASE);

    private final int number;
    private final Random random;
    private final Theme theme;

    /** All calls of all clients: what others did is known to everybody. */
    private final List<SimulatedCall> calls;

    private int left;
    private int wakes;
    private final boolean reads;
    private @Nullable SimulatedCall current;

    /** Which kinds of user a history is about: one that is about all of them has few meetings. */
    enum Theme {
        LINES,
        /** Lines, and operators who retire them. */
        OPERATORS,
        CUSTOMERS,
        SUBSCRIBERS,
        APPS,
        ALL;

        static Theme drawn(Random random) {
            return switch (random.nextInt(13)) {
                case 0 -> CUSTOMERS;
                case 1, 2 -> SUBSCRIBERS;
                case 3, 4 -> APPS;
                case 5 -> ALL;
                case 6, 7, 8 -> OPERATORS;
                default -> LINES;
            };
        }
    }

    Client(int number, Random random, Theme theme, List<SimulatedCall> calls, int left) {
        this(number, random, theme, calls, left, false);
    }

    private Client(int number, Random random, Theme theme, List<SimulatedCall> calls, int left, boolean reads) {
        this.number = number;
        this.random = random;
        this.theme = theme;
        this.calls = calls;
        this.left = left;
        this.reads = reads;
    }

    /** Leases events, and says that they are done, or forgets to. */
    static Client reader(int number, Random random, List<SimulatedCall> calls, int left) {
        return new Client(number, random, Theme.ALL, calls, left, true);
    }

    boolean isDone() {
        return left == 0 && current == null;
    }

    boolean isAwake(SimulatedWorld world) {
        return wakes <= world.step();
    }

    /** Others go first, for so many steps. */
    void sleep(SimulatedWorld world, int steps) {
        wakes = world.step() + steps;
    }

    /** To the next call of a port. */
    void goOn(SimulatedWorld world) {
        if (current == null) {
            left--;
            SimulatedCall begun = new SimulatedCall(number, reads ? read() : next(), world.step());
            current = begun;
            calls.add(begun);
            world.trace.add(() -> "client " + number + ": " + begun.task);
        } else {
            world.trace.add(() -> "client " + number);
        }
        SimulatedCall call = current;
        world.goOn(call, 1);
        if (call.isOver()) {
            current = null;
            left = call.hasCrashed() ? 0 : left;
        }
    }

    private Task next() {
        int roll = random.nextInt(100);
        List<User> known = users();
        if (theme == Theme.OPERATORS && roll < 40) {
            return roll < 4 ? new Task.Sweep() : roll < 18 ? retire() : roll < 24 ? repeat() : route();
        }
        if (roll < (theme == Theme.LINES ? 10 : 4)) {
            return theme == Theme.LINES
                    ? new Task.Sweep()
                    : new Task.ListUsers(SimulatedCast.any(random, SimulatedCast.TENANTS), true);
        }
        if (roll < 26) {
            return repeat();
        }
        if (roll < 30) {
            return route();
        }
        if (roll < (theme == Theme.SUBSCRIBERS ? 75 : 65) && !known.isEmpty()) {
            return onUser(SimulatedCast.any(random, known), roll);
        }
        return create();
    }

    /** For a message to a line that somebody has or had, or to any. */
    private Task route() {
        List<LineUser> known = lineUsers();
        if (known.isEmpty() || random.nextInt(4) == 0) {
            return new Task.FindOnLine(
                    SimulatedCast.any(random, SimulatedCast.PHONES), SimulatedCast.any(random, SimulatedCast.LINES));
        }
        LineUser user = SimulatedCast.any(random, known);
        return new Task.FindRoute(user.phone(), user.line());
    }

    /** From where somebody stopped, if anybody did, or from the beginning; a line that somebody has or had, or any. */
    private Task retire() {
        List<Task.Retire> next =
                calls.stream().flatMap(call -> call.next().stream()).toList();
        if (!next.isEmpty() && random.nextInt(3) > 0) {
            return next.get(next.size() - 1);
        }
        List<Line> lines = random.nextInt(4) == 0
                ? SimulatedCast.LINES
                : lineUsers().stream().map(LineUser::line).toList();
        return new Task.Retire(
                SimulatedCast.any(random, lines.isEmpty() ? SimulatedCast.LINES : lines),
                Optional.empty(),
                1 + random.nextInt(Simulation.MOST_MOVES));
    }

    private List<LineUser> lineUsers() {
        return users().stream()
                .filter(LineUser.class::isInstance)
                .map(LineUser.class::cast)
                .toList();
    }

    private Task read() {
        List<EventId> leased = leased();
        int roll = random.nextInt(20);
        List<User> known = users();
        if (roll < 2 && !known.isEmpty()) {
            User user = SimulatedCast.any(random, known);
            return new Task.History(user.tenant(), user.id());
        }
        if (roll < 11 && !leased.isEmpty()) {
            return new Task.EventsDone(leased);
        }
        return new Task.LeaseEvents(1 + random.nextInt(4), SimulatedCast.any(random, LEASES));
    }

    /** What this reader was told last; now and then, what any reader was ever told. */
    private List<EventId> leased() {
        boolean ever = random.nextInt(5) == 0;
        List<List<EventId>> told = calls.stream()
                .filter(call -> call.task instanceof Task.LeaseEvents && (ever || call.client == number))
                .filter(call -> call.answer() instanceof List<?> events && !events.isEmpty())
                .map(call -> ((List<?>) Objects.requireNonNull(call.answer()))
                        .stream().map(event -> ((Event) event).id()).toList())
                .toList();
        return told.isEmpty() ? List.of() : ever ? SimulatedCast.any(random, told) : told.get(told.size() - 1);
    }

    private Task onUser(User user, int roll) {
        // T2
        TenantId through = random.nextInt(10) == 0 ? SimulatedCast.any(random, SimulatedCast.TENANTS) : user.tenant();
        if (roll < 33) {
            return new Task.Find(through, user.id());
        }
        if (roll < 36) {
            return new Task.ListUsers(user.tenant(), random.nextBoolean());
        }
        if (random.nextInt(4) > 0 && user.tenant() instanceof AccountId account) {
            return new Task.Belong(
                    account, user.id(), SimulatedCast.any(random, SimulatedCast.CUSTOMERS), random.nextInt(3) > 0);
        }
        if (random.nextBoolean()) {
            return new Task.ChangeUser(SimulatedCast.patch(random, user), random.nextInt(10) == 0);
        }
        return random.nextInt(6) == 0 ? erase(user) : new Task.Deactivate(through, user.id());
    }

    /** Somebody who is deactivated, if there is anybody. */
    private Task erase(User otherwise) {
        List<DeactivatedUser> former = calls.stream()
                .map(SimulatedCall::answer)
                .filter(answer -> answer instanceof Either<?, ?> either
                        && either.isRight()
                        && either.get() instanceof DeactivatedUser)
                .map(answer -> (DeactivatedUser) ((Either<?, ?>) answer).get())
                .toList();
        AnyUser user = former.isEmpty() ? otherwise : SimulatedCast.any(random, former);
        return new Task.Erase(SimulatedCast.erasure(random, user));
    }

    /** What somebody has asked for already. */
    private Task repeat() {
        List<Task> creates = calls.stream()
                .map(call -> call.task)
                .filter(task ->
                        task instanceof Task.Create || task instanceof Task.ChangeUser || task instanceof Task.Erase)
                .toList();
        return creates.isEmpty() ? create() : SimulatedCast.any(random, creates);
    }

    private Task create() {
        return new Task.Create(request(), random.nextInt(10) == 0);
    }

    private Supplier<? extends CreateRequest<?, ?>> request() {
        return switch (theme) {
            case LINES, OPERATORS -> lineUser();
            case CUSTOMERS -> customer();
            case SUBSCRIBERS -> same(SimulatedCast.subscriber(random));
            case APPS -> same(SimulatedCast.app(random));
            case ALL ->
                switch (random.nextInt(4)) {
                    case 0 -> lineUser();
                    case 1 -> customer();
                    case 2 -> same(SimulatedCast.subscriber(random));
                    default -> same(SimulatedCast.app(random));
                };
        };
    }

    private Supplier<? extends CreateRequest<?, ?>> lineUser() {
        return random.nextInt(4) > 0 ? same(SimulatedCast.shared(random)) : same(SimulatedCast.dedicated(random));
    }

    private Supplier<? extends CreateRequest<?, ?>> customer() {
        long numbers = random.nextInt(60);
        NewCustomerUser request = SimulatedCast.customer(numbers);
        return request.credential().isEmpty() ? same(request) : () -> SimulatedCast.customer(numbers);
    }

    private static Supplier<CreateRequest<?, ?>> same(CreateRequest<?, ?> request) {
        return () -> request;
    }

    /** Those that were told to somebody. */
    private List<User> users() {
        return calls.stream()
                .map(SimulatedCall::answer)
                .filter(answer ->
                        answer instanceof Either<?, ?> either && either.isRight() && either.get() instanceof Outcome<?>)
                .map(answer -> (User) ((Outcome<?>) ((Either<?, ?>) answer).get()).user())
                .toList();
    }
}
