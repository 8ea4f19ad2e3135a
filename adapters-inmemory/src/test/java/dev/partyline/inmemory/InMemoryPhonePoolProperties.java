package dev.partyline.inmemory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.PhonePool.LeaseRequest;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
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
    private static final List<Line> LINES = IntStream.range(0, 4)
            .mapToObj(i -> Line.of("+1202555010" + i).get())
            .toList();

    /** What is asked of the pool. */
    private sealed interface Step {
        /**
         * Lease a place; lines that are taken, as bits; the number of a wished line or -1; the number of an avoided one
         * or -1.
         */
        record Take(int place, int taken, int preferred, int avoided) implements Step {}

        record Confirm(int place) implements Step {}

        record Reopen(int place) implements Step {}

        record Release(int place) implements Step {}

        record SetState(int line, LineState state) implements Step {}

        record Add(int line, int capacity) implements Step {}

        record Wait(int seconds) implements Step {}
    }

    /** The pool by rules.md and the Javadoc of its port. */
    private static final class Expected {
        final Map<Line, Integer> capacities = new HashMap<>();
        final Set<Line> closed = new HashSet<>();
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

        Set<Line> available(Set<Line> taken) {
            Set<Line> lines = new HashSet<>(capacities.keySet());
            lines.removeIf(line -> closed.contains(line)
                    || users(line) >= requireNonNull(capacities.get(line))
                    || taken.contains(line));
            return lines;
        }

        Set<Line> allowed(Set<Line> taken, LineWish wish) {
            Set<Line> lines = available(taken);
            if (wish.preferred().filter(lines::contains).isPresent()) {
                return Set.of(wish.preferred().get());
            }
            if (lines.size() > 1) {
                wish.avoided().ifPresent(lines::remove);
            }
            int least = lines.stream().mapToInt(this::users).min().orElse(0);
            lines.removeIf(line -> users(line) > least);
            return lines;
        }

        boolean isWorthWaiting(Set<Line> taken) {
            return leases.keySet().stream()
                    .filter(place -> !watched.contains(place))
                    .map(places::get)
                    .anyMatch(line -> !closed.contains(line) && !taken.contains(line));
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
            } else if (step instanceof Step.SetState change) {
                setState(LINES.get(change.line()), change.state());
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
            LineWish wish = new LineWish(line(take.preferred()), line(take.avoided()));
            Line held = expected.places.get(take.place());
            Set<Line> allowed = held == null ? expected.allowed(taken, wish) : Set.of(held);
            assertThat(pool.hasLineOutside(taken))
                    .isEqualTo(!expected.available(taken).isEmpty());
            Lease lease = pool.lease(new LeaseRequest(admission(take.place()), taken, wish));
            if (allowed.isEmpty()) {
                assertThat(lease)
                        .isEqualTo(expected.isWorthWaiting(taken) ? new Lease.Contended() : new Lease.Exhausted());
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

        private void setState(Line line, LineState state) {
            pool.setState(line, state);
            if (!expected.capacities.containsKey(line)) {
                return;
            }
            if (state == LineState.OPEN) {
                expected.closed.remove(line);
            } else {
                expected.closed.add(line);
            }
        }

        private void compare() {
            for (Line line : LINES) {
                assertThat(pool.usersOf(line)).isEqualTo(expected.users(line));
            }
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

        private static Optional<Line> line(int number) {
            return number < 0 ? Optional.empty() : Optional.of(LINES.get(number));
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
        assertThat(pool.hasLineOutside(Set.of())).isFalse();
        pool.setState(LINES.get(0), LineState.OPEN);
        assertThat(lease(pool, 1)).isEqualTo(LINES.get(0));
        assertThat(pool.usersOf(LINES.get(0))).isEqualTo(2);
    }

    @Example
    void P4_ofTwoLinesWithOneNumberTheFirstCounts() {
        InMemoryPhonePool pool =
                InMemoryPhonePool.of(List.of(new PoolLine(LINES.get(0), 1), new PoolLine(LINES.get(0), 9)));
        lease(pool, 0);
        assertThat(pool.hasLineOutside(Set.of())).isFalse();
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
        Arbitrary<Integer> wished = Arbitraries.integers().between(-1, LINES.size() - 1);
        Arbitrary<Integer> taken = Arbitraries.of(0, 0, 0, 1, 2, 4, 3, 15);
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(
                                6,
                                Combinators.combine(place, taken, wished, wished)
                                        .as(Step.Take::new)),
                        Tuple.of(3, place.map(Step.Confirm::new)),
                        Tuple.of(2, place.map(Step.Reopen::new)),
                        Tuple.of(3, place.map(Step.Release::new)),
                        Tuple.of(
                                2,
                                Combinators.combine(line, Arbitraries.of(LineState.class))
                                        .as(Step.SetState::new)),
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
