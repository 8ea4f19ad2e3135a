package dev.partyline.inmemory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Nearness;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.PhonePool.LeaseRequest;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Version;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** The pool as a port, against a model of maps: whatever is asked of it in whichever order. */
class InMemoryPhonePoolProperties {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final ProjectId PROJECT =
            ProjectId.of("00000000-0000-4000-8000-000000000001").get();

    /** Two of San Francisco, whose area codes overlay each other, one of New York, one of Berlin, and a mobile one. */
    private static final List<Line> LINES = Stream.of(
                    "+14155550101", "+16285550102", "+12125550103", "+493012345678", "+4915112345678")
            .map(number -> Line.of(number).get())
            .toList();

    private static final List<Nearness> NEAR = Stream.concat(
                    Stream.of(Nearness.ANYWHERE),
                    LINES.stream()
                            .map(Locality::of)
                            .flatMap(locality -> Stream.of(
                                    new Nearness(locality.area(), locality.country(), false),
                                    new Nearness(
                                            locality.area(),
                                            Optional.empty(),
                                            locality.area().isPresent()),
                                    new Nearness(Optional.empty(), locality.country(), false),
                                    new Nearness(Optional.empty(), locality.country(), true))))
            .distinct()
            .toList();

    /** What is asked of the pool. */
    private sealed interface Step {
        /** Lease a place; lines that are taken, as bits. */
        record Take(int place, int taken, LineWish wish) implements Step {}

        record Confirm(int place) implements Step {}

        record Reopen(int place) implements Step {}

        record Release(int place) implements Step {}

        record Change(int line, Optional<LineState> state, OptionalInt capacity) implements Step {}

        record Add(int line, int capacity) implements Step {}

        record Wait(int seconds) implements Step {}
    }

    /** The pool by rules.md and the Javadoc of its port. */
    private static final class Expected {
        final Map<Line, Integer> capacities = new HashMap<>();
        final Map<Line, LineState> states = new HashMap<>();
        final Map<Integer, Line> places = new HashMap<>();

        /** When those that are not confirmed lapse. */
        final Map<Integer, Instant> leases = new HashMap<>();

        final Set<Integer> everReopened = new HashSet<>();

        /** Those that were reopened and confirmed again: they lapse, but nobody waits for them. */
        final Set<Integer> watched = new HashSet<>();

        Instant now = Instant.EPOCH;

        int users(Line line) {
            return Collections.frequency(places.values(), line);
        }

        Optional<LineUse> use(Line line) {
            return Optional.ofNullable(capacities.get(line))
                    .map(capacity -> new LineUse(line, state(line), capacity, users(line)));
        }

        LineState state(Line line) {
            return states.getOrDefault(line, LineState.OPEN);
        }

        /** P4, P8: those that would take a user with this wish if they had room. */
        Set<Line> willing(Set<Line> taken, LineWish wish) {
            Set<LineState> open = wish.named().isPresent()
                    ? EnumSet.of(LineState.OPEN, LineState.AT_RISK, LineState.RESERVED)
                    : EnumSet.of(LineState.OPEN, LineState.AT_RISK);
            Set<Line> lines = new HashSet<>(capacities.keySet());
            lines.removeAll(taken);
            lines.removeIf(line -> !open.contains(state(line)));
            if (wish.named().isPresent()) {
                lines.retainAll(Set.of(wish.named().get()));
            } else if (wish.near().only()) {
                lines.removeIf(line -> !isNear(line, wish));
            }
            return lines;
        }

        private static boolean isNear(Line line, LineWish wish) {
            return isInArea(line, wish) || isInCountry(line, wish);
        }

        private static boolean isInArea(Line line, LineWish wish) {
            return wish.near()
                    .area()
                    .filter(area -> Locality.of(line).area().equals(Optional.of(area)))
                    .isPresent();
        }

        private static boolean isInCountry(Line line, LineWish wish) {
            return wish.near()
                    .country()
                    .filter(country -> Locality.of(line).country().equals(Optional.of(country)))
                    .isPresent();
        }

        /** The lines of which one is given: each rule leaves those that it prefers, if there are any. */
        Set<Line> allowed(Set<Line> taken, LineWish wish) {
            Set<Line> lines = willing(taken, wish);
            lines.removeIf(line -> users(line) >= requireNonNull(capacities.get(line)));
            keepThose(lines, line -> !wish.avoided().equals(Optional.of(line)));
            keepThose(lines, line -> state(line) != LineState.AT_RISK);
            keepThose(lines, line -> wish.preferred().equals(Optional.of(line)));
            keepThose(lines, line -> isInArea(line, wish));
            keepThose(lines, line -> isInCountry(line, wish));
            int least = lines.stream().mapToInt(this::users).min().orElse(0);
            keepThose(lines, line -> users(line) == least);
            return lines;
        }

        private static void keepThose(Set<Line> lines, Predicate<Line> best) {
            if (lines.stream().anyMatch(best)) {
                lines.removeIf(best.negate());
            }
        }

        /** Whether one of the lines would have room if all leases on it were released. */
        boolean isWorthWaiting(Set<Line> taken, LineWish wish) {
            List<Line> leased = leases.keySet().stream()
                    .filter(place -> !watched.contains(place))
                    .map(place -> requireNonNull(places.get(place)))
                    .toList();
            return willing(taken, wish).stream()
                    .anyMatch(line -> leased.contains(line)
                            && users(line) - Collections.frequency(leased, line)
                                    < requireNonNull(capacities.get(line)));
        }

        Set<Integer> lapsed() {
            Set<Integer> lapsed = new HashSet<>(leases.keySet());
            lapsed.removeIf(place -> requireNonNull(leases.get(place)).isAfter(now));
            return lapsed;
        }
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void P4_aPlaceIsOnAnOpenLineWithRoom(@ForAll("steps") List<Step> steps) {
        Play play = new Play();
        steps.forEach(play::carryOut);
    }

    /** The pool and what is expected of it, compared after each step. */
    private static final class Play {
        private final Expected expected = new Expected();
        private final InMemoryPhonePool pool = InMemoryPhonePool.of(
                List.of(new PoolLine(LINES.get(0), 2), new PoolLine(LINES.get(1), 1)), () -> expected.now, LEASE);

        Play() {
            expected.capacities.put(LINES.get(0), 2);
            expected.capacities.put(LINES.get(1), 1);
        }

        void carryOut(Step step) {
            if (step instanceof Step.Take take) {
                take(take);
            } else if (step instanceof Step.Confirm confirm) {
                confirm(confirm.place());
            } else if (step instanceof Step.Reopen reopen) {
                reopen(reopen.place());
            } else if (step instanceof Step.Release release) {
                release(release.place());
            } else if (step instanceof Step.Change change) {
                change(LINES.get(change.line()), change);
            } else if (step instanceof Step.Add add) {
                pool.add(new PoolLine(LINES.get(add.line()), add.capacity()));
                expected.capacities.putIfAbsent(LINES.get(add.line()), add.capacity());
            } else if (step instanceof Step.Wait time) {
                expected.now = expected.now.plusSeconds(time.seconds());
            }
            compare();
        }

        private void take(Step.Take take) {
            Set<Line> taken = new HashSet<>(LINES);
            taken.removeIf(line -> (take.taken() & 1 << LINES.indexOf(line)) == 0);
            Line held = expected.places.get(take.place());
            Set<Line> allowed = held == null ? expected.allowed(taken, take.wish()) : Set.of(held);
            Set<Line> chosen = expected.allowed(taken, take.wish());
            assertThat(pool.choose(taken, take.wish()))
                    .satisfies(line -> assertThat(line.map(Set::of).orElse(Set.of()))
                            .isSubsetOf(chosen)
                            .hasSize(Math.min(1, chosen.size())));
            Lease lease = pool.lease(new LeaseRequest(admission(take.place()), taken, take.wish()));
            if (allowed.isEmpty()) {
                assertThat(lease)
                        .isEqualTo(
                                expected.isWorthWaiting(taken, take.wish())
                                        ? new Lease.Contended()
                                        : new Lease.Exhausted());
                return;
            }
            Line line = lease.<Optional<Line>>fold(
                            granted -> Optional.of(granted.line()),
                            contended -> Optional.empty(),
                            exhausted -> Optional.empty())
                    .orElseThrow();
            assertThat(line).isIn(allowed);
            if (held == null) {
                expected.places.put(take.place(), line);
                expected.leases.put(take.place(), expected.now.plus(LEASE));
            }
        }

        private void confirm(int place) {
            pool.confirm(place(place));
            Instant lapse = expected.leases.get(place);
            if (lapse == null) {
                return;
            }
            if (!expected.everReopened.contains(place)) {
                expected.leases.remove(place);
            } else if (!lapse.isAfter(expected.now)) {
                expected.leases.put(place, expected.now.plus(LEASE));
                expected.watched.add(place);
            }
        }

        private void reopen(int place) {
            pool.reopen(place(place));
            if (expected.places.containsKey(place)) {
                expected.leases.put(place, expected.now.plus(LEASE));
                expected.everReopened.add(place);
                expected.watched.remove(place);
            }
        }

        private void release(int place) {
            pool.release(place(place));
            expected.places.remove(place);
            expected.leases.remove(place);
            expected.everReopened.remove(place);
            expected.watched.remove(place);
        }

        private void change(Line line, Step.Change change) {
            Optional<LineUse> changed = pool.set(line, change.state(), change.capacity());
            if (expected.capacities.containsKey(line)) {
                change.state().ifPresent(state -> expected.states.put(line, state));
                change.capacity().ifPresent(capacity -> expected.capacities.put(line, capacity));
            }
            assertThat(changed).isEqualTo(expected.use(line)).isEqualTo(pool.find(line));
        }

        private void compare() {
            for (Line line : LINES) {
                assertThat(pool.usersOf(line)).isEqualTo(expected.users(line));
            }
            assertThat(pool.page(Optional.empty(), LINES.size()))
                    .isEqualTo(LINES.stream()
                            .sorted(Comparator.comparing(line -> new BigInteger(line.e164())))
                            .flatMap(line -> expected.use(line).stream())
                            .toList());
            Set<Integer> lapsed = expected.lapsed();
            List<Version> told = pool.lapsed(100);
            assertThat(told)
                    .containsExactlyInAnyOrderElementsOf(lapsed.stream()
                            .map(InMemoryPhonePoolProperties::admission)
                            .toList());
            assertThat(told.stream()
                            .map(lease ->
                                    expected.leases.get((int) lease.by().value().getLeastSignificantBits())))
                    .isSorted();
            assertThat(pool.lapsed(1)).isEqualTo(told.stream().limit(1).toList());
        }
    }

    /** P3: where all are equal, each gets one before any gets two, and each gets its turn when users come and go. */
    @Property(tries = 50)
    void P3_linesOfTheSameLoadTakeTurns(@ForAll @IntRange(min = 1, max = 4) int lines, @ForAll boolean comeAndGo) {
        InMemoryPhonePool pool = InMemoryPhonePool.of(
                LINES.subList(0, lines).stream().map(PoolLine::unlimited).toList());
        for (int round = 0; round < 3; round++) {
            List<Line> given = new ArrayList<>();
            for (int i = 0; i < lines; i++) {
                int place = round * lines + i;
                given.add(lease(pool, place));
                if (comeAndGo) {
                    pool.release(place(place));
                }
            }
            assertThat(given).containsExactlyInAnyOrderElementsOf(LINES.subList(0, lines));
        }
    }

    @Example
    void P4_aDrainingLineKeepsItsUsersAndTakesNoMoreUntilItIsOpenAgain() {
        InMemoryPhonePool pool = InMemoryPhonePool.of(List.of(PoolLine.unlimited(LINES.get(0))));
        lease(pool, 0);
        pool.setState(LINES.get(0), LineState.DRAINING);
        assertThat(pool.usersOf(LINES.get(0))).isOne();
        assertThat(pool.choose(Set.of(), LineWish.NONE)).isEmpty();
        pool.setState(LINES.get(0), LineState.OPEN);
        assertThat(lease(pool, 1)).isEqualTo(LINES.get(0));
        assertThat(pool.usersOf(LINES.get(0))).isEqualTo(2);
    }

    @Example
    void P4_ofTwoLinesWithOneNumberTheFirstCounts() {
        InMemoryPhonePool pool =
                InMemoryPhonePool.of(List.of(new PoolLine(LINES.get(0), 1), new PoolLine(LINES.get(0), 9)));
        lease(pool, 0);
        assertThat(pool.choose(Set.of(), LineWish.NONE)).isEmpty();
    }

    private static Line lease(PhonePool pool, int place) {
        return pool.lease(new LeaseRequest(admission(place), Set.of(), LineWish.NONE))
                .<Optional<Line>>fold(
                        granted -> Optional.of(granted.line()),
                        contended -> Optional.empty(),
                        exhausted -> Optional.empty())
                .orElseThrow();
    }

    private static ChangeId place(int number) {
        return new ChangeId(new UUID(0, number));
    }

    private static Version admission(int place) {
        return new Version(PROJECT, new UserId(new UUID(1, place)), 1, place(place));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> place = Arbitraries.integers().between(0, 5);
        Arbitrary<Integer> line = Arbitraries.integers().between(0, LINES.size() - 1);
        Arbitrary<Optional<Line>> wished = Arbitraries.of(LINES).optional(0.3);
        Arbitrary<LineWish> wish = Combinators.combine(
                        Arbitraries.of(LINES).optional(0.1), wished, wished, Arbitraries.of(NEAR))
                .as(LineWish::new)
                .filter(each -> each.preferred().isEmpty() || !each.preferred().equals(each.avoided()));
        Arbitrary<Integer> taken = Arbitraries.of(0, 0, 0, 1, 2, 4, 3, 31);
        Arbitrary<OptionalInt> capacity = Arbitraries.integers()
                .between(0, 2)
                .optional(0.3)
                .map(most -> most.map(OptionalInt::of).orElse(OptionalInt.empty()));
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(6, Combinators.combine(place, taken, wish).as(Step.Take::new)),
                        Tuple.of(3, place.map(Step.Confirm::new)),
                        Tuple.of(2, place.map(Step.Reopen::new)),
                        Tuple.of(3, place.map(Step.Release::new)),
                        Tuple.of(
                                2,
                                Combinators.combine(
                                                line,
                                                Arbitraries.of(LineState.class).optional(0.7),
                                                capacity)
                                        .as(Step.Change::new)),
                        Tuple.of(
                                1,
                                Combinators.combine(line, Arbitraries.integers().between(0, 2))
                                        .as(Step.Add::new)),
                        Tuple.of(2, Arbitraries.integers().between(0, 10).map(Step.Wait::new)))
                .list()
                .ofMaxSize(40)
                .withSizeDistribution(RandomDistribution.uniform());
    }
}
