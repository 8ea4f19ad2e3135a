package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.RunName;
import dev.partyline.inmemory.history.Racers;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.inmemory.kinds.Command.Values;
import dev.partyline.ports.Run;
import dev.partyline.ports.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real threads: the same run several times at once, and interactive requests beside it. */
class RunRace {
    private static final int ROUNDS = 30;
    private static final int ROWS = 100;
    private static final Run NIGHTLY = Run.named(RunName.of("nightly").get());

    private final Racers racers = new Racers();

    /** Each row is carried out by one of them, and told alike by both. */
    @ParameterizedTest
    @EnumSource(RunWorld.Base.class)
    void B2_whoeverCarriesOutTheSameRunAtTheSameTimeIsToldTheSame(RunWorld.Base base) {
        for (int round = 0; round < ROUNDS; round++) {
            RunWorld world = new RunWorld(base, RunWorld.MANY);
            List<Create> rows = distinct(round);
            List<List<Verdict<Refusal, User>>> told =
                    racers.race(number -> number < 2 ? verdicts(world, rows) : List.of());
            assertThat(told.get(0)).hasSize(ROWS).isEqualTo(told.get(1));
            assertThat(ids(told.get(0))).doesNotHaveDuplicates();
            assertThat(world.state().toString()).doesNotContain("UPDATED");
        }
    }

    /** Requests for the same users come between the rows: each key is one user's, and the lines have as many as are. */
    @ParameterizedTest
    @EnumSource(RunWorld.Base.class)
    void B1_interactiveRequestsComeBetweenTheRows(RunWorld.Base base) {
        for (int round = 0; round < ROUNDS; round++) {
            int seed = round;
            RunWorld world = new RunWorld(base, RunWorld.MANY);
            List<Create> rows = distinct(round);
            List<List<Seen>> told = racers.race(number -> number < 2
                    ? verdicts(world, rows).stream()
                            .map(verdict -> Seen.outcome(verdict.answer()))
                            .toList()
                    : IntStream.range(0, 10)
                            .mapToObj(i -> rows.get(new Random(31L * seed + 7L * number + i).nextInt(ROWS)))
                            .map(world::aloneUnnamed)
                            .toList());
            Set<String> created = new HashSet<>();
            List<String> inRuns = new ArrayList<>();
            for (int number = 0; number < told.size(); number++) {
                for (Seen seen : told.get(number)) {
                    if (seen.what().equals("created")) {
                        String id = String.valueOf(seen.user().get("id"));
                        if (number < 2) {
                            inRuns.add(id);
                        } else {
                            assertThat(created.add(id)).as("created once").isTrue();
                        }
                    }
                }
            }
            assertThat(created).doesNotContainAnyElementsOf(inRuns);
            created.addAll(inRuns);
            assertThat(world.users()).isEqualTo(created.size());
            assertThat(world.shared()).isEqualTo(world.onLines());
        }
    }

    private static List<Verdict<Refusal, User>> verdicts(RunWorld world, List<Create> rows) {
        List<Verdict<Refusal, User>> verdicts = new ArrayList<>();
        world.run(NIGHTLY, rows).forEachRemaining(verdicts::add);
        return verdicts;
    }

    private static List<String> ids(List<Verdict<Refusal, User>> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.answer().get().user().id().toString())
                .toList();
    }

    /** Each is another user, of a kind that has a key. */
    private static List<Create> distinct(int round) {
        UserKind[] kinds = {UserKind.SHARED, UserKind.CUSTOMER, UserKind.APP};
        return IntStream.range(0, ROWS)
                .mapToObj(row ->
                        new Create(kinds[(row + round) % kinds.length], 1, 0, false, new Values(row, 0, 0, 0, 0, 0, 0)))
                .toList();
    }
}
