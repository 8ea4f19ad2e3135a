package dev.partyline.inmemory.simulation;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.User;
import io.vavr.control.Either;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes one call after the other, as it is let, until it has made all of its calls or is gone. */
final class Client {
    private final int number;
    private final Random random;
    private final Theme theme;
    private final EventLog events;

    /** All calls of all clients: what others did is known to everybody. */
    private final List<SimulatedCall> calls;

    private int left;
    private int wakes;
    private @Nullable SimulatedCall current;

    /** Which kinds of user a history is about: one that is about all of them has few meetings. */
    enum Theme {
        LINES,
        CUSTOMERS,
        SUBSCRIBERS,
        APPS,
        ALL;

        static Theme drawn(Random random) {
            return switch (random.nextInt(10)) {
                case 0 -> CUSTOMERS;
                case 1, 2 -> SUBSCRIBERS;
                case 3, 4 -> APPS;
                case 5 -> ALL;
                default -> LINES;
            };
        }
    }

    Client(int number, Random random, Theme theme, List<SimulatedCall> calls, EventLog events, int left) {
        this.number = number;
        this.random = random;
        this.theme = theme;
        this.calls = calls;
        this.events = events;
        this.left = left;
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
            SimulatedCall begun = new SimulatedCall(number, next(), world.step());
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
        if (random.nextInt(16) == 0) {
            return new Task.ReadEvents(events);
        }
        int roll = random.nextInt(100);
        List<User> known = users();
        if (roll < (theme == Theme.LINES ? 10 : 4)) {
            return theme == Theme.LINES
                    ? new Task.Sweep()
                    : new Task.ListUsers(SimulatedCast.any(random, SimulatedCast.TENANTS), true);
        }
        if (roll < 26) {
            return repeat();
        }
        if (roll < 30) {
            return new Task.FindOnLine(
                    SimulatedCast.any(random, SimulatedCast.PHONES), SimulatedCast.any(random, SimulatedCast.LINES));
        }
        if (roll < (theme == Theme.SUBSCRIBERS ? 75 : 65) && !known.isEmpty()) {
            return onUser(SimulatedCast.any(random, known), roll);
        }
        return create();
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
        if (random.nextInt(2) > 0 && user.tenant() instanceof AccountId account) {
            return new Task.Belong(
                    account, user.id(), SimulatedCast.any(random, SimulatedCast.CUSTOMERS), random.nextInt(3) > 0);
        }
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> new Task.Patch(SimulatedCast.patch(random, user));
            case 3 -> new Task.Erase(through, user.id());
            default -> new Task.Deactivate(through, user.id());
        };
    }

    /** What somebody has asked for already. */
    private Task repeat() {
        List<Task> creates = calls.stream()
                .map(call -> call.task)
                .filter(Task.Create.class::isInstance)
                .toList();
        return creates.isEmpty() ? create() : SimulatedCast.any(random, creates);
    }

    private Task create() {
        return new Task.Create(request(), random.nextInt(10) == 0);
    }

    private Supplier<? extends CreateRequest<?, ?>> request() {
        return switch (theme) {
            case LINES -> lineUser();
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
        return request.password().isEmpty() ? same(request) : () -> SimulatedCast.customer(numbers);
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
