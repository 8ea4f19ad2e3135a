package dev.partyline.inmemory.simulation;

import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.Registries;
import dev.partyline.inmemory.history.GatedPool;
import dev.partyline.inmemory.history.GatedStore;

/** How a registry is put together from what is in a world. */
@FunctionalInterface
interface SimulatedWiring {
    /** One system for users and lines. */
    SimulatedWiring WITH_LINES = world -> Registries.of(
            new GatedStore.AdmittingAtOnce(world.watched(InMemoryUserStore.withLines(world.lines.pool)), world),
            world,
            world.options());

    /** Two systems. */
    SimulatedWiring LEASED = world -> Registries.of(
            new GatedStore(world.watched(InMemoryUserStore.withoutLines()), world),
            new GatedPool(world.lines.judged(), world),
            world,
            world.options());

    Registries registry(SimulatedWorld world);
}
