package dev.partyline.inmemory.simulation;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.LineState;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.inmemory.history.GatedPool;
import dev.partyline.inmemory.history.GatedStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A registry over a store or a pool with one fault, put there on purpose: the simulation must find every one of them. */
enum Planted implements Wiring {
    /** S2, C4, N4, A2: whoever holds a key is looked for first, and is pushed aside where there is somebody by then. */
    CHECKS_A_KEY_THEN_ACTS {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                Commit admit(Change.Admit change) {
                    User user = change.user();
                    Question question = Question.of(user.tenant(), user.keys());
                    return look(question).holders().isEmpty()
                            ? gate.pass(() -> {
                                sound.look(question).holders().values().stream()
                                        .distinct()
                                        .forEach(
                                                other -> sound.commit(new Change.Deactivate(other, other.createdAt())));
                                return sound.commit(change);
                            })
                            : Commit.OUTDATED;
                }
            };
        }
    },

    /** S4: the limit is compared with a count that was taken before. */
    COUNTS_OUTSIDE_THE_STEP {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                Commit admit(Change.Admit change) {
                    return super.admit(new Change.Admit(
                            change.user(), change.revived(), change.lastHolder(), OptionalInt.empty()));
                }
            };
        }
    },

    /** A2: one identifier after the other, and those that were had stay where the next one can't be. */
    CLAIMS_KEYS_ONE_BY_ONE {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                Commit admit(Change.Admit change) {
                    if (!(change.user() instanceof AppUser whole)
                            || whole.identifiers().size() < 2) {
                        return super.admit(change);
                    }
                    AppUser part = new AppUser(
                            whole.id(),
                            whole.app(),
                            whole.identifiers().subList(0, 1),
                            whole.externalId(),
                            whole.profile(),
                            whole.createdAt());
                    Commit first = super.admit(
                            new Change.Admit(part, change.revived(), change.lastHolder(), change.sharedUserLimit()));
                    return first == Commit.DONE ? replace(new Change.Replace(part, whole)) : first;
                }
            };
        }
    },

    /** S3, N2: what an update was decided on is not looked at when it is written. */
    LOSES_UPDATES {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                Commit replace(Change.Replace change) {
                    return gate.pass(() -> sound.find(
                                    change.before().tenant(), change.before().id())
                            .map(present -> sound.commit(new Change.Replace(present, change.after())))
                            .orElse(Commit.OUTDATED));
                }
            };
        }
    },

    /** I6: first the change, then the record of it. */
    RECORDS_LATER {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                Commit answer(Change.Answer answer) {
                    Commit commit = answer.change().map(this::commit).orElse(Commit.DONE);
                    if (commit == Commit.DONE) {
                        super.answer(new Change.Answer(Optional.empty(), answer.record(), answer.forgotten()));
                    }
                    return commit;
                }
            };
        }
    },

    /** I3 */
    FORGETS_KEYS_TOO_SOON {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                Commit answer(Change.Answer answer) {
                    IdempotencyRecord record = answer.record();
                    return super.answer(new Change.Answer(
                            answer.change(),
                            new IdempotencyRecord(
                                    record.tenant(),
                                    record.key(),
                                    record.fingerprint(),
                                    record.firstUse().minus(Duration.ofSeconds(2)),
                                    record.outcome()),
                            answer.forgotten()));
                }
            };
        }
    },

    /** P5: whoever is slow gets a place that was given back. */
    LETS_SETTLED_PLACES_IN {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                public boolean settle(TenantId tenant, UserId id, PlaceId place) {
                    return find(tenant, id)
                            .filter(user -> user instanceof SharedUser shared
                                    && shared.place().equals(place))
                            .isPresent();
                }
            };
        }
    },

    /** L1: whoever is deactivated is still counted. */
    KEEPS_THE_QUOTA_SLOT {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                private final Map<TenantId, Integer> kept = new HashMap<>();

                @Override
                Commit deactivate(Change.Deactivate change) {
                    return gate.pass(() -> {
                        if (change.user() instanceof SharedUser) {
                            kept.merge(change.user().tenant(), 1, Integer::sum);
                        }
                        return sound.commit(change);
                    });
                }

                @Override
                public Facts look(Question question) {
                    return gate.pass(() -> {
                        Facts facts = sound.look(question);
                        return new Facts(
                                facts.holders(),
                                facts.sharedUsers() + kept.getOrDefault(question.tenant(), 0),
                                facts.former(),
                                facts.idTaken(),
                                facts.remembered());
                    });
                }
            };
        }
    },

    /** L1: whoever is deactivated still holds its first key. */
    KEEPS_A_KEY {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                private final Map<Key, User> kept = new HashMap<>();

                @Override
                Commit deactivate(Change.Deactivate change) {
                    return gate.pass(() -> {
                        change.user().keys().stream().findFirst().ifPresent(key -> kept.put(key, change.user()));
                        return sound.commit(change);
                    });
                }

                @Override
                public Facts look(Question question) {
                    return gate.pass(() -> {
                        Facts facts = sound.look(question);
                        Map<Key, User> holders = new HashMap<>(facts.holders());
                        for (Key key : question.keys()) {
                            Optional.ofNullable(kept.get(key)).ifPresent(user -> holders.putIfAbsent(key, user));
                        }
                        return new Facts(
                                holders, facts.sharedUsers(), facts.former(), facts.idTaken(), facts.remembered());
                    });
                }
            };
        }
    },

    /** E4: the connection was lost, and the store says that nothing was done. */
    SAYS_NONE_FOR_WHAT_IT_DID {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                public Commit commit(Change change) {
                    try {
                        return super.commit(change);
                    } catch (IllegalStateException lost) {
                        throw new UnavailableException("lost", Effect.NONE, lost);
                    }
                }
            };
        }
    },

    /** E6 */
    NEVER_KNOWS_OF_A_COMMIT {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return settling(sound, gate, false);
        }
    },

    /** E6 */
    TAKES_EVERY_COMMIT_FOR_DONE {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return settling(sound, gate, true);
        }
    },

    /** E6: done twice instead of asked about. */
    COMMITS_AGAIN {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                public Commit commit(Change change) {
                    try {
                        return super.commit(change);
                    } catch (IllegalStateException lost) {
                        return super.commit(change);
                    }
                }
            };
        }
    },

    /** T2 */
    FINDS_THROUGH_ANY_TENANT {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                public Optional<User> find(TenantId tenant, UserId id) {
                    return gate.pass(() -> Cast.TENANTS.stream()
                            .flatMap(any -> sound.find(any, id).stream())
                            .findFirst());
                }
            };
        }
    },

    /** P5: released, a place that was leased is gone, but for its users, who are counted for ever. */
    KEEPS_WHAT_IS_RELEASED {
        @Override
        PhonePool pool(PhonePool sound, World world) {
            return new GatedPool(sound, world) {
                @Override
                public void release(PlaceId place) {
                    confirm(place);
                }
            };
        }
    },

    /** P5: what is lapsed is given back, and nobody asks the store whether it is in use. */
    RELEASES_WHATEVER_LAPSES {
        @Override
        PhonePool pool(PhonePool sound, World world) {
            return new GatedPool(sound, world) {
                @Override
                public List<Lapsed> lapsed(int limit) {
                    List<Lapsed> lapsed = super.lapsed(limit);
                    lapsed.forEach(lease -> release(lease.place()));
                    return lapsed;
                }
            };
        }
    },

    /** P4, P5: a lapsed lease makes room at once. */
    GIVES_LAPSED_LEASES_AWAY {
        @Override
        PhonePool pool(PhonePool sound, World world) {
            return new GatedPool(sound, world) {
                @Override
                public Lease lease(LeaseRequest request) {
                    return world.pass(() -> {
                        sound.lapsed(Integer.MAX_VALUE).forEach(lease -> sound.release(lease.place()));
                        return sound.lease(request);
                    });
                }
            };
        }
    },

    /** P5: what is about to be deactivated is no lease, and stays where the client does not. */
    REOPENS_NOTHING {
        @Override
        PhonePool pool(PhonePool sound, World world) {
            return new GatedPool(sound, world) {
                @Override
                public void reopen(PlaceId place) {
                    // Confirmed it stays.
                }
            };
        }
    },

    /** P2 */
    GIVES_LINES_THAT_ARE_TAKEN {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                Commit admit(Change.Admit change) {
                    return gate.pass(() -> {
                        Commit commit = sound.commit(change);
                        return commit == Commit.OUTDATED && change.user() instanceof SharedUser ? Commit.DONE : commit;
                    });
                }
            };
        }
    },

    /** S6: where a line is free, but another one than it has thought of. */
    SAYS_EXHAUSTED_THOUGH_A_LINE_IS_FREE {
        @Override
        PhonePool pool(PhonePool sound, World world) {
            return new GatedPool(sound, world) {
                @Override
                public Lease lease(LeaseRequest request) {
                    Set<Line> taken = new HashSet<>(request.taken());
                    taken.add(Cast.LINES.get(0));
                    return super.lease(new LeaseRequest(
                            request.place(), request.project(), request.user(), taken, request.wish()));
                }
            };
        }
    },

    /** E5 */
    FORESEES_A_LINE_THAT_THERE_IS_NOT {
        @Override
        PhonePool pool(PhonePool sound, World world) {
            return new GatedPool(sound, world) {
                @Override
                public boolean hasLineOutside(Set<Line> taken) {
                    return world.pass(() -> true);
                }
            };
        }
    },

    /** E5 */
    FORESEES_NO_LINE_THOUGH_THERE_IS_ONE {
        @Override
        PhonePool pool(PhonePool sound, World world) {
            return new GatedPool(sound, world) {
                @Override
                public boolean hasLineOutside(Set<Line> taken) {
                    return world.pass(() -> false);
                }
            };
        }
    },

    /** P1, P4 */
    IGNORES_STATES {
        @Override
        PhonePool pool(PhonePool sound, World world) {
            return new GatedPool(sound, world) {
                @Override
                public Lease lease(LeaseRequest request) {
                    return world.pass(() -> {
                        world.pool.setState(Cast.LINES.get(0), LineState.OPEN);
                        return sound.lease(request);
                    });
                }
            };
        }
    };

    UserStore store(UserStore sound, Gate gate) {
        return new GatedStore(sound, gate);
    }

    PhonePool pool(PhonePool sound, World world) {
        return new GatedPool(sound, world);
    }

    @Override
    public UserRegistry registry(World world) {
        return UserRegistry.over(
                store(world.watching(new InMemoryUserStore()), world),
                pool(world.pool, world),
                world,
                world,
                world.options());
    }

    private static UserStore settling(UserStore sound, Gate gate, boolean always) {
        return new Store(sound, gate) {
            @Override
            public boolean settle(Change change) {
                return gate.pass(() -> always);
            }
        };
    }

    /** A store whose steps can be taken apart: what is in front of the gate has no state of its own. */
    private static class Store extends GatedStore {
        Store(UserStore sound, Gate gate) {
            super(sound, gate);
        }

        @Override
        public Commit commit(Change change) {
            return change.fold(this::admit, this::replace, this::deactivate, this::answer);
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

        Commit answer(Change.Answer change) {
            return super.commit(change);
        }
    }
}
