package dev.partyline.inmemory.simulation;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.PlainEvents;
import dev.partyline.inmemory.Registries;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.inmemory.history.GatedEvents;
import dev.partyline.inmemory.history.GatedPool;
import dev.partyline.inmemory.history.GatedStore;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A registry over a store or a pool with one fault, put there on purpose: the simulation must find every one of them.
 */
interface PlantedPortFault extends SimulatedWiring {
    static List<PlantedPortFault> all() {
        return Stream.<PlantedPortFault[]>of(
                        PlantedStoreFault.values(),
                        PlantedVersionFault.values(),
                        PlantedEventFault.values(),
                        PlantedLineFault.values())
                .flatMap(Stream::of)
                .toList();
    }

    /** A store that fences settled changes, if they are such. */
    default UserStore store(UserStore sound, SimulatedWorld world) {
        return new Store(sound, world) {
            private final Set<Version> made = new HashSet<>();
            private final Set<Version> fenced = new HashSet<>();

            @Override
            public Commit commit(Change change) {
                return world.pass(() -> {
                    if (fenced.contains(change.version()) && isFenced(change)) {
                        return new Commit.Outdated();
                    }
                    Commit commit = sound.commit(change);
                    if (commit instanceof Commit.Done) {
                        made.add(change.version());
                    }
                    return commit;
                });
            }

            @Override
            public Optional<AnyUser> settle(Version version) {
                return world.pass(() -> {
                    if (made.contains(version)) {
                        return sound.settle(version);
                    }
                    fenced.add(version);
                    return Optional.empty();
                });
            }
        };
    }

    default boolean isFenced(Change change) {
        return true;
    }

    default PhonePool pool(PhonePool sound, SimulatedWorld world) {
        return new GatedPool(sound, world);
    }

    @Override
    default Registries registry(SimulatedWorld world) {
        return Registries.of(
                store(world.watched(InMemoryUserStore.withoutLines()), world),
                pool(world.lines.judged(), world),
                world,
                world.options());
    }

    /** A store whose events are another system. */
    class StoreWithEventsBesideIt extends Store {
        final PlainEvents events = new PlainEvents();
        private final Gate gate;

        StoreWithEventsBesideIt(UserStore sound, Gate gate) {
            super(sound, gate);
            this.gate = gate;
        }

        /** In the step that is under way, or in one of its own. */
        void told(Change change, Commit commit) {
            if (change instanceof Change.Effective effect && commit instanceof Commit.Done done) {
                events.add(effect, done.user());
            }
        }

        @Override
        public Events events() {
            return new GatedEvents(events, gate);
        }
    }

    /** A store whose steps can be taken apart: what is in front of the gate has no state of its own. */
    class Store extends GatedStore {
        Store(UserStore sound, Gate gate) {
            super(sound, gate);
        }

        @Override
        public Commit commit(Change change) {
            return change.fold(
                    this::admit,
                    super::commit,
                    this::replace,
                    super::commit,
                    this::deactivate,
                    super::commit,
                    super::commit);
        }

        Commit admit(Change.Admit change) {
            return super.commit(change);
        }

        Commit replace(Change.Replace change) {
            return super.commit(change);
        }

        Commit deactivate(Change.Deactivate change) {
            return super.commit(change);
        }
    }
}
