package dev.partyline.inmemory.simulation;

import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.history.GatedPool;
import dev.partyline.inmemory.history.GatedStore;
import dev.partyline.ports.UserRegistry;

/** How a registry is put together from what is in a world. */
@FunctionalInterface
interface SimulatedWiring {
    /** One system for users and lines. */
    SimulatedWiring WITH_LINES = world -> UserRegistry.of(
            new GatedStore.AdmittingAtOnce(world.watched(InMemoryUserStore.withLines(world.pool)), world),
            world,
            world.options());

    /** Two systems. */
    SimulatedWiring LEASED = world -> UserRegistry.of(
            new GatedStore(world.watched(InMemoryUserStore.withoutLines()), world),
            new GatedPool(world.pool, world),
            world,
            world.options());

    UserRegistry registry(SimulatedWorld world);
}
