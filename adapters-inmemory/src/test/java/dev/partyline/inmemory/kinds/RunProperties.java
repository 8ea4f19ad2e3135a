package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.RunName;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.ports.Run;
import dev.partyline.ports.Verdict;
import dev.partyline.ports.driven.UnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Runs of many requests of all kinds, in any order and with any duplicates, beside the same requests one by one. */
class RunProperties {
    private static final int TRIES = 100;
    private static final int ROWS = 150;
    private static final RunName NAME = RunName.of("nightly").get();

    @Property(tries = TRIES)
    void B1_eachRowIsAnsweredAsItsRequestWouldBeAlone(
            @ForAll("creates") List<Create> rows,
            @ForAll RunWorld.Base base,
            @ForAll boolean named,
            @ForAll @IntRange(max = 1_000) int before) {
        RunWorld alone = new RunWorld(base, RunWorld.FEW);
        RunWorld together = new RunWorld(base, RunWorld.FEW);
        Run run = (named ? Run.named(NAME) : Run.unnamed()).after(before);
        List<Seen> verdicts = new ArrayList<>();
        together.run(run, rows).forEachRemaining(verdict -> {
            verdicts.add(together.seen(verdict.answer()));
            assertThat(verdict.row()).isEqualTo(before + verdicts.size());
        });
        assertThat(verdicts).isEqualTo(rows.stream().map(alone::alone).toList());
        assertThat(together.state()).isEqualTo(alone.state());
    }

    @Property(tries = TRIES)
    void B1_eachChangeIsAnsweredAsItWouldBeAlone(
            @ForAll("creates") List<Create> users,
            @ForAll("patches") List<Patch> patches,
            @ForAll RunWorld.Base base,
            @ForAll boolean named) {
        RunWorld alone = new RunWorld(base, RunWorld.FEW);
        RunWorld together = new RunWorld(base, RunWorld.FEW);
        List<User> aloneUsers = made(alone, users);
        List<User> togetherUsers = made(together, users);
        if (aloneUsers.isEmpty()) {
            return;
        }
        List<Seen> expected = patches.stream()
                .map(patch -> changed(alone, patch.request(aloneUsers)))
                .toList();
        List<Seen> verdicts = new ArrayList<>();
        Iterator<Verdict<ChangeRefusal, User>> run = together.registry.changeAll(
                named ? Run.named(NAME) : Run.unnamed(),
                patches.stream().map(patch -> patch.request(togetherUsers)).iterator());
        run.forEachRemaining(verdict -> {
            verdicts.add(together.seen(verdict.answer()));
            assertThat(verdict.row()).isEqualTo(verdicts.size());
        });
        assertThat(verdicts).isEqualTo(expected);
        assertThat(together.state()).isEqualTo(alone.state());
    }

    private static <U extends User> Seen changed(RunWorld world, ChangeRequest<U> request) {
        return world.seen(world.registry.change(request));
    }

    private static List<User> made(RunWorld world, List<Create> creates) {
        Map<UserId, User> made = new HashMap<>();
        List<UserId> inOrder = new ArrayList<>();
        world.run(Run.unnamed(), creates).forEachRemaining(verdict -> {
            world.seen(verdict.answer());
            verdict.answer().forEach(outcome -> {
                if (made.put(outcome.user().id(), outcome.user()) == null) {
                    inOrder.add(outcome.user().id());
                }
            });
        });
        return inOrder.stream().map(made::get).map(User.class::cast).toList();
    }

    /** It is stopped by failures at any call of the store, and after any number of verdicts, until it ends. */
    @Property(tries = TRIES)
    void B2_aRunThatIsStoppedAnywhereAndBegunAgainDoesNothingTwice(
            @ForAll("creates") List<Create> rows,
            @ForAll RunWorld.Base base,
            @ForAll("calls") List<FailingGate.How> calls,
            @ForAll("stops") List<Integer> stops) {
        // Places that a crash leaves leased are nobody's until their lease ends, and a run does not wait for that.
        int capacity = base == RunWorld.Base.A_STORE_AND_A_POOL ? RunWorld.MANY : RunWorld.FEW;
        RunWorld undisturbed = new RunWorld(base, capacity);
        List<Seen> expected = new ArrayList<>();
        undisturbed
                .run(Run.named(NAME), rows)
                .forEachRemaining(verdict -> expected.add(undisturbed.seen(verdict.answer())));

        FailingGate gate = new FailingGate(calls);
        RunWorld world = new RunWorld(base, capacity, gate, new PlainHasher(), new Surroundings());
        SortedMap<Long, Verdict<Refusal, User>> told = new TreeMap<>();
        for (int stop : stops) {
            tell(world.run(Run.named(NAME), rows), stop, told);
        }
        gate.open();
        assertThat(tell(world.run(Run.named(NAME), rows), Integer.MAX_VALUE, told))
                .isEqualTo(rows.size());

        for (Verdict<Refusal, User> verdict : told.values()) {
            Seen seen = world.seen(verdict.answer());
            Seen first = expected.get((int) verdict.row() - 1);
            if (first.user().isEmpty()) {
                assertThat(seen.user())
                        .as("row %s, which is refused", verdict.row())
                        .isEmpty();
            } else {
                assertThat(seen).as("row %s", verdict.row()).isEqualTo(first);
            }
        }
        assertThat(world.state()).isEqualTo(undisturbed.state());
    }

    /** How many verdicts were told until it ended or was stopped: what was told before of a row is told again. */
    private static int tell(
            Iterator<Verdict<Refusal, User>> verdicts, int most, Map<Long, Verdict<Refusal, User>> told) {
        int number = 0;
        try {
            while (number < most && verdicts.hasNext()) {
                Verdict<Refusal, User> verdict = verdicts.next();
                number++;
                assertThat(verdict.row()).isEqualTo(number);
                Verdict<Refusal, User> before = told.put(verdict.row(), verdict);
                if (before != null) {
                    assertThat(verdict.answer().isRight())
                            .isEqualTo(before.answer().isRight());
                    before.answer()
                            .forEach(done -> assertThat(verdict.answer().get())
                                    .as("row %s, told again", verdict.row())
                                    .isEqualTo(done));
                }
            }
        } catch (UnavailableException stopped) {
            assertThat(stopped.getStackTrace()).isNotEmpty();
        }
        return number;
    }

    @Provide
    Arbitrary<List<Create>> creates() {
        return Commands.rows(1, ROWS);
    }

    @Provide
    Arbitrary<List<Patch>> patches() {
        return Patch.any().list().ofMaxSize(ROWS / 2);
    }

    @Provide
    Arbitrary<List<FailingGate.How>> calls() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.just(FailingGate.How.WORKS)),
                        Tuple.of(1, Arbitraries.of(FailingGate.How.class)))
                .list()
                .ofMaxSize(4 * ROWS);
    }

    @Provide
    Arbitrary<List<Integer>> stops() {
        return Arbitraries.integers().between(0, ROWS).list().ofMaxSize(8);
    }
}
