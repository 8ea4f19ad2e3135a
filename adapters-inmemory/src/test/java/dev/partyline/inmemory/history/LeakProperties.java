package dev.partyline.inmemory.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.ChangeId;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.contract.PlainStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.constraints.IntRange;

/**
 * Several clients in any order, whose calls of ports fail and who crash: once leases have lapsed, nothing has leaked.
 */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class LeakProperties {

    @Property
    void P5_nothingLeaksWhateverFails(@ForAll("playsWithTime") Play play, @ForAll("blows") List<Storm.Blow> blows) {
        for (Wiring wiring : Wiring.values()) {
            Ruin ruin = new Ruin(wiring, play, blows);
            ruin.assertNothingLeaks();
            ruin.deactivateEveryone();
            ruin.assertNothingLeaks();
            ruin.assertNobodyIsOnAnyLine();
        }
    }

    @Property
    void P5_aSweepTouchesNoLeaseThatHasNotLapsed(@ForAll("plays") Play play, @ForAll("blows") List<Storm.Blow> blows) {
        Ruin ruin = new Ruin(Wiring.LEASED, play, blows);
        ruin.assertSweepTouchesNothing();
        ruin.assertNothingLeaks();
    }

    /** Every single fault at every single call of the life of a user: exhaustive. */
    @Property(tries = 10_000)
    void P5_aSingleFaultAnywhereInALifeLeaksNothing(
            @ForAll Storm.Blow blow, @ForAll @IntRange(max = 40) int callsBefore) {
        List<Storm.Blow> blows = new ArrayList<>(Collections.nCopies(callsBefore, Storm.Blow.NONE));
        blows.add(blow);
        Command create = new Command.CreateShared(2, 0, Cast.Given.NOTHING);
        Command update = new Command.CreateShared(2, 0, new Cast.Given(1, 1, 1));
        Command deactivate = new Command.Deactivate(0);
        List<Command> life = List.of(create, update, deactivate, create, deactivate, create);
        Ruin ruin = new Ruin(Wiring.LEASED, new Play(List.of(1, 1), List.of(), List.of(life), List.of()), blows);
        ruin.assertNothingLeaks();
        ruin.deactivateEveryone();
        ruin.assertNobodyIsOnAnyLine();
    }

    /** Faults on purpose, each of which leaks: the properties above must find every one of them. */
    private enum Leak {
        SETTLED_CHANGES_LET_IN {
            @Override
            UserStore store() {
                return new PlainStore(PlainStore.Fault.WHAT_IS_SETTLED_MAY_STILL_BE_MADE);
            }
        },
        NOTHING_REOPENED {
            @Override
            PhonePool pool(PhonePool pool) {
                return new ForwardingPool(pool) {
                    @Override
                    public void reopen(ChangeId place) {
                        // Confirmed it stays.
                    }
                };
            }
        },
        LAPSED_LEASES_HIDDEN {
            @Override
            PhonePool pool(PhonePool pool) {
                return new ForwardingPool(pool) {
                    @Override
                    public List<Version> lapsed(int limit) {
                        return List.of();
                    }
                };
            }
        },
        EVERYTHING_LAPSED_RELEASED {
            @Override
            PhonePool pool(PhonePool pool) {
                return new ForwardingPool(pool) {
                    @Override
                    public List<Version> lapsed(int limit) {
                        List<Version> lapsed = super.lapsed(limit);
                        lapsed.forEach(lease -> release(lease.by()));
                        return lapsed;
                    }
                };
            }
        };

        UserStore store() {
            return InMemoryUserStore.withoutLines();
        }

        PhonePool pool(PhonePool pool) {
            return pool;
        }

        HistoryWorld world(List<Integer> capacities, Gate gate) {
            return new HistoryWorld(
                    capacities,
                    (world, pool) -> UserRegistry.of(
                            new GatedStore(store(), gate), new GatedPool(pool(pool), gate), world, world.options()));
        }
    }

    @Property
    void everyPlantedLeakIsFound(@ForAll Leak leak) {
        Random random = new Random(1);
        RandomGenerator<Play> plays = Commands.playsWithSweepsAndTime().generator(1_000);
        RandomGenerator<List<Storm.Blow>> blows = Commands.blows().generator(1_000);
        boolean found = IntStream.range(0, 3_000)
                .anyMatch(i -> leaks(new Ruin(
                        leak::world,
                        plays.next(random).value(),
                        blows.next(random).value())));
        assertThat(found).as("a play that shows it").isTrue();
    }

    private static boolean leaks(Ruin ruin) {
        try {
            ruin.assertNothingLeaks();
            return false;
        } catch (AssertionError leak) {
            return true;
        }
    }

    @Provide
    Arbitrary<Play> playsWithTime() {
        return Commands.playsWithSweepsAndTime();
    }

    @Provide
    Arbitrary<Play> plays() {
        return Commands.playsWithSweeps();
    }

    @Provide
    Arbitrary<List<Storm.Blow>> blows() {
        return Commands.blows();
    }
}
