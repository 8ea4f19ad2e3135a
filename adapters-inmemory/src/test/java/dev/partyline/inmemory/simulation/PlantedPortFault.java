package dev.partyline.inmemory.simulation;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.PlainEvents;
import dev.partyline.inmemory.history.Gate;
import dev.partyline.inmemory.history.GatedEvents;
import dev.partyline.inmemory.history.GatedPool;
import dev.partyline.inmemory.history.GatedStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import dev.partyline.testkit.contract.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A registry over a store or a pool with one fault, put there on purpose: the simulation must find every one of them.
 */
enum PlantedPortFault implements SimulatedWiring {
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
                                        .forEach(other -> sound.commit(new Change.Deactivate(
                                                change.id(), other, other.createdAt(), Optional.empty())));
                                return sound.commit(change);
                            })
                            : new Commit.Outdated();
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
                            change.id(),
                            change.user(),
                            change.at(),
                            change.revived(),
                            change.lastHolder(),
                            OptionalInt.empty(),
                            change.wish(),
                            change.claim()));
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
                            whole.version(),
                            whole.app(),
                            whole.identifiers().subList(0, 1),
                            whole.externalId(),
                            whole.profile(),
                            whole.createdAt());
                    Commit first = super.admit(new Change.Admit(
                            change.id(),
                            part,
                            change.at(),
                            change.revived(),
                            change.lastHolder(),
                            change.sharedUserLimit(),
                            change.claim()));
                    return first instanceof Commit.Done
                            ? replace(new Change.Replace(
                                    change.id(), part, whole, change.at(), Set.of(), Optional.empty()))
                            : first;
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
                            .filter(User.class::isInstance)
                            .map(User.class::cast)
                            .map(present -> sound.commit(new Change.Replace(
                                    change.id(),
                                    present,
                                    written(change.after(), present),
                                    change.at(),
                                    change.fields(),
                                    change.claim())))
                            .orElseGet(Commit.Outdated::new));
                }
            };
        }

        private SubscriberUser of(List<CustomerId> customers, SubscriberUser after, SubscriberUser present) {
            return new SubscriberUser(
                    present.id(),
                    present.version() + 1,
                    present.account(),
                    present.name(),
                    present.email(),
                    present.msisdn(),
                    present.identity(),
                    present.metadata(),
                    customers,
                    present.createdAt(),
                    after.updatedAt(),
                    present.keyed(),
                    present.claims());
        }

        private User written(User after, User present) {
            return after.fold(
                    shared -> ((SharedUser) present).with(shared.profile(), shared.identifiedBy()),
                    other -> other,
                    other -> other,
                    subscriber -> of(subscriber.customers(), subscriber, (SubscriberUser) present),
                    other -> other);
        }
    },

    /** I6: first the change, then the record of it. */
    RECORDS_LATER {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                private final Map<List<Object>, IdempotencyRecord> records = new HashMap<>();

                @Override
                public Commit commit(Change change) {
                    if (change instanceof Change.Confirm || change.claim().isEmpty()) {
                        return super.commit(change);
                    }
                    Commit commit = super.commit(claiming(change, claim -> Optional.empty()));
                    if (commit instanceof Commit.Done done) {
                        IdempotencyRecord record = change.recorded(done.user()).orElseThrow();
                        gate.pass(() -> records.putIfAbsent(List.of(record.tenant(), record.key()), record) == null);
                    }
                    return commit;
                }

                @Override
                public Facts look(Question question) {
                    return gate.pass(() -> {
                        Facts facts = sound.look(question);
                        Optional<IdempotencyRecord> record =
                                question.requestKey().map(key -> records.get(List.of(question.tenant(), key)));
                        return new Facts(
                                facts.holders(),
                                facts.sharedUsers(),
                                facts.former(),
                                facts.user(),
                                facts.remembered().or(() -> record),
                                facts.lineToBeHad(),
                                facts.admitted());
                    });
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
                public Commit commit(Change change) {
                    return super.commit(claiming(
                            change,
                            given -> given.map(claim -> new IdempotencyClaim(
                                    claim.tenant(),
                                    claim.key(),
                                    claim.fingerprint(),
                                    claim.now().minus(Duration.ofSeconds(2)),
                                    claim.forgotten()))));
                }
            };
        }
    },

    /** E6, P5: whoever is slow gets a place that was given back. */
    LETS_SETTLED_ADMISSIONS_IN {
        @Override
        boolean isFenced(Change change) {
            return !(change instanceof Change.Admit admit && admit.revived().isEmpty());
        }
    },

    /** E6 */
    LETS_SETTLED_REVIVALS_IN {
        @Override
        boolean isFenced(Change change) {
            return !(change instanceof Change.Admit admit && admit.revived().isPresent());
        }
    },

    /** E6 */
    LETS_SETTLED_UPDATES_IN {
        @Override
        boolean isFenced(Change change) {
            return !(change instanceof Change.Replace && change.version().tenant() instanceof ProjectId);
        }
    },

    /** E6 */
    LETS_SETTLED_MEMBERSHIPS_IN {
        @Override
        boolean isFenced(Change change) {
            return !(change instanceof Change.Replace && change.version().tenant() instanceof AccountId);
        }
    },

    /** E6 */
    LETS_SETTLED_DEACTIVATIONS_IN {
        @Override
        boolean isFenced(Change change) {
            return !(change instanceof Change.Deactivate);
        }
    },

    /** L6, E6: makes the version itself, so that nobody else can. */
    MAKES_THE_VERSION_THAT_IT_TAKES_AWAY {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                private int made;

                @Override
                public Optional<AnyUser> settle(Version version) {
                    return gate.pass(() -> {
                        Optional<AnyUser> user = sound.settle(version);
                        if (user.isEmpty()) {
                            sound.find(version.tenant(), version.user())
                                    .filter(User.class::isInstance)
                                    .map(User.class::cast)
                                    .ifPresent(present -> sound.commit(new Change.Replace(
                                            new ChangeId(new UUID(0, ++made)),
                                            present,
                                            next(present),
                                            present.createdAt(),
                                            Set.of(),
                                            Optional.empty())));
                        }
                        return user;
                    });
                }
            };
        }

        private User next(User user) {
            return Versions.at(user.version() + 1, user);
        }
    },

    /** E6: takes the number of the version away from everybody, and so leaves a gap that nobody can step over. */
    TAKES_THE_VERSION_FROM_EVERYBODY {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                private final Set<List<Object>> taken = new HashSet<>();

                @Override
                public Commit commit(Change change) {
                    return gate.pass(() ->
                            taken.contains(numbered(change.version())) ? new Commit.Outdated() : sound.commit(change));
                }

                @Override
                public Optional<AnyUser> settle(Version version) {
                    return gate.pass(() -> {
                        Optional<AnyUser> user = sound.settle(version);
                        if (user.isEmpty()) {
                            taken.add(numbered(version));
                        }
                        return user;
                    });
                }
            };
        }

        private List<Object> numbered(Version version) {
            return List.of(version.tenant(), version.user(), version.number());
        }
    },

    /** E6: takes whoever made the version for the one who asks. */
    LOOKS_AT_THE_NUMBER_OF_A_VERSION_ONLY {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                public Optional<AnyUser> settle(Version version) {
                    return gate.pass(() -> sound.find(version.tenant(), version.user())
                            .filter(user -> user.version() >= version.number())
                            .or(() -> sound.settle(version)));
                }
            };
        }
    },

    /** L6: a revival gets the version that the deactivation had. */
    USES_A_VERSION_AGAIN {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                Commit admit(Change.Admit change) {
                    return super.admit(
                            change.revived().isEmpty()
                                    ? change
                                    : new Change.Admit(
                                            change.id(),
                                            before(change.user()),
                                            change.at(),
                                            change.revived(),
                                            change.lastHolder(),
                                            change.sharedUserLimit(),
                                            change.wish(),
                                            change.claim()));
                }
            };
        }
    },

    /** L6: an update leaves the version as it is. */
    DOES_NOT_COUNT_UPDATES {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                Commit replace(Change.Replace change) {
                    return super.replace(new Change.Replace(
                            change.id(),
                            change.before(),
                            before(change.after()),
                            change.at(),
                            change.fields(),
                            change.claim()));
                }
            };
        }
    },

    /** O1: an event in a step of its own is lost with the answer of the step before it. */
    WRITES_EVENTS_LATER {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new StoreWithEventsBesideIt(sound, gate) {
                @Override
                public Commit commit(Change change) {
                    Commit commit = super.commit(change);
                    gate.pass(() -> {
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
        UserStore store(UserStore sound, Gate gate) {
            return new StoreWithEventsBesideIt(sound, gate) {
                private final Map<Version, Change.Effective> made = new HashMap<>();

                @Override
                public Commit commit(Change change) {
                    return gate.pass(() -> {
                        Commit commit = sound.commit(change);
                        told(change, commit);
                        if (change instanceof Change.Effective effect && commit instanceof Commit.Done) {
                            made.put(effect.version(), effect);
                        }
                        return commit;
                    });
                }

                @Override
                public Optional<AnyUser> settle(Version version) {
                    return gate.pass(() -> {
                        Optional.ofNullable(made.get(version)).ifPresent(events::add);
                        return sound.settle(version);
                    });
                }
            };
        }
    },

    /** O3 */
    HANDS_EVENTS_OUT_BEFORE_THEIR_TURN {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return withEvents(sound, gate, new ForwardingEvents(sound.events()) {
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
        UserStore store(UserStore sound, Gate gate) {
            return withEvents(sound, gate, new ForwardingEvents(sound.events()) {
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
        UserStore store(UserStore sound, Gate gate) {
            return withEvents(sound, gate, new ForwardingEvents(sound.events()) {
                @Override
                public List<Event> lease(int most, Instant now, Instant until) {
                    return super.lease(most, now, now);
                }
            });
        }
    },

    /** X2: what was answered under an idempotency key is told as before. */
    ERASES_NO_RECORD {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                private final Map<List<Object>, IdempotencyRecord> records = new HashMap<>();

                @Override
                public Facts look(Question question) {
                    return gate.pass(() -> {
                        Facts facts = sound.look(question);
                        return new Facts(
                                facts.holders(),
                                facts.sharedUsers(),
                                facts.former(),
                                facts.user(),
                                facts.remembered().map(record -> records.getOrDefault(slot(record), record)),
                                facts.lineToBeHad(),
                                facts.admitted());
                    });
                }

                @Override
                public Commit commit(Change change) {
                    return gate.pass(() -> {
                        Commit commit = sound.commit(change);
                        if (commit instanceof Commit.Done done) {
                            change.recorded(done.user()).ifPresent(record -> records.put(slot(record), record));
                        }
                        return commit;
                    });
                }

                private List<Object> slot(IdempotencyRecord record) {
                    return List.of(record.tenant(), record.key());
                }
            };
        }
    },

    /** L7: the version that a change was decided on is not looked at when it is written. */
    WRITES_OVER_ANY_VERSION {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                Commit replace(Change.Replace change) {
                    return gate.pass(() -> sound.find(
                                    change.before().tenant(), change.before().id())
                            .filter(User.class::isInstance)
                            .map(User.class::cast)
                            .map(present -> sound.commit(new Change.Replace(
                                    change.id(),
                                    present,
                                    Versions.at(present.version() + 1, change.after()),
                                    change.at(),
                                    change.fields(),
                                    change.claim())))
                            .orElseGet(Commit.Outdated::new));
                }
            };
        }
    },

    /** K1, K3: what was given up is still claimed. */
    KEEPS_KEYS_THAT_WERE_GIVEN_UP {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                private final Set<Key> given = new HashSet<>();

                @Override
                Commit replace(Change.Replace change) {
                    return gate.pass(() -> {
                        Commit commit = sound.commit(change);
                        if (commit instanceof Commit.Done) {
                            given.addAll(change.before().keys());
                            given.removeAll(change.after().keys());
                        }
                        return commit;
                    });
                }

                @Override
                Commit admit(Change.Admit change) {
                    return gate.pass(() -> change.user().keys().stream().anyMatch(given::contains)
                            ? new Commit.Outdated()
                            : sound.commit(change));
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
                                facts.user(),
                                facts.remembered(),
                                facts.lineToBeHad(),
                                facts.admitted());
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
                                holders,
                                facts.sharedUsers(),
                                facts.former(),
                                facts.user(),
                                facts.remembered(),
                                facts.lineToBeHad(),
                                facts.admitted());
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
            return new Store(sound, gate) {
                @Override
                public Optional<AnyUser> settle(Version version) {
                    return gate.pass(() -> Optional.empty());
                }
            };
        }
    },

    /** E6 */
    TAKES_EVERY_COMMIT_FOR_DONE {
        @Override
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                private final Map<Version, AnyUser> asked = new HashMap<>();

                @Override
                Commit admit(Change.Admit change) {
                    asked.put(change.version(), change.user());
                    return super.admit(change);
                }

                @Override
                public Optional<AnyUser> settle(Version version) {
                    return gate.pass(
                            () -> Optional.ofNullable(asked.get(version)).or(() -> sound.settle(version)));
                }
            };
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
                public Optional<AnyUser> find(TenantId tenant, UserId id) {
                    return gate.pass(() -> SimulatedCast.TENANTS.stream()
                            .flatMap(any -> sound.find(any, id).stream())
                            .findFirst());
                }
            };
        }
    },

    /** P5: released, a place that was leased is gone, but for its users, who are counted for ever. */
    KEEPS_WHAT_IS_RELEASED {
        @Override
        PhonePool pool(PhonePool sound, SimulatedWorld world) {
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
        PhonePool pool(PhonePool sound, SimulatedWorld world) {
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
        PhonePool pool(PhonePool sound, SimulatedWorld world) {
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
        PhonePool pool(PhonePool sound, SimulatedWorld world) {
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
        UserStore store(UserStore sound, Gate gate) {
            return new Store(sound, gate) {
                @Override
                Commit admit(Change.Admit change) {
                    return gate.pass(() -> {
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
        PhonePool pool(PhonePool sound, SimulatedWorld world) {
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
        PhonePool pool(PhonePool sound, SimulatedWorld world) {
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
        PhonePool pool(PhonePool sound, SimulatedWorld world) {
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
        PhonePool pool(PhonePool sound, SimulatedWorld world) {
            return new GatedPool(sound, world) {
                @Override
                public Lease lease(LeaseRequest request) {
                    return world.pass(() -> {
                        world.pool.setState(SimulatedCast.LINES.get(0), LineState.OPEN);
                        return sound.lease(request);
                    });
                }
            };
        }
    };

    /** A store that fences settled changes, if they are such. */
    UserStore store(UserStore sound, Gate gate) {
        return new Store(sound, gate) {
            private final Set<Version> made = new HashSet<>();
            private final Set<Version> fenced = new HashSet<>();

            @Override
            public Commit commit(Change change) {
                return gate.pass(() -> {
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
                return gate.pass(() -> {
                    if (made.contains(version)) {
                        return sound.settle(version);
                    }
                    fenced.add(version);
                    return Optional.empty();
                });
            }
        };
    }

    boolean isFenced(Change change) {
        return true;
    }

    PhonePool pool(PhonePool sound, SimulatedWorld world) {
        return new GatedPool(sound, world);
    }

    @Override
    public UserRegistry registry(SimulatedWorld world) {
        return UserRegistry.of(
                store(world.watched(InMemoryUserStore.withoutLines()), world),
                pool(world.pool, world),
                world,
                world.options());
    }

    /** A store with these events. */
    private static UserStore withEvents(UserStore sound, Gate gate, Events events) {
        return new Store(sound, gate) {
            @Override
            public Events events() {
                return new GatedEvents(events, gate);
            }
        };
    }

    /** At one version less. */
    private static User before(User user) {
        return Versions.at(user.version() - 1, user);
    }

    /** The same change with another claim. */
    private static Change claiming(Change change, UnaryOperator<Optional<IdempotencyClaim>> other) {
        return change.fold(
                admit -> new Change.Admit(
                        admit.id(),
                        admit.user(),
                        admit.at(),
                        admit.revived(),
                        admit.lastHolder(),
                        admit.sharedUserLimit(),
                        admit.wish(),
                        other.apply(admit.claim())),
                onALine -> onALine,
                replace -> new Change.Replace(
                        replace.id(),
                        replace.before(),
                        replace.after(),
                        replace.at(),
                        replace.formerUntil(),
                        replace.fields(),
                        other.apply(replace.claim())),
                move -> move,
                deactivate -> new Change.Deactivate(
                        deactivate.id(), deactivate.user(), deactivate.at(), other.apply(deactivate.claim())),
                erase -> new Change.Erase(erase.id(), erase.user(), erase.at(), other.apply(erase.claim())),
                confirm -> new Change.Confirm(
                        confirm.user(),
                        confirm.unheld(),
                        other.apply(confirm.claim()).orElseThrow()));
    }

    /** A store whose events are another system. */
    private static class StoreWithEventsBesideIt extends Store {
        final PlainEvents events = new PlainEvents();
        private final Gate gate;

        StoreWithEventsBesideIt(UserStore sound, Gate gate) {
            super(sound, gate);
            this.gate = gate;
        }

        /** In the step that is under way, or in one of its own. */
        void told(Change change, Commit commit) {
            if (change instanceof Change.Effective effect && commit instanceof Commit.Done) {
                events.add(effect);
            }
        }

        @Override
        public Events events() {
            return new GatedEvents(events, gate);
        }
    }

    private static class ForwardingEvents implements Events {
        private final Events sound;

        ForwardingEvents(Events sound) {
            this.sound = sound;
        }

        @Override
        public List<Event> lease(int most, Instant now, Instant until) {
            return sound.lease(most, now, until);
        }

        @Override
        public void done(Collection<EventId> events, Instant now) {
            sound.done(events, now);
        }

        @Override
        public int notDone(int most) {
            return sound.notDone(most);
        }

        @Override
        public List<Event> of(TenantId tenant, UserId user) {
            return sound.of(tenant, user);
        }

        @Override
        public int forgetDone(Instant before) {
            return sound.forgetDone(before);
        }
    }

    /** A store whose steps can be taken apart: what is in front of the gate has no state of its own. */
    private static class Store extends GatedStore {
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
