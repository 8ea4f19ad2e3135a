package dev.partyline.inmemory.simulation;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.ports.driven.Page;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Looks at everything there is, once nothing is under way any more. */
final class Inspection {
    private final Function<Task, Object> registry;
    private final InMemoryPhonePool pool;

    Inspection(Function<Task, Object> registry, InMemoryPhonePool pool) {
        this.registry = registry;
        this.pool = pool;
    }

    /** Keys (S2, D2, P2, C4, N4, A2, A3), lines (P5), and that each user is found as it is listed (R1). */
    void inspect() {
        List<User> active = new ArrayList<>();
        for (TenantId tenant : SimulatedCast.TENANTS) {
            rows(tenant).stream()
                    .filter(User.class::isInstance)
                    .map(User.class::cast)
                    .forEach(active::add);
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
            check(pool.usersOf(line) == users, line + " has " + pool.usersOf(line) + " users and not " + users);
            for (PhoneNumber phone : SimulatedCast.PHONES) {
                Optional<User> there = active.stream()
                        .filter(user -> user.keys().contains(new Key.PhoneOnLine(phone, line)))
                        .findFirst();
                check(
                        registry.apply(new Task.FindOnLine(phone, line)).equals(there),
                        phone + " on " + line + " does not lead to " + there);
            }
        }
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

    private List<AnyUser> rows(TenantId tenant) {
        return ((Page) registry.apply(new Task.ListUsers(tenant, true))).rows();
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }
}
