package dev.partyline.inmemory.history;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Tenants;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Faults on purpose, each with the rule that it breaks: whoever compares a registry with the model must find every one
 * of them.
 */
enum PlantedBreach {
    LIMIT_IGNORED("S4", NaiveStore.Fault.IGNORES_LIMIT),
    USERS_OF_OTHER_TENANTS_FOUND("T2", NaiveStore.Fault.FINDS_USERS_OF_OTHER_TENANTS),
    DEACTIVATED_USERS_FOUND("T2", NaiveStore.Fault.FINDS_THE_DEACTIVATED),
    EMAIL_NOT_A_KEY("S7", NaiveStore.Fault.KNOWS_NO_EMAIL_KEY),
    PAIR_NOT_A_KEY("D2", NaiveStore.Fault.KNOWS_NO_DEDICATED_PAIR),
    PHONE_ON_LINE_NOT_A_KEY("P2", NaiveStore.Fault.KNOWS_NO_PHONE_ON_LINE),
    FORMER_HOLDERS_FORGOTTEN("L3", NaiveStore.Fault.FORGETS_FORMER_HOLDERS),
    DEACTIVATED_USERS_LISTED("L5", NaiveStore.Fault.LISTS_THE_DEACTIVATED),
    ROWS_LOST("L5", NaiveStore.Fault.LOSES_THE_LAST_ROW_OF_A_PAGE),
    VERSION_NOT_MOVED("L6", NaiveStore.Fault.KEEPS_THE_VERSION_OF_WHAT_IT_REPLACES),
    VERSION_USED_AGAIN("L6", NaiveStore.Fault.GIVES_THE_VERSION_OF_THE_DEACTIVATION_TO_THE_REVIVAL),

    LINE_OF_ANOTHER_POOL("P1") {
        @Override
        PhonePool pool(InMemoryPhonePool pool) {
            PhonePool other = InMemoryPhonePool.of(HistoryWorld.poolLines(List.of(9, 9, 9, 9)));
            return new ForwardingPool(pool) {
                @Override
                public Lease lease(LeaseRequest request) {
                    return super.lease(request)
                            .fold(granted -> other.lease(request), contended -> contended, exhausted -> exhausted);
                }
            };
        }
    },

    LOADS_NOT_SPREAD("P3") {
        @Override
        PhonePool pool(InMemoryPhonePool pool) {
            return wishing(LineWish.preferring(Cast.LINES.get(0)), pool);
        }
    },

    WISHES_IGNORED("L3") {
        @Override
        PhonePool pool(InMemoryPhonePool pool) {
            return wishing(LineWish.NONE, pool);
        }
    },

    STATES_IGNORED("P4") {
        @Override
        PhonePool pool(InMemoryPhonePool pool) {
            return new ForwardingPool(pool) {
                @Override
                public Lease lease(LeaseRequest request) {
                    Cast.LINES.forEach(line -> pool.setState(line, LineState.OPEN));
                    return super.lease(request);
                }
            };
        }
    },

    CAPACITIES_IGNORED("S6") {
        @Override
        PhonePool pool(InMemoryPhonePool pool) {
            PhonePool larger = InMemoryPhonePool.of(HistoryWorld.poolLines(List.of(9, 9, 9, 9)));
            return new ForwardingPool(pool) {
                @Override
                public Lease lease(LeaseRequest request) {
                    return super.lease(request)
                            .fold(granted -> granted, contended -> contended, exhausted -> larger.lease(request));
                }
            };
        }
    },

    PLACES_NEVER_RELEASED("P5") {
        @Override
        PhonePool pool(InMemoryPhonePool pool) {
            return new ForwardingPool(pool) {
                @Override
                public void release(ChangeId place) {
                    // Lost.
                }
            };
        }
    },

    DRY_RUN_BLIND_TO_THE_POOL("E5") {
        @Override
        PhonePool pool(InMemoryPhonePool pool) {
            return new ForwardingPool(pool) {
                @Override
                public Optional<Line> choose(Set<Line> taken, LineWish wish) {
                    return Optional.of(Cast.LINES.get(0));
                }
            };
        }
    },

    EVERY_LINE_OWNED("D1") {
        @Override
        boolean owns(boolean owned) {
            return true;
        }
    },

    SWITCH_IGNORED("T3") {
        @Override
        Project project(Project project) {
            return project.withCreatingUsers(true);
        }
    },

    VALUE_RULES_IGNORED("V3") {
        @Override
        Project project(Project project) {
            return project.withValues(ValueRules.PUBLISHED);
        }
    };

    private final String rule;
    private final NaiveStore.Fault fault;

    PlantedBreach(String rule) {
        this(rule, NaiveStore.Fault.NONE);
    }

    PlantedBreach(String rule, NaiveStore.Fault fault) {
        this.rule = rule;
        this.fault = fault;
    }

    /** The rule that it breaks. */
    String rule() {
        return rule;
    }

    PhonePool pool(InMemoryPhonePool pool) {
        return pool;
    }

    boolean owns(boolean owned) {
        return owned;
    }

    Project project(Project project) {
        return project;
    }

    /** A world with this fault and no other. */
    HistoryWorld world(List<Integer> capacities) {
        return new HistoryWorld(capacities, (world, pool) -> {
            Tenants tenants = new Tenants() {
                @Override
                public Optional<Project> project(ProjectId id) {
                    return world.project(id).map(PlantedBreach.this::project);
                }

                @Override
                public boolean owns(ProjectId project, Line line) {
                    return PlantedBreach.this.owns(world.owns(project, line));
                }
            };
            return UserRegistry.of(new NaiveStore(fault), pool(pool), tenants, world.options());
        });
    }

    private static PhonePool wishing(LineWish wish, InMemoryPhonePool pool) {
        return new ForwardingPool(pool) {
            @Override
            public Lease lease(LeaseRequest request) {
                return super.lease(new LeaseRequest(request.admission(), request.taken(), wish));
            }
        };
    }
}
