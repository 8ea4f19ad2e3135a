package dev.partyline.inmemory.simulation;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Nearness;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.history.GatedPool;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a store or a pool does wrong with lines. */
enum PlantedLineFault implements PlantedPortFault {
    /** P5: released, a place that was leased is gone, but for its users, who are counted for ever. */
    KEEPS_WHAT_IS_RELEASED {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public void release(ChangeId place) {
                    confirm(place);
                }
            };
        }
    },

    /** P5: what is lapsed is given back, and nobody asks the store whether it is in use. */
    RELEASES_WHATEVER_LAPSES {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public List<Version> lapsed(int limit) {
                    List<Version> lapsed = super.lapsed(limit);
                    lapsed.forEach(lease -> release(lease.by()));
                    return lapsed;
                }
            };
        }
    },

    /** P4, P5: a lapsed lease makes room at once. */
    GIVES_LAPSED_LEASES_AWAY {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public Lease lease(LeaseRequest request) {
                    return world.pass(() -> {
                        sound.lapsed(Integer.MAX_VALUE).forEach(lease -> sound.release(lease.by()));
                        return sound.lease(request);
                    });
                }
            };
        }
    },

    /** P5: what is about to be deactivated is no lease, and stays where the client does not. */
    REOPENS_NOTHING {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public void reopen(ChangeId place) {
                    // Confirmed it stays.
                }
            };
        }
    },

    /** P2 */
    GIVES_LINES_THAT_ARE_TAKEN {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                @Override
                Commit admit(Change.Admit change) {
                    return world.pass(() -> {
                        Commit commit = sound.commit(change);
                        return commit instanceof Commit.Outdated && change.user() instanceof SharedUser user
                                ? new Commit.Done(user)
                                : commit;
                    });
                }
            };
        }
    },

    /** S6: where a line is free, but another one than it has thought of. */
    SAYS_EXHAUSTED_THOUGH_A_LINE_IS_FREE {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public Lease lease(LeaseRequest request) {
                    Set<Line> taken = new HashSet<>(request.taken());
                    taken.add(SimulatedCast.LINES.get(0));
                    return super.lease(new LeaseRequest(request.admission(), taken, request.wish()));
                }
            };
        }
    },

    /** E5 */
    FORESEES_A_LINE_THAT_THERE_IS_NOT {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public Optional<Line> choose(Set<Line> taken, LineWish wish) {
                    return world.pass(() -> Optional.of(SimulatedCast.LINES.get(0)));
                }
            };
        }
    },

    /** E5 */
    FORESEES_NO_LINE_THOUGH_THERE_IS_ONE {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public Optional<Line> choose(Set<Line> taken, LineWish wish) {
                    return world.pass(() -> Optional.empty());
                }
            };
        }
    },

    /** P1, P4 */
    IGNORES_STATES {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public Lease lease(LeaseRequest request) {
                    return world.pass(() -> {
                        world.lines.pool.setState(SimulatedCast.LINES.get(0), LineState.OPEN);
                        return sound.lease(request);
                    });
                }
            };
        }
    },

    /** P5, P6: whoever moves keeps its place on the line that it left. */
    LEAVES_THE_FORMER_PLACE_TAKEN {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                private final Map<ChangeId, UserId> users = new HashMap<>();
                private final Map<UserId, ChangeId> last = new HashMap<>();

                @Override
                public Lease lease(LeaseRequest request) {
                    return world.pass(() -> {
                        Lease lease = sound.lease(request);
                        if (lease instanceof Lease.Granted) {
                            users.put(request.place(), request.admission().user());
                            last.put(request.admission().user(), request.place());
                        }
                        return lease;
                    });
                }

                @Override
                public void release(ChangeId place) {
                    if (place.equals(last.get(users.get(place)))) {
                        super.release(place);
                    } else {
                        confirm(place);
                    }
                }
            };
        }
    },

    /** R5 */
    KEEPS_NO_FORMER_PAIR {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                @Override
                Commit replace(Change.Replace change) {
                    return super.replace(new Change.Replace(
                            change.id(),
                            change.before(),
                            change.after(),
                            change.at(),
                            change.fields(),
                            change.claim()));
                }
            };
        }
    },

    /** R5: it leads to whoever left it, and is free for everybody. */
    GIVES_A_FORMER_PAIR_TO_SOMEBODY_ELSE {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                @Override
                public Commit commit(Change change) {
                    return world.pass(() -> {
                        Commit commit = sound.commit(change);
                        if (!(commit instanceof Commit.Outdated)) {
                            return commit;
                        }
                        sound.sweep(Instant.MAX);
                        return sound.commit(change);
                    });
                }

                @Override
                public Set<FormerPair> formerPairs(PhoneNumber phone) {
                    Set<FormerPair> pairs = super.formerPairs(phone);
                    return world.isRouting() ? pairs : Set.of();
                }

                @Override
                public Facts look(Question question) {
                    Facts facts = super.look(question);
                    if (world.isRouting()) {
                        return facts;
                    }
                    Map<Key, User> present = new HashMap<>(facts.holders());
                    present.entrySet().removeIf(held -> !held.getValue().keys().contains(held.getKey()));
                    return new Facts(
                            present,
                            facts.sharedUsers(),
                            facts.former(),
                            facts.user(),
                            facts.remembered(),
                            facts.lineToBeHad(),
                            facts.admitted());
                }
            };
        }
    },

    /** O1, P6 */
    MOVES_WITHOUT_AN_EVENT {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new StoreWithEventsBesideIt(sound, world) {
                @Override
                public Commit commit(Change change) {
                    return world.pass(() -> {
                        Commit commit = sound.commit(change);
                        if (!(change instanceof Change.Replace replace
                                && replace.fields().contains(Field.ASSIGNED_PHONE_NUMBER))) {
                            told(change, commit);
                        }
                        return commit;
                    });
                }
            };
        }
    },

    /** P6: the first user of the line is not among those that are to be moved. */
    PASSES_OVER_A_USER_OF_THE_LINE {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                @Override
                public List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
                    return world.pass(() ->
                            sound.usersOn(line, after, most).stream().skip(1).toList());
                }
            };
        }
    },

    /** P6: whose users are moved, and which takes new ones. */
    LEAVES_A_RETIRED_LINE_OPEN {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
                    return find(line);
                }
            };
        }
    },

    /** P7 */
    GIVES_LINES_THAT_ARE_NOT_AS_NEAR_AS_DEMANDED {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return wishing(
                    sound,
                    world,
                    wish -> new LineWish(wish.named(), wish.preferred(), wish.avoided(), Nearness.ANYWHERE));
        }
    },

    /** P8 */
    GIVES_ANOTHER_LINE_THAN_IS_NAMED {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return wishing(sound, world, wish -> wish.named().isPresent() ? LineWish.NONE : wish);
        }
    },

    /** P8 */
    GIVES_RESERVED_LINES_UNASKED {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public Lease lease(LeaseRequest request) {
                    return world.pass(() -> {
                        Lease lease = sound.lease(request);
                        for (Line line : SimulatedCast.LINES) {
                            if (lease instanceof Lease.Exhausted) {
                                lease = sound.lease(
                                        new LeaseRequest(request.admission(), request.taken(), LineWish.naming(line)));
                            }
                        }
                        return lease;
                    });
                }
            };
        }
    },

    /** P8 */
    TAKES_LINES_AT_RISK_FOR_OPEN_ONES {
        @Override
        public PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public Lease lease(LeaseRequest request) {
                    return world.pass(() -> {
                        SimulatedCast.LINES.stream()
                                .filter(line -> world.lines.has(line) && world.lines.state(line) == LineState.AT_RISK)
                                .forEach(line -> world.lines.pool.setState(line, LineState.OPEN));
                        return sound.lease(request);
                    });
                }
            };
        }
    };

    /** A pool that grants another wish. */
    private static PhonePool wishing(PhonePool sound, SimulatedWorld world, UnaryOperator<LineWish> other) {
        return new GatedPool(sound, world) {
            @Override
            public Lease lease(LeaseRequest request) {
                return super.lease(new LeaseRequest(request.admission(), request.taken(), other.apply(request.wish())));
            }
        };
    }
}
