package dev.partyline.inmemory.kinds;

import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.ports.Cell;
import dev.partyline.ports.Cells;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.UserStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The ways in which registries stand on what is in memory. */
enum Wiring {
    ONE_SYSTEM {
        @Override
        Registries registries(InMemoryPhonePool pool, RegistryOptions options) {
            UserStore store = InMemoryUserStore.withLines(pool);
            return new Registries(
                    UserRegistry.of(store, new Surroundings(), options),
                    LineRegistry.of(store, new Surroundings(), options));
        }
    },
    TWO_SYSTEMS {
        @Override
        Registries registries(InMemoryPhonePool pool, RegistryOptions options) {
            UserStore store = InMemoryUserStore.withoutLines();
            return new Registries(
                    UserRegistry.of(store, pool, new Surroundings(), options),
                    LineRegistry.of(store, pool, new Surroundings(), options));
        }
    },
    SEVERAL_CELLS {
        @Override
        Registries registries(InMemoryPhonePool pool, RegistryOptions options) {
            Cells cells = Cells.of(
                    Map.of(
                            Districts.LINES, new Cell(InMemoryUserStore.withLines(pool)),
                            Districts.EVEN, new Cell(InMemoryUserStore.withoutLines()),
                            Districts.ODD, new Cell(InMemoryUserStore.withoutLines())),
                    new Districts(),
                    new Surroundings(),
                    options);
            return new Registries(cells.users(), cells.lines());
        }
    };

    /** One of users and one of lines, over the same store. */
    record Registries(UserRegistry users, LineRegistry lines) {}

    static final Line POOL_LINE = Surroundings.LINES.get(0);

    abstract Registries registries(InMemoryPhonePool pool, RegistryOptions options);

    Registries registries(InstantSource clock) {
        return registries(pool(clock, PoolLine.unlimited(POOL_LINE)), options(clock, new PlainHasher()));
    }

    UserRegistry registry(InstantSource clock, PasswordHasher passwords, PoolLine line) {
        return registries(pool(clock, line), options(clock, passwords)).users();
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
