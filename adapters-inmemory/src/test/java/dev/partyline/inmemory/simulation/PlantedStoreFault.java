package dev.partyline.inmemory.simulation;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UserStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a store does wrong with keys, quotas and records. */
enum PlantedStoreFault implements PlantedPortFault {
    /** S2, C4, N4, A2: whoever holds a key is looked for first, and is pushed aside where there is somebody by then. */
    CHECKS_A_KEY_THEN_ACTS {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                @Override
                Commit admit(Change.Admit change) {
                    User user = change.user();
                    Question question = Question.of(user.tenant(), user.keys());
                    return look(question).holders().isEmpty()
                            ? world.pass(() -> {
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
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
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
                            change.tellsValues(),
                            change.claim()));
                }
            };
        }
    },

    /** A2: one identifier after the other, and those that were had stay where the next one can't be. */
    CLAIMS_KEYS_ONE_BY_ONE {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
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

    /** L1: whoever is deactivated still holds its first key. */
    KEEPS_A_KEY {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                private final Map<Key, User> kept = new HashMap<>();

                @Override
                Commit deactivate(Change.Deactivate change) {
                    return world.pass(() -> {
                        change.user().keys().stream().findFirst().ifPresent(key -> kept.put(key, change.user()));
                        return sound.commit(change);
                    });
                }

                @Override
                public Facts look(Question question) {
                    return world.pass(() -> {
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

    /** K1, K3: what was given up is still claimed. */
    KEEPS_KEYS_THAT_WERE_GIVEN_UP {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                private final Set<Key> given = new HashSet<>();

                @Override
                Commit replace(Change.Replace change) {
                    return world.pass(() -> {
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
                    return world.pass(() -> change.user().keys().stream().anyMatch(given::contains)
                            ? new Commit.Outdated()
                            : sound.commit(change));
                }
            };
        }
    },

    /** L1: whoever is deactivated is still counted. */
    KEEPS_THE_QUOTA_SLOT {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                private final Map<TenantId, Integer> kept = new HashMap<>();

                @Override
                Commit deactivate(Change.Deactivate change) {
                    return world.pass(() -> {
                        if (change.user() instanceof SharedUser) {
                            kept.merge(change.user().tenant(), 1, Integer::sum);
                        }
                        return sound.commit(change);
                    });
                }

                @Override
                public Facts look(Question question) {
                    return world.pass(() -> {
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

    /** S3, N2: what an update was decided on is not looked at when it is written. */
    LOSES_UPDATES {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                @Override
                Commit replace(Change.Replace change) {
                    return world.pass(() -> sound.find(
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
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                private final Map<List<Object>, IdempotencyRecord> records = new HashMap<>();

                @Override
                public Commit commit(Change change) {
                    if (change instanceof Change.Confirm || change.claim().isEmpty()) {
                        return super.commit(change);
                    }
                    Commit commit = super.commit(claiming(change, claim -> Optional.empty()));
                    if (commit instanceof Commit.Done done) {
                        IdempotencyRecord record = change.recorded(done.user()).orElseThrow();
                        world.pass(() -> records.putIfAbsent(List.of(record.tenant(), record.key()), record) == null);
                    }
                    return commit;
                }

                @Override
                public Facts look(Question question) {
                    return world.pass(() -> {
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
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
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

    /** X2: what was answered under an idempotency key is told as before. */
    ERASES_NO_RECORD {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                private final Map<List<Object>, IdempotencyRecord> records = new HashMap<>();

                @Override
                public Facts look(Question question) {
                    return world.pass(() -> {
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
                    return world.pass(() -> {
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

    /** T2 */
    FINDS_THROUGH_ANY_TENANT {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                @Override
                public Optional<AnyUser> find(TenantId tenant, UserId id) {
                    return world.pass(() -> SimulatedCast.TENANTS.stream()
                            .flatMap(any -> sound.find(any, id).stream())
                            .findFirst());
                }
            };
        }
    };

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
                        admit.tellsValues(),
                        other.apply(admit.claim())),
                onALine -> onALine,
                replace -> new Change.Replace(
                        replace.id(),
                        replace.before(),
                        replace.after(),
                        replace.at(),
                        replace.formerUntil(),
                        replace.fields(),
                        replace.tellsValues(),
                        other.apply(replace.claim())),
                move -> move,
                deactivate -> new Change.Deactivate(
                        deactivate.id(),
                        deactivate.user(),
                        deactivate.at(),
                        deactivate.tellsValues(),
                        other.apply(deactivate.claim())),
                erase -> new Change.Erase(erase.id(), erase.user(), erase.at(), other.apply(erase.claim())),
                confirm -> new Change.Confirm(
                        confirm.user(),
                        confirm.unheld(),
                        other.apply(confirm.claim()).orElseThrow()));
    }
}
