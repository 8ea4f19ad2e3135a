package dev.partyline.inmemory.history;

import static dev.partyline.inmemory.history.Contest.PROJECT;
import static dev.partyline.inmemory.history.Contest.ROOMY;
import static dev.partyline.inmemory.history.Contest.count;
import static dev.partyline.inmemory.history.Contest.createShared;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Recreation;
import dev.partyline.inmemory.Rounds;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users that are deactivated, and created again, while others look on. */
class LifeRace {
    private static final Cast.Phone PHONE = Cast.phone(0);
    private static final Cast.Phone OTHER_PHONE = Cast.phone(1);

    @ParameterizedTest
    @EnumSource
    void L2_ofManyWhoDeactivateAUserOneDoes(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY));
            ModelledUser person =
                    contest.ask(createShared(PROJECT, PHONE)).person().orElseThrow();
            List<Answer> answers = contest.race(Collections.nCopies(6, deactivate(person)));
            assertThat(count("deactivated", answers)).isOne();
            assertThat(count("user_not_found", answers)).isEqualTo(5);
            contest.assertNothingLeaked();
        }
    }

    @ParameterizedTest
    @EnumSource
    void L1_creatingAgainComesBeforeTheDeactivationOrAfterIt(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(List.of(1))).choosing(project -> project.withMaxSharedUsers(1));
            ModelledUser person =
                    contest.ask(createShared(PROJECT, PHONE)).person().orElseThrow();
            List<Answer> answers = contest.race(List.of(deactivate(person), createShared(PROJECT, PHONE)));
            Answer created = answers.get(1);
            assertThat(answers.get(0)).extracting(Answer::kind).isEqualTo("deactivated");
            if (created.kind().equals(Answer.RETURNED)) {
                assertThat(created.person()).contains(person);
                assertThat(contest.world().everyone()).isEmpty();
            } else {
                assertThat(created.kind()).isEqualTo(Answer.CREATED);
                assertThat(created.person().orElseThrow().id()).isNotEqualTo(person.id());
                assertThat(contest.world().everyone())
                        .containsExactly(created.person().orElseThrow());
            }
            contest.assertNothingLeaked();
        }
    }

    /** In one step: there is no moment at which the user is gone, and its quota slot or its line is not. */
    @ParameterizedTest
    @EnumSource
    void L1_whoeverSeesThatAUserIsGoneCanHaveItsSlotAndItsLine(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(List.of(1))).choosing(project -> project.withMaxSharedUsers(1));
            ModelledUser person =
                    contest.ask(createShared(PROJECT, PHONE)).person().orElseThrow();
            List<Answer> answers = race(
                    () -> contest.ask(deactivate(person)),
                    () -> onceGone(contest, person, createShared(PROJECT, OTHER_PHONE)));
            assertThat(answers.get(1).kind()).isEqualTo(Answer.CREATED);
        }
    }

    /** In one step: there is no moment at which the user is gone, and is not yet what can be revived. */
    @ParameterizedTest
    @EnumSource
    void L3_whoeverSeesThatAUserIsGoneCanReviveIt(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest =
                    new Contest(wiring.world(ROOMY)).choosing(project -> project.withRecreation(Recreation.REVIVE));
            ModelledUser person =
                    contest.ask(createShared(PROJECT, PHONE)).person().orElseThrow();
            List<Answer> answers = race(
                    () -> contest.ask(deactivate(person)),
                    () -> onceGone(contest, person, createShared(PROJECT, PHONE)));
            assertThat(answers.get(1).kind()).isEqualTo(Answer.REVIVED);
        }
    }

    private static Answer onceGone(Contest contest, ModelledUser person, Call then) {
        Call look = new Call.Find(person.project(), person.id());
        while (contest.ask(look).person().isPresent()) {
            Thread.onSpinWait();
        }
        return contest.ask(then);
    }

    /** There is no moment at which somebody is refused for want of a line, and whoever has it is not there yet. */
    @ParameterizedTest
    @EnumSource
    void S6_whoeverIsRefusedTheLastPlaceSeesWhoHasIt(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(List.of(1)));
            List<Answer> answers = race(
                    () -> untilCreated(contest, createShared(PROJECT, PHONE)), () -> onceRefused(contest, OTHER_PHONE));
            assertThat(answers.get(1).kind()).isEqualTo("found");
        }
    }

    private static Answer untilCreated(Contest contest, Call create) {
        Answer answer = contest.ask(create);
        while (!answer.kind().equals(Answer.CREATED)) {
            answer = contest.ask(create);
        }
        return answer;
    }

    private static Answer onceRefused(Contest contest, Cast.Phone phone) {
        Answer answer = contest.ask(createShared(PROJECT, phone));
        while (answer.person().isPresent()) {
            contest.ask(deactivate(answer.person().get()));
            answer = contest.ask(createShared(PROJECT, phone));
        }
        return contest.ask(new Call.FindOnLine(PHONE, Cast.LINES.get(0)));
    }

    private static List<Answer> race(Callable<Answer> one, Callable<Answer> other) {
        return new Racers().play(List.of(one, other));
    }

    @ParameterizedTest
    @EnumSource
    void L3_ofManyWhoCreateAgainOneRevives(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY))
                    .choosing(
                            project -> project.withRecreation(Recreation.REVIVE).withMaxSharedUsers(1));
            ModelledUser person =
                    contest.ask(createShared(PROJECT, PHONE)).person().orElseThrow();
            contest.ask(deactivate(person));
            List<Answer> answers = contest.race(Collections.nCopies(8, createShared(PROJECT, PHONE)));
            assertThat(count(Answer.REVIVED, answers)).isOne();
            assertThat(count(Answer.RETURNED, answers)).isEqualTo(7);
            assertThat(answers)
                    .extracting(Answer::person)
                    .containsOnly(answers.get(0).person());
            assertThat(answers.get(0).person().orElseThrow())
                    .extracting(ModelledUser::id, ModelledUser::line, ModelledUser::createdAt)
                    .containsExactly(person.id(), person.line(), person.createdAt());
            contest.assertNothingLeaked();
        }
    }

    @ParameterizedTest
    @EnumSource
    void L1_whatManyCreateAndDeactivateLeavesNothingBehind(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest =
                    new Contest(wiring.world(List.of(2, 1))).choosing(project -> project.withMaxSharedUsers(3));
            new Racers()
                    .play(Stream.of(0, 1, 2, 0)
                            .<Callable<Answer>>map(phone -> () -> createAndDeactivate(contest, Cast.phone(phone)))
                            .toList());
            assertThat(contest.world().everyone()).isEmpty();
            contest.assertNothingLeaked();
            List<Answer> again = contest.race(Stream.of(5, 6, 7)
                    .map(phone -> createShared(PROJECT, Cast.phone(phone)))
                    .toList());
            assertThat(count(Answer.CREATED, again)).isEqualTo(3);
        }
    }

    private static Answer createAndDeactivate(Contest contest, Cast.Phone phone) {
        Answer answer = contest.ask(createShared(PROJECT, phone));
        return answer.person().map(person -> contest.ask(deactivate(person))).orElse(answer);
    }

    private static Call deactivate(ModelledUser person) {
        return new Call.Deactivate(person.project(), person.id());
    }
}
