package dev.partyline.inmemory.history;

import dev.partyline.inmemory.InMemoryAllocatingUserStore;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.UserRegistry;
import java.util.List;
import java.util.function.Supplier;

/** The two ways to put a registry together: one system for users and lines, and two. */
enum Wiring {
    ALLOCATING {
        @Override
        UserRegistry registry(World world, InMemoryPhonePool pool) {
            return UserRegistry.over(
                    new InMemoryAllocatingUserStore(pool), world::owns, world::project, world.options());
        }

        @Override
        UserRegistry registry(World world, InMemoryPhonePool pool, Gate gate) {
            return UserRegistry.over(
                    new GatedStore.Allocating(new InMemoryAllocatingUserStore(pool), gate),
                    world::owns,
                    world::project,
                    world.options());
        }
    },
    LEASED {
        @Override
        UserRegistry registry(World world, InMemoryPhonePool pool) {
            return UserRegistry.over(new InMemoryUserStore(), pool, world::owns, world::project, world.options());
        }

        @Override
        UserRegistry registry(World world, InMemoryPhonePool pool, Gate gate) {
            return UserRegistry.over(
                    new GatedStore(new InMemoryUserStore(), gate),
                    new GatedPool(pool, gate),
                    world::owns,
                    world::project,
                    world.options());
        }
    };

    abstract UserRegistry registry(World world, InMemoryPhonePool pool);

    abstract UserRegistry registry(World world, InMemoryPhonePool pool, Gate gate);

    /** A world with this wiring, whose pool has lines of these capacities. */
    World world(List<Integer> capacities) {
        return new World(capacities, this::registry);
    }

    /** The same, with a gate in front of the store and the pool. */
    World world(List<Integer> capacities, Gate gate) {
        return new World(capacities, (world, pool) -> registry(world, pool, gate));
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
