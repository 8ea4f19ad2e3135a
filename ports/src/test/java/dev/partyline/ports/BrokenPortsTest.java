package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.user.Key;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserIds;
import dev.partyline.ports.driven.UserStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ports that throw: what a host gets to see of it. */
class BrokenPortsTest {

    /** What a host can ask for, and what may have happened where it can't be told. */
    private enum Operation {
        CREATE_SHARED(Effect.UNKNOWN) {
            @Override
            Object on(UserRegistry registry) {
                return registry.create(Samples.NEW_SHARED_USER);
            }
        },
        CREATE_DEDICATED(Effect.UNKNOWN) {
            @Override
            Object on(UserRegistry registry) {
                return registry.create(Samples.NEW_DEDICATED_USER);
            }
        },
        CREATE_ALL(Effect.UNKNOWN) {
            @Override
            Object on(UserRegistry registry) {
                return registry.createAll(
                                Run.unnamed(),
                                List.of(Samples.NEW_DEDICATED_USER).iterator())
                        .next();
            }
        },
        CHANGE_ALL(Effect.UNKNOWN) {
            @Override
            Object on(UserRegistry registry) {
                return registry.changeAll(Run.unnamed(), List.of(Samples.PATCH).iterator())
                        .next();
            }
        },
        FORESEE_SHARED(Effect.NONE) {
            @Override
            Object on(UserRegistry registry) {
                return registry.foresee(Samples.NEW_SHARED_USER);
            }
        },
        FORESEE_DEDICATED(Effect.NONE) {
            @Override
            Object on(UserRegistry registry) {
                return registry.foresee(Samples.NEW_DEDICATED_USER);
            }
        },
        DEACTIVATE(Effect.UNKNOWN) {
            @Override
            Object on(UserRegistry registry) {
                return registry.deactivate(Samples.PROJECT.id(), Samples.ID);
            }
        },
        CHANGE(Effect.UNKNOWN) {
            @Override
            Object on(UserRegistry registry) {
                return registry.change(Samples.PATCH);
            }
        },
        FORESEE_CHANGE(Effect.NONE) {
            @Override
            Object on(UserRegistry registry) {
                return registry.foresee(Samples.PATCH);
            }
        },
        ERASE(Effect.UNKNOWN) {
            @Override
            Object on(UserRegistry registry) {
                return registry.erase(Erasure.of(Samples.PROJECT.id(), Samples.ID));
            }
        },
        USAGE(Effect.NONE) {
            @Override
            Object on(UserRegistry registry) {
                return registry.usage(Samples.PROJECT.id());
            }
        },
        LEASE_EVENTS(Effect.UNKNOWN) {
            @Override
            Object on(UserRegistry registry) {
                return registry.leaseEvents(10, Duration.ofMinutes(1));
            }
        },
        EVENTS_DONE(Effect.UNKNOWN) {
            @Override
            Object on(UserRegistry registry) {
                registry.eventsDone(List.of());
                return "done";
            }
        },
        EVENTS_NOT_DONE(Effect.NONE) {
            @Override
            Object on(UserRegistry registry) {
                return registry.eventsNotDone(10);
            }
        },
        HISTORY(Effect.NONE) {
            @Override
            Object on(UserRegistry registry) {
                return registry.history(Samples.PROJECT.id(), Samples.ID);
            }
        },
        FIND_BY_KEY(Effect.NONE) {
            @Override
            Object on(UserRegistry registry) {
                return registry.find(
                        Samples.PROJECT.id(), new Key.SharedPhone(Samples.PROJECT.id(), Samples.PHONE_NUMBER));
            }
        },
        FIND(Effect.NONE) {
            @Override
            Object on(UserRegistry registry) {
                return registry.find(Samples.PROJECT.id(), Samples.ID);
            }
        },
        ROUTE(Effect.NONE) {
            @Override
            Object on(UserRegistry registry) {
                return registry.route(Samples.PHONE_NUMBER, Samples.LINE);
            }
        },
        FIND_ON_LINE(Effect.NONE) {
            @Override
            Object on(UserRegistry registry) {
                return registry.find(Samples.PHONE_NUMBER, Samples.LINE);
            }
        },
        LIST(Effect.NONE) {
            @Override
            Object on(UserRegistry registry) {
                return registry.list(Listing.of(Samples.PROJECT.id(), 10));
            }
        },
        SWEEP(Effect.UNKNOWN) {
            @Override
            Object on(UserRegistry registry) {
                return registry.sweep();
            }
        };

        final Effect effect;

        Operation(Effect effect) {
            this.effect = effect;
        }

        abstract Object on(UserRegistry registry);
    }

    /** What a sweep asks before it has changed anything. */
    private static final Set<String> BEFORE_A_PLACE_IS_SETTLED = Set.of("lapsed", "settle");

    /** Each method of each port, with the operations that it stands in the way of when it throws. */
    static Stream<Arguments> portsInTheWay() {
        return Stream.of(
                inTheWay("project", Operation.CREATE_SHARED),
                inTheWay("project", Operation.CREATE_DEDICATED),
                inTheWay("project", Operation.FORESEE_SHARED),
                inTheWay("project", Operation.FORESEE_DEDICATED),
                inTheWay("owns", Operation.CREATE_DEDICATED),
                inTheWay("owns", Operation.FORESEE_DEDICATED),
                inTheWay("next", Operation.CREATE_SHARED),
                inTheWay("next", Operation.CREATE_DEDICATED),
                inTheWay("instant", Operation.CREATE_SHARED),
                inTheWay("instant", Operation.DEACTIVATE),
                inTheWay("look", Operation.CREATE_SHARED),
                inTheWay("look", Operation.CREATE_DEDICATED),
                inTheWay("look", Operation.FORESEE_SHARED),
                inTheWay("look", Operation.FORESEE_DEDICATED),
                inTheWay("commit", Operation.CREATE_SHARED),
                inTheWay("commit", Operation.CREATE_DEDICATED),
                inTheWay("commit", Operation.DEACTIVATE),
                inTheWay("look", Operation.DEACTIVATE),
                inTheWay("project", Operation.CHANGE),
                inTheWay("instant", Operation.CHANGE),
                inTheWay("look", Operation.CHANGE),
                inTheWay("commit", Operation.CHANGE),
                inTheWay("project", Operation.CREATE_ALL),
                inTheWay("owns", Operation.CREATE_ALL),
                inTheWay("next", Operation.CREATE_ALL),
                inTheWay("instant", Operation.CREATE_ALL),
                inTheWay("look", Operation.CREATE_ALL),
                inTheWay("commit", Operation.CREATE_ALL),
                inTheWay("project", Operation.CHANGE_ALL),
                inTheWay("instant", Operation.CHANGE_ALL),
                inTheWay("look", Operation.CHANGE_ALL),
                inTheWay("commit", Operation.CHANGE_ALL),
                inTheWay("project", Operation.FORESEE_CHANGE),
                inTheWay("look", Operation.FORESEE_CHANGE),
                inTheWay("look", Operation.ERASE),
                inTheWay("find", Operation.USAGE),
                inTheWay("activeUsers", Operation.USAGE),
                inTheWay("events", Operation.LEASE_EVENTS),
                inTheWay("events", Operation.EVENTS_DONE),
                inTheWay("events", Operation.EVENTS_NOT_DONE),
                inTheWay("events", Operation.HISTORY),
                inTheWay("look", Operation.FIND_BY_KEY),
                inTheWay("erasing", Operation.SWEEP),
                inTheWay("find", Operation.FIND),
                inTheWay("find", Operation.FIND_ON_LINE),
                inTheWay("find", Operation.ROUTE),
                inTheWay("list", Operation.LIST),
                inTheWay("usersOf", Operation.CREATE_SHARED),
                inTheWay("usersOf", Operation.FORESEE_SHARED),
                inTheWay("formerPairs", Operation.CREATE_SHARED),
                inTheWay("formerPairs", Operation.FORESEE_SHARED),
                inTheWay("lease", Operation.CREATE_SHARED),
                inTheWay("choose", Operation.FORESEE_SHARED),
                inTheWay("reopen", Operation.DEACTIVATE),
                inTheWay("lapsed", Operation.SWEEP),
                inTheWay("settle", Operation.SWEEP),
                inTheWay("find", Operation.SWEEP),
                inTheWay("sweep", Operation.SWEEP),
                inTheWay("confirm", Operation.SWEEP));
    }

    private static Arguments inTheWay(String method, Operation operation) {
        return Arguments.of(method, operation);
    }

    @ParameterizedTest
    @MethodSource("portsInTheWay")
    void E4_whatAPortThrowsAgainstItsContractSurfacesAsUnavailable(String method, Operation operation) {
        UserRegistry registry = leased(method, new IllegalStateException(String.join(" ", Samples.SECRETS)));
        UnavailableException thrown = catchThrowableOfType(UnavailableException.class, () -> operation.on(registry));
        assertThat(thrown.effect()).isEqualTo(operation.effect);
    }

    @ParameterizedTest
    @MethodSource("portsInTheWay")
    void E3_nothingOfWhatAPortThrowsIsPassedOn(String method, Operation operation) {
        Exception cause = new IllegalArgumentException(Samples.EMAIL);
        Exception broken = new IllegalStateException(String.join(" ", Samples.SECRETS), cause);
        UserRegistry registry = leased(method, broken);
        Throwable thrown = catchThrowable(() -> operation.on(registry));
        assertThat(asLogged(thrown)).contains("IllegalStateException").doesNotContain(Samples.SECRETS);
        assertThat(thrown.getStackTrace()).as("where it went wrong").isEqualTo(broken.getStackTrace());
    }

    private static String asLogged(Throwable thrown) {
        StringWriter log = new StringWriter();
        thrown.printStackTrace(new PrintWriter(log, true));
        return log.toString();
    }

    @ParameterizedTest
    @MethodSource("portsInTheWay")
    void E4_whatAPortSaysItselfIsPassedOnAsItIs(String method, Operation operation) {
        for (Effect effect : Effect.values()) {
            UnavailableException down = new UnavailableException("down", effect, null);
            Throwable thrown = catchThrowable(() -> operation.on(leased(method, down)));
            if (operation == Operation.SWEEP && !BEFORE_A_PLACE_IS_SETTLED.contains(method)) {
                // By then the store has settled whose a place is.
                assertThat(thrown)
                        .hasCause(down)
                        .isInstanceOfSatisfying(
                                UnavailableException.class,
                                unavailable -> assertThat(unavailable.effect()).isEqualTo(Effect.UNKNOWN));
            } else {
                assertThat(thrown).isSameAs(down);
            }
        }
    }

    /** Once the store has decided, the answer stands, whatever becomes of the pool. */
    @ParameterizedTest
    @EnumSource(names = {"CREATE_SHARED", "DEACTIVATE"})
    void E4_aPoolThatFailsAfterTheStoreHasDecidedIsNotInTheWay(Operation operation) {
        for (String method : new String[] {"confirm", "release"}) {
            assertThatCode(() -> operation.on(leased(method, new IllegalStateException("broken"))))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void E4_portsThatWorkAreNotInTheWay(Operation operation) {
        assertThatCode(() -> operation.on(leased("none", new IllegalStateException("unused"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> operation.on(withLines("none", new IllegalStateException("unused"))))
                .doesNotThrowAnyException();
    }

    @Test
    void E4_aStoreWithLinesSurfacesAsUnavailableToo() {
        RuntimeException broken = new IllegalStateException(Samples.PHONE);
        UnavailableException created = catchThrowableOfType(
                UnavailableException.class, () -> Operation.CREATE_SHARED.on(withLines("commit", broken)));
        assertThat(created.effect()).isEqualTo(Effect.UNKNOWN);
        UnavailableException foreseen = catchThrowableOfType(
                UnavailableException.class, () -> Operation.FORESEE_SHARED.on(withLines("look", broken)));
        assertThat(foreseen.effect()).isEqualTo(Effect.NONE);
        assertThat(created.getMessage() + foreseen.getMessage()).doesNotContain(Samples.PHONE);
    }

    /** What an Error means is for the host to say. */
    @ParameterizedTest
    @EnumSource(names = {"CREATE_SHARED", "DEACTIVATE"})
    void anErrorIsNotHeldUp(Operation operation) {
        Error error = new AssertionError("not ours");
        assertThat(catchThrowable(() -> operation.on(leased("commit", error)))).isSameAs(error);
    }

    @Test
    void P5_aPlaceIsGivenBackWhereTheStoreSaysThatNothingWasDone() {
        QuietPool pool = new QuietPool();
        UserStore store = breaking(
                UserStore.class, new QuietStore(), "commit", new UnavailableException("down", Effect.NONE, null));
        assertThatThrownBy(() -> registry(store, pool).create(Samples.NEW_SHARED_USER))
                .isInstanceOf(UnavailableException.class);
        assertThat(pool.released).hasSize(1);
        assertThat(pool.confirmed).isEmpty();
    }

    @Test
    void P5_aPlaceIsGivenBackByWhoeverIsOvertaken() {
        QuietPool pool = new QuietPool();
        UserStore changedOnce = new QuietStore() {
            private boolean changed;

            @Override
            public Commit commit(Change change) {
                Commit answer = changed ? super.commit(change) : new Commit.Outdated();
                changed = true;
                return answer;
            }
        };
        registry(changedOnce, pool).create(Samples.NEW_SHARED_USER);
        assertThat(pool.released).hasSize(1);
        assertThat(pool.confirmed).hasSize(1);
    }

    @Test
    void P5_aPlaceIsKeptWhereTheStoreCannotSayWhatWasDone() {
        QuietPool pool = new QuietPool();
        UserStore store = breaking(
                UserStore.class, new QuietStore(), "commit", new UnavailableException("lost", Effect.UNKNOWN, null));
        assertThatThrownBy(() -> registry(store, pool).create(Samples.NEW_SHARED_USER))
                .isInstanceOf(UnavailableException.class);
        assertThat(pool.released).isEmpty();
        assertThat(pool.confirmed).isEmpty();
    }

    /** Bounded: whoever is always overtaken is told so in the end, and that nothing was done. */
    @Test
    void E4_aRequestThatIsAlwaysOvertakenHasNoEffect() {
        UserStore alwaysChanging = new QuietStore() {
            @Override
            public Commit commit(Change change) {
                return new Commit.Outdated();
            }
        };
        UserRegistry registry = registry(alwaysChanging, new QuietPool());
        for (Operation operation :
                new Operation[] {Operation.CREATE_SHARED, Operation.CREATE_DEDICATED, Operation.DEACTIVATE}) {
            UnavailableException thrown =
                    catchThrowableOfType(UnavailableException.class, () -> operation.on(registry));
            assertThat(thrown.effect()).isEqualTo(Effect.NONE);
        }
    }

    private static UserRegistry registry(UserStore store, PhonePool pool) {
        return UserRegistry.of(store, pool, new QuietTenants());
    }

    private static UserRegistry leased(String broken, Throwable failure) {
        return UserRegistry.of(
                breaking(UserStore.class, new QuietStore(), broken, failure),
                breaking(PhonePool.class, new QuietPool(), broken, failure),
                breaking(Tenants.class, new QuietTenants(), broken, failure),
                options(broken, failure));
    }

    private static UserRegistry withLines(String broken, Throwable failure) {
        return UserRegistry.of(
                breaking(UserStore.class, new QuietStore(), broken, failure),
                breaking(Tenants.class, new QuietTenants(), broken, failure),
                options(broken, failure));
    }

    private static RegistryOptions options(String broken, Throwable failure) {
        return RegistryOptions.DEFAULT
                .withClock(breaking(InstantSource.class, () -> Samples.NOW, broken, failure))
                .withIds(breaking(UserIds.class, () -> Samples.ID, broken, failure));
    }

    /** The port, but that its methods of this name throw. */
    private static <P> P breaking(Class<P> port, P working, String broken, Throwable failure) {
        Object proxy = Proxy.newProxyInstance(
                port.getClassLoader() == null ? BrokenPortsTest.class.getClassLoader() : port.getClassLoader(),
                new Class<?>[] {port},
                (self, method, arguments) -> {
                    if (method.getName().equals(broken)) {
                        throw failure;
                    }
                    try {
                        return method.invoke(working, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return port.cast(proxy);
    }
}
