package dev.partyline.inmemory.simulation;

import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.Operation;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.Retirement;
import dev.partyline.ports.Retirement.NotMoved;
import dev.partyline.ports.Route;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.Page;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at everything there is, once nothing is under way any more. */
final class Inspection {
    private final Function<Task, Object> registry;
    private final SimulatedWorld world;

    Inspection(Function<Task, Object> registry, SimulatedWorld world) {
        this.registry = registry;
        this.world = world;
    }

    /**
     * Keys (S2, D2, P2, C4, N4, A2, A3), the count that limits are compared with (S4, L9), lines (P5), and that each
     * user is found as it is listed (R1), and where it was (R5).
     */
    void inspect() {
        List<User> active = new ArrayList<>();
        for (TenantId tenant : SimulatedCast.TENANTS) {
            rows(tenant).stream()
                    .filter(User.class::isInstance)
                    .map(User.class::cast)
                    .forEach(active::add);
        }
        for (TenantId tenant : SimulatedCast.TENANTS) {
            world.users().activeUsers(tenant).forEach((kind, count) -> {
                long users = active.stream()
                        .filter(user -> user.tenant().equals(tenant) && user.kind() == kind)
                        .count();
                check(count == users, tenant + " has " + users + " of " + kind + " and not " + count);
            });
        }
        Set<Key> keys = new HashSet<>();
        for (User user : active) {
            for (Key key : user.keys()) {
                check(keys.add(key), "two active users hold " + key);
            }
        }
        for (Line line : SimulatedCast.LINES) {
            long users = active.stream()
                    .filter(user ->
                            user instanceof SharedUser shared && shared.line().equals(line))
                    .count();
            check(
                    world.lines.pool.usersOf(line) == users,
                    line + " has " + world.lines.pool.usersOf(line) + " users and not " + users);
            for (PhoneNumber phone : SimulatedCast.PHONES) {
                Optional<Route> there =
                        world.effects.route(new Key.PhoneOnLine(phone, line), world.now(), world.keepFormerPairs);
                check(
                        registry.apply(new Task.FindRoute(phone, line)).equals(there),
                        phone + " on " + line + " does not lead to " + there);
            }
        }
    }

    /** P5, P6: nobody is left on a line that is retired, but for those of whom it was told why. */
    void retire(Line line, int most) {
        Set<UserId> told = new HashSet<>();
        Optional<LinePosition> next = Optional.empty();
        do {
            Optional<?> answer = (Optional<?>) registry.apply(new Task.Retire(line, next, most));
            if (answer.isEmpty()) {
                return;
            }
            Retirement page = (Retirement) answer.get();
            page.verdicts().stream().filter(NotMoved.class::isInstance).forEach(verdict -> told.add(verdict.user()));
            next = page.next();
        } while (next.isPresent());
        Set<UserId> left =
                world.effects.usersOn(line).stream().map(LineUser::id).collect(Collectors.toSet());
        check(world.lines.state(line) == LineState.RETIRED, line + " is not retired");
        check(left.equals(told), "on " + line + " are " + left + " and not " + told);
        inspect();
    }

    /** L1: and then there is nobody left on any line. */
    void deactivateEveryone() {
        for (TenantId tenant : SimulatedCast.TENANTS) {
            rows(tenant).stream()
                    .filter(User.class::isInstance)
                    .map(row -> new Task.Deactivate(tenant, row.id()))
                    .forEach(task -> check(
                            registry.apply(task) instanceof Either<?, ?> answer && answer.isRight(),
                            task + " is refused"));
        }
        inspect();
    }

    /** X1, X2: and then nothing is kept of anybody, under whichever key or idempotency key it is looked for. */
    void eraseEveryone(Collection<RequestKey> requestKeys) {
        for (TenantId tenant : SimulatedCast.TENANTS) {
            rows(tenant).stream()
                    .map(row -> new Task.Erase(Erasure.of(tenant, row.id())))
                    .forEach(task -> check(
                            registry.apply(task) instanceof Either<?, ?> answer && answer.isRight(),
                            task + " is refused"));
        }
        world.effects.states().forEach((whose, states) -> {
            check(
                    registry.apply(new Task.Find(whose.tenant(), whose.id())) instanceof Optional<?> found
                            && found.filter(ErasedUser.class::isInstance).isPresent(),
                    whose + " is not erased");
            isForgotten(whose, states, requestKeys);
        });
    }

    private void isForgotten(Effects.Whose whose, List<AnyUser> states, Collection<RequestKey> requestKeys) {
        List<Key> keys = states.stream()
                .filter(User.class::isInstance)
                .flatMap(state -> ((User) state).keys().stream())
                .distinct()
                .toList();
        Question question = Question.of(whose.tenant(), keys).withFormerRecalled(true);
        Facts facts = world.users().look(question);
        check(facts.holders().isEmpty() && facts.former().isEmpty(), "a key still leads to " + whose);
        for (RequestKey key : requestKeys) {
            world.users()
                    .look(Question.of(whose.tenant(), List.of()).withRequestKey(Optional.of(key)))
                    .remembered()
                    .ifPresent(record -> check(
                            record.outcome().user() instanceof ErasedUser
                                    && (key.operation() == Operation.ERASE
                                            || record.fingerprint().equals(Fingerprint.ERASED)),
                            "an idempotency key still tells of " + whose));
        }
    }

    /** O1, O3, O4: a reader that does not die is handed all that is left, and then nothing any more. */
    void readAllEvents() {
        world.effects.areHistories((tenant, id) -> events(registry.apply(new Task.History(tenant, id))));
        for (List<Event> leased = leased(); !leased.isEmpty(); leased = leased()) {
            List<EventId> done = leased.stream().map(Event::id).toList();
            check(registry.apply(new Task.EventsDone(done)).equals(done), "they cannot be done");
        }
        world.effects.areAllTold();
        world.effects.areHistories((tenant, id) -> events(registry.apply(new Task.History(tenant, id))));
    }

    private List<Event> leased() {
        return events(registry.apply(new Task.LeaseEvents(Integer.MAX_VALUE, SimulatedWorld.LEASE)));
    }

    private static List<Event> events(Object answer) {
        return ((List<?>) answer).stream().map(Event.class::cast).toList();
    }

    private List<AnyUser> rows(TenantId tenant) {
        return ((Page) registry.apply(new Task.ListUsers(tenant, true))).rows();
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }
}
