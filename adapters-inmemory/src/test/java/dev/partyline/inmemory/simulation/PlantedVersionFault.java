package dev.partyline.inmemory.simulation;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.User;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import dev.partyline.testkit.contract.Versions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a store does wrong with versions, and with changes whose end was lost. */
enum PlantedVersionFault implements PlantedPortFault {
    /** E6, P5: whoever is slow gets a place that was given back. */
    LETS_SETTLED_ADMISSIONS_IN {
        @Override
        public boolean isFenced(Change change) {
            return !(change instanceof Change.Admit admit && admit.revived().isEmpty());
        }
    },

    /** E6 */
    LETS_SETTLED_REVIVALS_IN {
        @Override
        public boolean isFenced(Change change) {
            return !(change instanceof Change.Admit admit && admit.revived().isPresent());
        }
    },

    /** E6 */
    LETS_SETTLED_UPDATES_IN {
        @Override
        public boolean isFenced(Change change) {
            return !(change instanceof Change.Replace && change.version().tenant() instanceof ProjectId);
        }
    },

    /** E6 */
    LETS_SETTLED_MEMBERSHIPS_IN {
        @Override
        public boolean isFenced(Change change) {
            return !(change instanceof Change.Replace && change.version().tenant() instanceof AccountId);
        }
    },

    /** E6 */
    LETS_SETTLED_DEACTIVATIONS_IN {
        @Override
        public boolean isFenced(Change change) {
            return !(change instanceof Change.Deactivate);
        }
    },

    /** L6, E6: makes the version itself, so that nobody else can. */
    MAKES_THE_VERSION_THAT_IT_TAKES_AWAY {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                private int made;

                @Override
                public Optional<AnyUser> settle(Version version) {
                    return world.pass(() -> {
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
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                private final Set<List<Object>> taken = new HashSet<>();

                @Override
                public Commit commit(Change change) {
                    return world.pass(() ->
                            taken.contains(numbered(change.version())) ? new Commit.Outdated() : sound.commit(change));
                }

                @Override
                public Optional<AnyUser> settle(Version version) {
                    return world.pass(() -> {
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
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                @Override
                public Optional<AnyUser> settle(Version version) {
                    return world.pass(() -> sound.find(version.tenant(), version.user())
                            .filter(user -> user.version() >= version.number())
                            .or(() -> sound.settle(version)));
                }
            };
        }
    },

    /** L6: a revival gets the version that the deactivation had. */
    USES_A_VERSION_AGAIN {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
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
                                            change.tellsValues(),
                                            change.claim()));
                }
            };
        }
    },

    /** L6: an update leaves the version as it is. */
    DOES_NOT_COUNT_UPDATES {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
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

    /** L7: the version that a change was decided on is not looked at when it is written. */
    WRITES_OVER_ANY_VERSION {
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
                                    Versions.at(present.version() + 1, change.after()),
                                    change.at(),
                                    change.fields(),
                                    change.claim())))
                            .orElseGet(Commit.Outdated::new));
                }
            };
        }
    },

    /** E4: the connection was lost, and the store says that nothing was done. */
    SAYS_NONE_FOR_WHAT_IT_DID {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
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
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                @Override
                public Optional<AnyUser> settle(Version version) {
                    return world.pass(() -> Optional.empty());
                }
            };
        }
    },

    /** E6 */
    TAKES_EVERY_COMMIT_FOR_DONE {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
                private final Map<Version, AnyUser> asked = new HashMap<>();

                @Override
                Commit admit(Change.Admit change) {
                    asked.put(change.version(), change.user());
                    return super.admit(change);
                }

                @Override
                public Optional<AnyUser> settle(Version version) {
                    return world.pass(
                            () -> Optional.ofNullable(asked.get(version)).or(() -> sound.settle(version)));
                }
            };
        }
    },

    /** E6: done twice instead of asked about. */
    COMMITS_AGAIN {
        @Override
        public UserStore store(UserStore sound, SimulatedWorld world) {
            return new Store(sound, world) {
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
    };

    /** At one version less. */
    private static User before(User user) {
        return Versions.at(user.version() - 1, user);
    }
}
