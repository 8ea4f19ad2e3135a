package dev.partyline.inmemory.kinds;

import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.UserStore;
import java.time.InstantSource;
import java.util.List;

/** The two ways in which a registry stands on what is in memory. */
enum Wiring {
    ONE_SYSTEM {
        @Override
        UserRegistry registry(InstantSource clock, PasswordHasher passwords, PoolLine line) {
            return UserRegistry.of(
                    InMemoryUserStore.withLines(InMemoryPhonePool.of(List.of(line))),
                    new Surroundings(),
                    options(clock, passwords));
        }
    },
    TWO_SYSTEMS {
        @Override
        UserRegistry registry(InstantSource clock, PasswordHasher passwords, PoolLine line) {
            return over(InMemoryUserStore.withoutLines(), clock, passwords, line);
        }
    };

    static final Line POOL_LINE = Surroundings.LINES.get(0);

    abstract UserRegistry registry(InstantSource clock, PasswordHasher passwords, PoolLine line);

    UserRegistry registry(InstantSource clock) {
        return registry(clock, new SaltedSha(), PoolLine.unlimited(POOL_LINE));
    }

    static UserRegistry over(UserStore store, InstantSource clock, PasswordHasher passwords, PoolLine line) {
        return UserRegistry.of(
                store,
                InMemoryPhonePool.of(List.of(line), clock, InMemoryPhonePool.DEFAULT_LEASE),
                new Surroundings(),
                options(clock, passwords));
    }

    private static RegistryOptions options(InstantSource clock, PasswordHasher passwords) {
        return RegistryOptions.DEFAULT.withClock(clock).withPasswords(passwords);
    }
}
