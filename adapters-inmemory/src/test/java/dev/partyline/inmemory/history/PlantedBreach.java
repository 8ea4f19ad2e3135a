package dev.partyline.inmemory.history;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.contract.PlainStore;
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
    LIMIT_IGNORED("S4", PlainStore.Fault.THE_QUOTA_IS_NOT_COUNTED),
    USERS_OF_OTHER_TENANTS_FOUND("T2", PlainStore.Fault.IDS_ARE_FOUND_ACROSS_TENANTS),
    DEACTIVATED_USERS_FOUND("T2", PlainStore.Fault.DEACTIVATED_USERS_ARE_FOUND_AS_ACTIVE),
    EMAIL_NOT_A_KEY("S7", PlainStore.Fault.EMAILS_OF_SHARED_USERS_ARE_NO_KEYS),
    PAIR_NOT_A_KEY("D2", PlainStore.Fault.PAIRS_OF_DEDICATED_USERS_ARE_NO_KEYS),
    PHONE_ON_LINE_NOT_A_KEY("P2", PlainStore.Fault.PHONES_ON_LINES_ARE_NO_KEYS),
    FORMER_HOLDERS_FORGOTTEN("L3", PlainStore.Fault.LAST_HOLDERS_ARE_FORGOTTEN),
    DEACTIVATED_USERS_LISTED("L5", PlainStore.Fault.DEACTIVATED_USERS_ARE_LISTED_UNASKED),
    ROWS_LOST("L5", PlainStore.Fault.USERS_OF_ONE_INSTANT_ARE_SKIPPED),
    VERSION_NOT_MOVED("L6", PlainStore.Fault.A_REPLACEMENT_KEEPS_THE_VERSION),
    VERSION_USED_AGAIN("L6", PlainStore.Fault.A_REVIVAL_KEEPS_THE_VERSION),

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
    private final PlainStore.Fault fault;

    PlantedBreach(String rule) {
        this(rule, PlainStore.Fault.NONE);
    }

    PlantedBreach(String rule, PlainStore.Fault fault) {
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
            return UserRegistry.of(new PlainStore(fault), pool(pool), tenants, world.options());
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
