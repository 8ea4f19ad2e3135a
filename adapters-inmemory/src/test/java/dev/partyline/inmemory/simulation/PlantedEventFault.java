package dev.partyline.inmemory.simulation;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.inmemory.history.ForwardingEvents;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.inmemory.history.GatedEvents;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a store does wrong with events. */
enum PlantedEventFault implements PlantedPortFault {
    /** O1: an event in a step of its own is lost with the answer of the step before it. */
    WRITES_EVENTS_LATER {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new StoreWithEventsBesideIt(sound, world) {
                @Override
                public Commit commit(Change change) {
                    Commit commit = super.commit(change);
                    world.pass(() -> {
                        told(change, commit);
                        return commit;
                    });
                    return commit;
                }
            };
        }
    },

    /** O1, E6: a change that was made is made known again once it is settled. */
    DOUBLES_EVENTS_ON_SETTLEMENT {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new StoreWithEventsBesideIt(sound, world) {
                private final Map<Version, Runnable> made = new HashMap<>();

                @Override
                public Commit commit(Change change) {
                    return world.pass(() -> {
                        Commit commit = sound.commit(change);
                        told(change, commit);
                        made.put(change.version(), () -> told(change, commit));
                        return commit;
                    });
                }

                @Override
                public Optional<AnyUser> settle(Version version) {
                    return world.pass(() -> {
                        Optional.ofNullable(made.get(version)).ifPresent(Runnable::run);
                        return sound.settle(version);
                    });
                }
            };
        }
    },

    /** O3 */
    HANDS_EVENTS_OUT_BEFORE_THEIR_TURN {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return withEvents(sound, world, new ForwardingEvents(sound.events()) {
                @Override
                public List<Event> lease(int most, Instant now, Instant until) {
                    List<Event> leased = super.lease(most, now, until);
                    return leased.isEmpty()
                            ? leased
                            : sound.events()
                                    .of(leased.get(0).tenant(), leased.get(0).user());
                }
            });
        }
    },

    /** O4: whoever leases it need not have handled it. */
    TAKES_LEASED_EVENTS_FOR_DONE {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return withEvents(sound, world, new ForwardingEvents(sound.events()) {
                @Override
                public List<Event> lease(int most, Instant now, Instant until) {
                    List<Event> leased = super.lease(most, now, until);
                    done(leased.stream().map(Event::id).toList(), now);
                    return leased;
                }
            });
        }
    },

    /** O4: two readers have one event. */
    LEASES_EVENTS_FOR_NO_TIME {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return withEvents(sound, world, new ForwardingEvents(sound.events()) {
                @Override
                public List<Event> lease(int most, Instant now, Instant until) {
                    return super.lease(most, now, now);
                }
            });
        }
    },

    /** X2: what was told once is told as it was, though its user is erased since. */
    REMEMBERS_WHAT_IT_TOLD {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return withEvents(sound, world, new ForwardingEvents(sound.events()) {
                private final Map<EventId, Event> told = new HashMap<>();

                @Override
                public List<Event> lease(int most, Instant now, Instant until) {
                    return asTold(super.lease(most, now, until));
                }

                @Override
                public List<Event> of(TenantId tenant, UserId user) {
                    return asTold(super.of(tenant, user));
                }

                private List<Event> asTold(List<Event> events) {
                    return events.stream()
                            .map(event -> told.computeIfAbsent(event.id(), first -> event))
                            .toList();
                }
            });
        }
    };

    /** A store with these events. */
    private static UserStore withEvents(UserStore sound, Gate gate, Events events) {
        return new Store(sound, gate) {
            @Override
            public Events events() {
                return new GatedEvents(events, gate);
            }
        };
    }
}
