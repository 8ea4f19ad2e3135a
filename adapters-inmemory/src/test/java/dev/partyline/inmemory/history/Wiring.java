package dev.partyline.inmemory.history;

import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.UserRegistry;
import java.util.List;
import java.util.function.Supplier;

/** The two ways to put a registry together: one system for users and lines, and two. */
public enum Wiring {
    WITH_LINES {
        @Override
        UserRegistry registry(HistoryWorld world, InMemoryPhonePool pool) {
            return UserRegistry.of(InMemoryUserStore.withLines(pool), world, world.options());
        }

        @Override
        UserRegistry registry(HistoryWorld world, InMemoryPhonePool pool, Gate gate) {
            return UserRegistry.of(
                    new GatedStore.AdmittingAtOnce(InMemoryUserStore.withLines(pool), gate), world, world.options());
        }
    },
    LEASED {
        @Override
        UserRegistry registry(HistoryWorld world, InMemoryPhonePool pool) {
            return UserRegistry.of(InMemoryUserStore.withoutLines(), pool, world, world.options());
        }

        @Override
        UserRegistry registry(HistoryWorld world, InMemoryPhonePool pool, Gate gate) {
            return UserRegistry.of(
                    new GatedStore(InMemoryUserStore.withoutLines(), gate),
                    new GatedPool(pool, gate),
                    world,
                    world.options());
        }
    };

    abstract UserRegistry registry(HistoryWorld world, InMemoryPhonePool pool);

    abstract UserRegistry registry(HistoryWorld world, InMemoryPhonePool pool, Gate gate);

    /** A world with this wiring, whose pool has lines of these capacities. */
    HistoryWorld world(List<Integer> capacities) {
        return new HistoryWorld(capacities, this::registry);
    }

    /** The same, with a gate in front of the store and the pool. */
    HistoryWorld world(List<Integer> capacities, Gate gate) {
        return new HistoryWorld(capacities, (world, pool) -> registry(world, pool, gate));
    }

    /** A gate where clients wait for their turn. */
    static Gate turnstile(Turns turns) {
        return new Gate() {
            @Override
            public <T> T pass(Supplier<T> call) {
                turns.pause();
                return call.get();
            }
        };
    }
}
