package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Nearness;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.Lines;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.PhonePool.LeaseRequest;
import dev.partyline.ports.driven.Version;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@link PhonePool} demands (rules P1 to P5, P7 to P9, S6): places on lines that are below their capacity, the
 * line that is wished for, leases that lapse and are still nobody else's, calls that may be repeated, and that all of
 * it holds while sixteen callers are at it. Extended by the test of an adapter, which makes the pool. JUnit makes one
 * instance for each test; the pool is used by many threads.
 */
@ExtendWith(DemandFirst.class)
public abstract class PhonePoolContract implements ChoiceChapter {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Line A = Person.line(1);
    private static final Line B = Person.line(2);
    private static final Line C = Person.line(3);

    private final MovableClock clock = new MovableClock(Person.NOW);

    /** The pool that {@link ChoiceChapter} asks; empty for all other tests. */
    private Optional<PhonePool> chosenFrom = Optional.empty();

    /** For tests of adapters. */
    protected PhonePoolContract() {}

    /**
     * A pool of open lines on which nobody is.
     *
     * @param capacities the lines, each with the most users that it may have
     * @param clock what the pool tells the time by
     * @param lease how long a lease holds
     */
    protected abstract PhonePool newPool(Map<Line, Integer> capacities, InstantSource clock, Duration lease);

    /**
     * Another pool over the same lines, as another process would have it. The same one if an adapter has but one.
     */
    protected PhonePool another(PhonePool pool) {
        return pool;
    }

    /**
     * How many users more than another a line may have and still be given. 0 for a pool that gives one of the least
     * loaded always; a pool that gives one close to it documents how close (rule P3).
     */
    protected int spread() {
        return 0;
    }

    /** How often each race is run: at least once. Fewer if a call takes long. */
    protected int rounds() {
        return 50;
    }

    @Override
    public final Lines newLines(Map<Line, Integer> capacities) {
        PhonePool pool = pool(capacities);
        chosenFrom = Optional.of(pool);
        return pool;
    }

    @Override
    public final Optional<Line> given(int number, Set<Line> taken, LineWish wish) {
        PhonePool pool = chosenFrom.orElseThrow();
        Lease lease = lease(pool, number, taken, wish);
        if (lease instanceof Lease.Granted granted) {
            pool.confirm(place(number));
            return Optional.of(granted.line());
        }
        assertThat(lease).as("a pool that leases nothing out").isEqualTo(new Lease.Exhausted());
        return Optional.empty();
    }

    @Override
    public final int closeness() {
        return spread();
    }

    @BeforeEach
    final void racesAreRun() {
        assertThat(rounds()).as("how often each race is run").isPositive();
    }

    @Demand("A leased line is one of the pool's lines.")
    @Test
    void P1_aLeasedLineIsOneOfThePools() {
        PhonePool pool = pool(Map.of(A, 1));
        assertThat(lease(pool, 1)).isEqualTo(new Lease.Granted(A));
    }

    @Demand("A pool without lines is exhausted.")
    @Test
    void S6_aPoolWithoutLinesIsExhausted() {
        PhonePool pool = pool(Map.of());
        assertThat(lease(pool, 1)).isEqualTo(new Lease.Exhausted());
        assertThat(pool.choose(Set.of(), LineWish.NONE)).isEmpty();
    }

    @Demand("A line that the request names as taken is not leased, whatever the wish is.")
    @Test
    void P2_aLineThatThePhoneIsOnIsNotOffered() {
        PhonePool pool = pool(Map.of(A, 9, B, 9));
        assertThat(lease(pool, 1, Set.of(A), LineWish.NONE)).isEqualTo(new Lease.Granted(B));
        assertThat(lease(pool, 2, Set.of(A), LineWish.preferring(A))).isEqualTo(new Lease.Granted(B));
        assertThat(lease(pool, 3, Set.of(B), LineWish.avoiding(A))).isEqualTo(new Lease.Granted(A));
        assertThat(lease(pool, 4, Set.of(A, B), LineWish.NONE)).isEqualTo(new Lease.Exhausted());
        assertThat(pool.choose(Set.of(A), LineWish.NONE)).isPresent();
        assertThat(pool.choose(Set.of(A, B), LineWish.NONE)).isEmpty();
    }

    @Demand("A lease is on one of the lines with the fewest users, or close to it within the spread.")
    @Test
    void P3_theLoadIsSpread() {
        PhonePool pool = pool(Map.of(A, 100, B, 100, C, 100));
        Map<Line, Integer> users = new HashMap<>();
        for (int i = 1; i <= 30; i++) {
            Line line = granted(lease(pool, i));
            int least = Set.of(A, B, C).stream()
                    .mapToInt(each -> users.getOrDefault(each, 0))
                    .min()
                    .orElseThrow();
            assertThat(users.merge(line, 1, Integer::sum) - 1)
                    .as("the users of the line that was given")
                    .isLessThanOrEqualTo(least + spread());
            if (i % 2 == 0) {
                pool.confirm(place(i));
            }
        }
    }

    @Demand("A wish for a line is granted if it can be, and is never a reason to refuse.")
    @Test
    void L3_aWishIsGrantedWhereItCanBe() {
        PhonePool pool = pool(Map.of(A, 3, B, 9));
        assertThat(lease(pool, 1, Set.of(), LineWish.preferring(A))).isEqualTo(new Lease.Granted(A));
        assertThat(lease(pool, 2, Set.of(), LineWish.preferring(A))).isEqualTo(new Lease.Granted(A));
        assertThat(lease(pool, 3, Set.of(), LineWish.preferring(A))).isEqualTo(new Lease.Granted(A));
        assertThat(lease(pool, 4, Set.of(), LineWish.preferring(A))).isEqualTo(new Lease.Granted(B));
        assertThat(lease(pool, 5, Set.of(), LineWish.preferring(C))).isEqualTo(new Lease.Granted(B));
        pool.release(place(1));
        assertThat(lease(pool, 6, Set.of(), LineWish.avoiding(A))).isEqualTo(new Lease.Granted(B));
        assertThat(lease(pool, 7, Set.of(B), LineWish.avoiding(A)))
                .as("where there is no other")
                .isEqualTo(new Lease.Granted(A));
    }

    @Demand("A line never has more places than its capacity: it is contended while leases are out,"
            + " and exhausted once all are confirmed.")
    @Test
    void P4_aLineNeverHasMoreUsersThanItsCapacity() {
        PhonePool pool = pool(Map.of(A, 2, B, 1, C, 0));
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            lines.add(granted(lease(pool, i)));
        }
        assertThat(lines).containsExactlyInAnyOrder(A, A, B);
        assertThat(lease(pool, 4)).isEqualTo(new Lease.Contended());
        assertThat(pool.choose(Set.of(), LineWish.NONE)).isEmpty();
        for (int i = 1; i <= 3; i++) {
            pool.confirm(place(i));
        }
        assertThat(lease(pool, 4)).isEqualTo(new Lease.Exhausted());
        pool.release(place(1));
        assertThat(pool.choose(Set.of(), LineWish.NONE)).isPresent();
        assertThat(lease(pool, 4)).isEqualTo(new Lease.Granted(lines.get(0)));
    }

    /** Whoever lost the answer asks again, and has one place and not two. */
    @Demand("If a name has a place already, a lease under that name answers the line of that place.")
    @Test
    void P5_aLeaseThatIsAskedForAgainIsTheSame() {
        PhonePool pool = pool(Map.of(A, 1, B, 1));
        Line line = granted(lease(pool, 1));
        assertThat(lease(pool, 1)).isEqualTo(new Lease.Granted(line));
        assertThat(lease(pool, 1, Set.of(line), LineWish.NONE)).isEqualTo(new Lease.Granted(line));
        assertThat(granted(lease(pool, 2))).isNotEqualTo(line);
        pool.release(place(1));
        assertThat(lease(pool, 3)).isEqualTo(new Lease.Granted(line));
    }

    @Demand("Each call may be repeated, and nothing happens if there is no such place.")
    @Test
    void P5_callsMayBeRepeatedAndMayComeForPlacesThatAreNotThere() {
        PhonePool pool = pool(Map.of(A, 2));
        pool.confirm(place(9));
        pool.reopen(place(9));
        pool.release(place(9));
        granted(lease(pool, 1));
        granted(lease(pool, 2));
        pool.confirm(place(1));
        pool.confirm(place(1));
        pool.release(place(2));
        pool.release(place(2));
        granted(lease(pool, 3));
        assertThat(lease(pool, 4)).as("a place is given back once").isNotInstanceOf(Lease.Granted.class);
        assertThat(pool.lapsed(10)).isEmpty();
    }

    @Demand("The pool tells the leases that have lapsed, the oldest first and at most so many, and"
            + " they stay as they are.")
    @Test
    void P5_leasesThatLapsedAreToldAsTheyWereAskedForTheOldestFirst() {
        PhonePool pool = pool(Map.of(A, 9, B, 9));
        for (int i = 1; i <= 3; i++) {
            granted(lease(pool, i));
            clock.advance(Duration.ofSeconds(1));
        }
        clock.advance(LEASE.minusSeconds(4));
        assertThat(pool.lapsed(10)).isEmpty();
        clock.advance(Duration.ofMillis(1_500));
        assertThat(pool.lapsed(10)).containsExactly(lapsed(1));
        clock.advance(LEASE);
        assertThat(pool.lapsed(10)).containsExactly(lapsed(1), lapsed(2), lapsed(3));
        assertThat(pool.lapsed(2)).containsExactly(lapsed(1), lapsed(2));
        assertThat(pool.lapsed(10)).as("they stay as they are").hasSize(3);
        pool.confirm(place(1));
        pool.release(place(2));
        assertThat(pool.lapsed(10)).containsExactly(lapsed(3));
    }

    @Demand("A lapsed lease is not free, because a slow creator may still be about to commit.")
    @Test
    void P5_aLeaseThatLapsedIsNotFree() {
        PhonePool pool = pool(Map.of(A, 1));
        granted(lease(pool, 1));
        clock.advance(LEASE.multipliedBy(10));
        assertThat(lease(pool, 2)).isEqualTo(new Lease.Contended());
        assertThat(pool.choose(Set.of(), LineWish.NONE)).isEmpty();
        assertThat(lease(pool, 1)).isEqualTo(new Lease.Granted(A));
        pool.confirm(place(1));
        assertThat(lease(pool, 2)).isEqualTo(new Lease.Exhausted());
    }

    @Demand("A lease is contended only if a leased place would do for the wish, were it released.")
    @Test
    void P7_onlyALeaseThatWouldDoIsWaitedFor() {
        PhonePool pool = pool(Map.of(A, 1, B, 1));
        assertThat(lease(pool, 1, Set.of(), LineWish.naming(A))).isEqualTo(new Lease.Granted(A));
        assertThat(lease(pool, 2, Set.of(), LineWish.naming(A))).isEqualTo(new Lease.Contended());
        assertThat(lease(pool, 3, Set.of(B), LineWish.NONE)).isEqualTo(new Lease.Contended());
        assertThat(lease(pool, 4, Set.of(A), LineWish.naming(A))).isEqualTo(new Lease.Exhausted());
        assertThat(lease(pool, 5, Set.of(), LineWish.naming(C))).isEqualTo(new Lease.Exhausted());
        Nearness elsewhere = new Nearness(Optional.empty(), Optional.of("DE"), true);
        assertThat(lease(pool, 6, Set.of(), LineWish.near(elsewhere))).isEqualTo(new Lease.Exhausted());
        pool.setState(A, LineState.RESERVED);
        assertThat(lease(pool, 7, Set.of(B), LineWish.NONE)).isEqualTo(new Lease.Exhausted());
        assertThat(lease(pool, 8, Set.of(B), LineWish.naming(A))).isEqualTo(new Lease.Contended());
        pool.setState(A, LineState.DRAINING);
        assertThat(lease(pool, 9, Set.of(B), LineWish.naming(A))).isEqualTo(new Lease.Exhausted());
        pool.set(A, Optional.of(LineState.OPEN), OptionalInt.of(0));
        assertThat(lease(pool, 10, Set.of(B), LineWish.NONE)).isEqualTo(new Lease.Exhausted());
    }

    @Demand("A place that was confirmed does not lapse.")
    @Test
    void P5_whatIsConfirmedDoesNotLapse() {
        PhonePool pool = pool(Map.of(A, 1));
        granted(lease(pool, 1));
        pool.confirm(place(1));
        clock.advance(LEASE.multipliedBy(10));
        assertThat(pool.lapsed(10)).isEmpty();
        assertThat(lease(pool, 2)).isEqualTo(new Lease.Exhausted());
    }

    @Demand("A place that was reopened is a lease again, and lapses after the same time.")
    @Test
    void P5_whatIsReopenedLapses() {
        PhonePool pool = pool(Map.of(A, 1));
        granted(lease(pool, 1));
        pool.confirm(place(1));
        pool.reopen(place(1));
        pool.reopen(place(1));
        assertThat(lease(pool, 2)).as("it may be about to come back").isEqualTo(new Lease.Contended());
        assertThat(pool.lapsed(10)).isEmpty();
        clock.advance(LEASE.plusSeconds(1));
        assertThat(pool.lapsed(10)).containsExactly(lapsed(1));
        pool.release(place(1));
        assertThat(pool.lapsed(10)).isEmpty();
        assertThat(lease(pool, 2)).isEqualTo(new Lease.Granted(A));
    }

    /** Whoever reopened it may end its use however late, and be gone before it can release it. */
    @Demand("A lease that was reopened and confirmed lapses again and again until it is released.")
    @Test
    void P5_whatWasReopenedLapsesAgainUntilItIsReleased() {
        PhonePool pool = pool(Map.of(A, 1));
        granted(lease(pool, 1));
        pool.confirm(place(1));
        pool.reopen(place(1));
        pool.confirm(place(1));
        for (int i = 0; i < 3; i++) {
            assertThat(pool.lapsed(10)).isEmpty();
            clock.advance(LEASE.plusSeconds(1));
            assertThat(pool.lapsed(10)).containsExactly(lapsed(1));
            pool.confirm(place(1));
        }
        pool.release(place(1));
        clock.advance(LEASE.multipliedBy(10));
        assertThat(pool.lapsed(10)).isEmpty();
    }

    @Demand("The capacities hold and are reached, whatever runs at the same time.")
    @Test
    void P4_theCapacityHoldsAndIsReachedWhateverRunsAtTheSameTime() {
        for (int round = 1; round <= rounds(); round++) {
            int base = 100 * round;
            PhonePool pool = pool(Map.of(A, 3, B, 2));
            PhonePool other = another(pool);
            List<Lease> leases = Race.run(caller -> lease(caller % 2 == 0 ? pool : other, base + caller));
            List<Line> lines = leases.stream()
                    .filter(Lease.Granted.class::isInstance)
                    .map(PhonePoolContract::granted)
                    .toList();
            assertThat(lines).containsExactlyInAnyOrder(A, A, A, B, B);
            assertThat(leases)
                    .filteredOn(lease -> !(lease instanceof Lease.Granted))
                    .containsOnly(new Lease.Contended());
        }
    }

    @Demand("All who ask under one name at the same time get one and the same place.")
    @Test
    void P5_ofManyWhoAskUnderOneNameAllGetOnePlace() {
        for (int round = 1; round <= rounds(); round++) {
            PhonePool pool = pool(Map.of(A, 1, B, 1));
            PhonePool other = another(pool);
            List<Lease> leases = Race.run(caller -> lease(caller % 2 == 0 ? pool : other, 1));
            assertThat(Set.copyOf(leases)).hasSize(1);
            Line line = granted(leases.get(0));
            assertThat(lease(pool, 2)).isEqualTo(new Lease.Granted(line.equals(A) ? B : A));
        }
    }

    /** Callers take places and give them back in every way. */
    @Demand("Once every place is released, the whole capacity is free again, and no more than that.")
    @Test
    void P5_nothingLeaksWhateverRunsAtTheSameTime() {
        Map<Line, Integer> capacities = new LinkedHashMap<>(Map.of(A, 4, B, 4));
        PhonePool pool = pool(capacities);
        PhonePool other = another(pool);
        Race.run(caller -> {
            PhonePool used = caller % 2 == 0 ? pool : other;
            for (int i = 0; i < rounds(); i++) {
                int name = 1_000 * (caller + 1) + i;
                if (lease(used, name) instanceof Lease.Granted) {
                    if (i % 3 == 0) {
                        used.confirm(place(name));
                    }
                    if (i % 3 == 1) {
                        used.confirm(place(name));
                        used.reopen(place(name));
                    }
                    used.release(place(name));
                }
            }
            return caller;
        });
        clock.advance(LEASE.multipliedBy(2));
        assertThat(pool.lapsed(10)).isEmpty();
        Set<Line> full = new HashSet<>();
        for (int i = 1; i <= 8; i++) {
            full.add(granted(lease(pool, 100 + i)));
        }
        assertThat(full).containsExactlyInAnyOrder(A, B);
        assertThat(lease(pool, 109)).isEqualTo(new Lease.Contended());
    }

    private PhonePool pool(Map<Line, Integer> capacities) {
        return newPool(capacities, clock, LEASE);
    }

    private static Lease lease(PhonePool pool, int number) {
        return lease(pool, number, Set.of(), LineWish.NONE);
    }

    private static Lease lease(PhonePool pool, int number, Set<Line> taken, LineWish wish) {
        SharedUser user = Person.shared(number);
        return pool.lease(new LeaseRequest(StoreUnderTest.admit(user).version(), taken, wish));
    }

    private static Line granted(Lease lease) {
        assertThat(lease).isInstanceOf(Lease.Granted.class);
        return ((Lease.Granted) lease).line();
    }

    private static ChangeId place(int number) {
        return Person.shared(number).placedBy();
    }

    private static Version lapsed(int number) {
        return StoreUnderTest.admit(Person.shared(number)).version();
    }
}
