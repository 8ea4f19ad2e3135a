package dev.partyline.inmemory.history;

import static dev.partyline.inmemory.history.Contest.PROJECT;
import static dev.partyline.inmemory.history.Contest.ROOMY;
import static dev.partyline.inmemory.history.Contest.count;
import static dev.partyline.inmemory.history.Contest.createShared;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.inmemory.Rounds;
import dev.partyline.inmemory.contract.PlainStore;
import dev.partyline.inmemory.history.Linearizability.Answered;
import dev.partyline.ports.UserRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many who create shared users at once. */
class SharedUserRace {
    private static final int THREADS = 16;

    @ParameterizedTest
    @EnumSource
    void S2_aPhoneCreatedByManyIsOneUser(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            assertOneUser(new Contest(wiring.world(ROOMY)), creatingOnePhone());
        }
    }

    @ParameterizedTest
    @EnumSource
    void S2_noneOfThemIsRefusedForTheLimitThatTheFirstOneReached(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY)).choosing(project -> project.withMaxSharedUsers(1));
            assertOneUser(contest, creatingOnePhone());
        }
    }

    @ParameterizedTest
    @EnumSource
    void S2_noneOfThemIsRefusedForTheLineThatTheFirstOneGot(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            assertOneUser(new Contest(wiring.world(List.of(0, 1, 0))), creatingOnePhone());
        }
    }

    /** S5 has the user come before the limit: at no moment is the limit reached, and who reached it not there yet. */
    @ParameterizedTest
    @EnumSource
    void S5_whoeverLooksOnSeesTheUserNoLaterThanTheLimitThatItReached(Wiring wiring) {
        Call.CreateShared create = new Call.CreateShared(PROJECT, Cast.phone(0), Cast.Given.NOTHING);
        for (int round = 0; round < 5 * Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY)).choosing(project -> project.withMaxSharedUsers(1));
            List<Answer> answers = new Racers()
                    .play(List.of(
                            () -> contest.ask(create),
                            () -> contest.onceOtherThan(
                                    Answer.foreseen(Answer.CREATED), new Call.ForeseeShared(create))));
            assertThat(answers.get(1).kind()).isEqualTo(Answer.foreseen(Answer.RETURNED));
        }
    }

    /** The check itself: where others go first between the check and the act, more than one creates the user. */
    @Test
    void S2_aStoreThatChecksAndThenActsHasMoreThanOne() {
        Meeting meeting = new Meeting(THREADS);
        Contest contest = new Contest(new HistoryWorld(
                ROOMY,
                (world, pool) -> UserRegistry.of(
                        new PlainStore(PlainStore.Fault.KEYS_ARE_CHECKED_BEFORE_THE_STEP, meeting::await),
                        pool,
                        world,
                        world.options())));
        List<Callable<Answer>> runs = new ArrayList<>();
        for (Call call : creatingOnePhone()) {
            runs.add(() -> {
                try {
                    return contest.ask(call);
                } finally {
                    meeting.leave();
                }
            });
        }
        assertThat(count(Answer.CREATED, new Racers().play(runs))).isGreaterThan(1);
    }

    @ParameterizedTest
    @EnumSource
    void S7_anEmailCreatedByManyIsOneUser(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY))
                    .choosing(project -> project.withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL)
                            .withMaxSharedUsers(1));
            List<Answer> answers = contest.race(IntStream.range(0, THREADS)
                    .mapToObj(i -> new Call.CreateShared(PROJECT, Cast.phone(i), new Cast.Given(0, 0, 1 + i % 2)))
                    .toList());
            assertThat(count(Answer.CREATED, answers)).isOne();
            assertThat(count(Answer.RETURNED, answers)).isEqualTo(THREADS - 1);
            assertThat(answers)
                    .extracting(Answer::person)
                    .containsOnly(answers.get(0).person());
            contest.assertNothingLeaked();
        }
    }

    @ParameterizedTest
    @EnumSource
    void S4_asManyAsTheLimitAndNoMoreAreCreated(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            int limit = round % 6;
            Contest contest = new Contest(wiring.world(ROOMY)).choosing(project -> project.withMaxSharedUsers(limit));
            List<Answer> answers = contest.race(creatingManyPhones(0));
            assertThat(count(Answer.CREATED, answers)).isEqualTo(limit);
            assertThat(answers)
                    .filteredOn(answer -> !answer.kind().equals(Answer.CREATED))
                    .containsOnly(Answer.just("shared_user_limit_reached", limit))
                    .hasSize(THREADS - limit);
            contest.assertNothingLeaked();
        }
    }

    /** Whoever was created is there from when its answer came until its deactivation was asked for, at the least. */
    @ParameterizedTest
    @EnumSource
    void S4_theLimitHoldsWhileOthersAreDeactivated(Wiring wiring) {
        int limit = 2;
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY)).choosing(project -> project.withMaxSharedUsers(limit));
            AtomicLong time = new AtomicLong();
            List<Callable<List<Answered>>> comingAndGoing = IntStream.range(0, 4)
                    .<Callable<List<Answered>>>mapToObj(i -> () -> comeAndGo(contest, i, time))
                    .toList();
            List<Answered> stays = new Racers()
                    .<List<Answered>>play(comingAndGoing).stream()
                            .flatMap(List::stream)
                            .toList();
            assertThat(stays)
                    .allSatisfy(stay -> assertThat(stays.stream()
                                    .filter(other -> other.begun() <= stay.begun() && stay.begun() < other.ended())
                                    .count())
                            .isLessThanOrEqualTo(limit));
            contest.assertNothingLeaked();
        }
    }

    private static List<Answered> comeAndGo(Contest contest, int phone, AtomicLong time) {
        List<Answered> stays = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Call create = createShared(PROJECT, Cast.phone(phone));
            Answer answer = contest.ask(create);
            answer.person().ifPresent(person -> {
                long begun = time.getAndIncrement();
                long ended = time.getAndIncrement();
                contest.ask(new Call.Deactivate(PROJECT, person.id()));
                stays.add(new Answered(create, answer, begun, ended));
            });
        }
        return stays;
    }

    @ParameterizedTest
    @EnumSource
    void S3_mergesOfDifferentFieldsLoseNothing(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY));
            contest.ask(createShared(PROJECT, Cast.phone(0)));
            List<Answer> answers = contest.race(Stream.of(
                            new Cast.Given(1, 0, 0),
                            new Cast.Given(0, 2, 0),
                            new Cast.Given(0, 0, 3),
                            Cast.Given.NOTHING)
                    .map(given -> new Call.CreateShared(PROJECT, Cast.phone(0), given))
                    .toList());
            assertThat(count(Answer.UPDATED, answers)).isEqualTo(3);
            assertThat(contest.ask(createShared(PROJECT, Cast.phone(0))).person())
                    .hasValueSatisfying(person -> assertThat(person)
                            .extracting(ModelledUser::firstName, ModelledUser::lastName, ModelledUser::email)
                            .containsExactly("Ada", "Grace", "bob@example.com"));
        }
    }

    private static List<Call> creatingOnePhone() {
        return IntStream.range(0, THREADS)
                .<Call>mapToObj(i -> new Call.CreateShared(PROJECT, Cast.phone(0), new Cast.Given(i % 3, 0, 0)))
                .toList();
    }

    private static List<Call> creatingManyPhones(int first) {
        return IntStream.range(first, first + THREADS)
                .mapToObj(i -> createShared(PROJECT, Cast.phone(i)))
                .toList();
    }

    private static void assertOneUser(Contest contest, List<Call> creates) {
        List<Answer> answers = contest.race(creates);
        assertThat(count(Answer.CREATED, answers)).isOne();
        assertThat(answers).extracting(Answer::kind).containsOnly(Answer.CREATED, Answer.RETURNED, Answer.UPDATED);
        assertThat(answers.stream().map(answer -> answer.person().orElseThrow().id()))
                .containsOnly(answers.get(0).person().orElseThrow().id());
        assertThat(contest.world().everyone()).hasSize(1);
        contest.assertNothingLeaked();
    }
}
