package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.Registries;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.inmemory.history.GatedStore;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.Verdict;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.MovableClock;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A registry for runs, with few places on two lines, and all that it tells in words that two of them have in common.
 */
final class RunWorld {
    /** What the registry stands on. */
    enum Base {
        A_STORE_WITH_LINES(Wiring.ONE_SYSTEM),
        A_STORE_AND_A_POOL(Wiring.TWO_SYSTEMS),
        A_STORE_THAT_ADMITS_AT_ONCE(Wiring.ONE_SYSTEM),
        SEVERAL_CELLS(Wiring.SEVERAL_CELLS);

        private final Wiring wiring;

        Base(Wiring wiring) {
            this.wiring = wiring;
        }

        private UserStore behind(Gate gate, UserStore store) {
            return this == A_STORE_THAT_ADMITS_AT_ONCE
                    ? new GatedStore.AdmittingAtOnce(store, gate)
                    : new GatedStore(store, gate);
        }
    }

    static final int FEW = 4;
    static final int MANY = 1_000_000;

    /** Ids that are the same in each world, so that a failure comes again. */
    private final Random ids = new Random(1);

    private final MovableClock clock = new MovableClock(Surroundings.START);
    private final LineRegistry lines;
    private final Map<String, String> names = new HashMap<>();
    final UserRegistry registry;

    RunWorld(Base base, int capacity) {
        this(base, capacity, Gate.OPEN, new PlainHasher(), new Surroundings());
    }

    RunWorld(Base base, int capacity, Gate gate, PasswordHasher passwords, Tenants tenants) {
        RegistryOptions options = RegistryOptions.DEFAULT
                .withClock(clock)
                .withIds(() -> new UserId(new UUID(ids.nextLong(), ids.nextLong())))
                .withPasswords(passwords)
                .keepingFormerPairs(Duration.ZERO);
        InMemoryPhonePool pool = InMemoryPhonePool.of(
                Surroundings.LINES.stream()
                        // Which of two lines with as many users is given, depends on what a pool gave before.
                        .limit(base == Base.A_STORE_AND_A_POOL ? 1 : 2)
                        .map(line -> new PoolLine(line, capacity))
                        .toList(),
                clock,
                InMemoryPhonePool.DEFAULT_LEASE);
        Registries registries = onceTheyAreThere(
                () -> base.wiring.registries(pool, store -> base.behind(gate, store), tenants, options));
        registry = registries.users();
        lines = registries.lines();
    }

    /** Cells are put together by a host that begins again until each of them answers. */
    private static Registries onceTheyAreThere(Supplier<Registries> registries) {
        while (true) {
            try {
                return registries.get();
            } catch (UnavailableException down) {
                assertThat(down.effect()).isNotNull();
            }
        }
    }

    /** The request that the command stands for, whose user may be of any kind. */
    static CreateRequest<? extends Refusal, ? extends User> request(Create create) {
        return switch (create.kind()) {
            case SHARED -> Requests.shared(create);
            case DEDICATED -> Requests.dedicated(create);
            case CUSTOMER -> Requests.customer(create);
            case SUBSCRIBER -> Requests.subscriber(create);
            case APP -> Requests.app(create);
        };
    }

    Iterator<Verdict<Refusal, User>> run(Run run, List<Create> rows) {
        return registry.createAll(run, rows.stream().map(RunWorld::request).iterator());
    }

    Seen alone(Create create) {
        return alone(request(create));
    }

    private <R extends Refusal, U extends User> Seen alone(CreateRequest<R, U> request) {
        return seen(registry.create(request));
    }

    /** With ids as they are, for callers at the same time. */
    Seen aloneUnnamed(Create create) {
        return aloneUnnamed(request(create));
    }

    private <R extends Refusal, U extends User> Seen aloneUnnamed(CreateRequest<R, U> request) {
        return Seen.outcome(registry.create(request));
    }

    /** How many active users there are in all tenants. */
    int users() {
        return active(UserKind.SHARED) + active(UserKind.CUSTOMER) + active(UserKind.SUBSCRIBER) + active(UserKind.APP);
    }

    private int active(UserKind kind) {
        return IntStream.range(0, 2)
                .mapToObj(tenant -> Surroundings.tenant(kind, tenant))
                .mapToInt(tenant -> registry.list(Listing.of(tenant, Listing.MAX_LIMIT))
                        .rows()
                        .size())
                .sum();
    }

    /** How many of them are shared users. */
    int shared() {
        return IntStream.range(0, 2)
                .map(tenant -> registry.usage(Surroundings.tenant(UserKind.SHARED, tenant))
                        .get()
                        .of(UserKind.SHARED))
                .sum();
    }

    /** How many places of the lines are taken, once what was overtaken is settled. */
    int onLines() {
        settle();
        return lines.lines(Optional.empty(), 10).lines().stream()
                .mapToInt(LineUse::users)
                .sum();
    }

    private void settle() {
        clock.advance(InMemoryPhonePool.DEFAULT_LEASE.plusSeconds(1));
        registry.sweep();
    }

    <U extends User> Seen seen(Either<? extends Refusal, Outcome<U>> answer) {
        Seen seen = Seen.outcome(answer);
        return new Seen(seen.what(), named(seen.user()));
    }

    /** Ids are named in the order in which they are seen. */
    private Map<String, String> named(Map<String, String> members) {
        Map<String, String> named = new TreeMap<>(members);
        named.computeIfPresent("id", (name, id) -> names.computeIfAbsent(id, first -> "user " + names.size()));
        return named;
    }

    /** All users with their events, and the loads of the lines, once what crashed is settled. */
    List<String> state() {
        settle();
        List<String> state = new ArrayList<>();
        for (UserKind kind : UserKind.values()) {
            for (int tenant = 0; tenant < 2; tenant++) {
                TenantId id = Surroundings.tenant(kind, tenant);
                registry.list(Listing.of(id, Listing.MAX_LIMIT).withDeactivated())
                        .rows()
                        .forEach(user -> state.add(told(user)));
                state.add(registry.usage(id).toString());
            }
        }
        Collections.sort(state);
        state.add(lines.lines(Optional.empty(), 10).toString());
        return state;
    }

    private String told(AnyUser row) {
        User user = row instanceof DeactivatedUser former ? former.user() : (User) row;
        Stream<String> events =
                registry.history(user.tenant(), user.id()).stream().map(RunWorld::told);
        return user.tenant() + " " + row.version() + named(Seen.members(user)) + events.toList();
    }

    private static String told(Event event) {
        return event.version() + " " + event.happened() + event.fields();
    }
}
