package dev.partyline.inmemory.kinds;

import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.Registries;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.ports.Cell;
import dev.partyline.ports.Cells;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The ways in which registries stand on what is in memory. */
enum Wiring {
    ONE_SYSTEM {
        @Override
        Registries registries(
                InMemoryPhonePool pool, UnaryOperator<UserStore> front, Tenants tenants, RegistryOptions options) {
            return Registries.of(front.apply(InMemoryUserStore.withLines(pool)), tenants, options);
        }
    },
    TWO_SYSTEMS {
        @Override
        Registries registries(
                InMemoryPhonePool pool, UnaryOperator<UserStore> front, Tenants tenants, RegistryOptions options) {
            return Registries.of(front.apply(InMemoryUserStore.withoutLines()), pool, tenants, options);
        }
    },
    SEVERAL_CELLS {
        @Override
        Registries registries(
                InMemoryPhonePool pool, UnaryOperator<UserStore> front, Tenants tenants, RegistryOptions options) {
            Cells cells = Cells.of(
                    Map.of(
                            Districts.LINES, new Cell(front.apply(InMemoryUserStore.withLines(pool))),
                            Districts.EVEN, new Cell(front.apply(InMemoryUserStore.withoutLines())),
                            Districts.ODD, new Cell(front.apply(InMemoryUserStore.withoutLines()))),
                    new Districts(),
                    tenants,
                    options);
            return new Registries(cells.users(), cells.lines());
        }
    };

    static final Line POOL_LINE = Surroundings.LINES.get(0);

    /**
     * Registries over new stores.
     *
     * @param front what stands in front of each store
     */
    abstract Registries registries(
            InMemoryPhonePool pool, UnaryOperator<UserStore> front, Tenants tenants, RegistryOptions options);

    private Registries registries(InstantSource clock, PasswordHasher passwords, PoolLine line) {
        return registries(pool(clock, line), UnaryOperator.identity(), new Surroundings(), options(clock, passwords));
    }

    Registries registries(InstantSource clock) {
        return registries(clock, new PlainHasher(), PoolLine.unlimited(POOL_LINE));
    }

    UserRegistry registry(InstantSource clock, PasswordHasher passwords, PoolLine line) {
        return registries(clock, passwords, line).users();
    }

    UserRegistry registry(InstantSource clock) {
        return registries(clock).users();
    }

    static UserRegistry over(UserStore store, InstantSource clock, PasswordHasher passwords, PoolLine line) {
        return UserRegistry.of(store, pool(clock, line), new Surroundings(), options(clock, passwords));
    }

    private static InMemoryPhonePool pool(InstantSource clock, PoolLine line) {
        return InMemoryPhonePool.of(List.of(line), clock, InMemoryPhonePool.DEFAULT_LEASE);
    }

    private static RegistryOptions options(InstantSource clock, PasswordHasher passwords) {
        return RegistryOptions.DEFAULT.withClock(clock).withPasswords(passwords).keepingFormerPairs(Duration.ZERO);
    }
}
