package dev.partyline.inmemory.simulation;

import dev.partyline.inmemory.InMemoryAllocatingUserStore;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.history.GatedPool;
import dev.partyline.inmemory.history.GatedStore;
import dev.partyline.ports.UserRegistry;

/** How a registry is put together from what is in a world. */
@FunctionalInterface
interface Wiring {
    /** One system for users and lines. */
    Wiring ALLOCATING = world -> UserRegistry.over(
            new GatedStore.Allocating(world.watching(new InMemoryAllocatingUserStore(world.pool)), world),
            world,
            world,
            world.options());

    /** Two systems. */
    Wiring LEASED = world -> UserRegistry.over(
            new GatedStore(world.watching(new InMemoryUserStore()), world),
            new GatedPool(world.pool, world),
            world,
            world,
            world.options());

    UserRegistry registry(World world);
}
