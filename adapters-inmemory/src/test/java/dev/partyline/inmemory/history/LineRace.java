package dev.partyline.inmemory.history;

import static dev.partyline.inmemory.history.Contest.PROJECT;
import static dev.partyline.inmemory.history.Contest.ROOMY;
import static dev.partyline.inmemory.history.Contest.count;
import static dev.partyline.inmemory.history.Contest.createShared;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.Rounds;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many who want the same lines at once. */
class LineRace {
    private static final ProjectId OTHER = Cast.PROJECTS.get(1);
    private static final Line LINE = Cast.LINES.get(0);

    @ParameterizedTest
    @EnumSource
    void D2_aPhoneAndALineCreatedByManyAreOneUser(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY));
            contest.world().own(PROJECT, LINE, true);
            List<Answer> answers = contest.race(Collections.nCopies(12, dedicated(PROJECT)));
            assertThat(count(Answer.CREATED, answers)).isOne();
            assertThat(count(Answer.RETURNED, answers)).isEqualTo(11);
            assertThat(answers)
                    .extracting(Answer::person)
                    .containsOnly(answers.get(0).person());
        }
    }

    /** At no moment is the phone on the line, and the user that has them not there yet. */
    @ParameterizedTest
    @EnumSource
    void D2_whoeverLooksOnSeesTheUserNoLaterThanThatThePhoneIsOnTheLine(Wiring wiring) {
        Call.CreateDedicated create = new Call.CreateDedicated(PROJECT, Cast.phone(0), LINE, Cast.Given.NOTHING);
        for (int round = 0; round < 5 * Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY));
            contest.world().own(PROJECT, LINE, true);
            List<Answer> answers = new Racers()
                    .play(List.of(
                            () -> contest.ask(create),
                            () -> contest.onceOtherThan(
                                    Answer.foreseen(Answer.CREATED), new Call.ForeseeDedicated(create))));
            assertThat(answers.get(1).kind()).isEqualTo(Answer.foreseen(Answer.RETURNED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void P2_aPhoneOnALineThatTwoProjectsOwnIsOneUser(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY));
            contest.world().own(PROJECT, LINE, true);
            contest.world().own(OTHER, LINE, true);
            List<Answer> answers = contest.race(Stream.concat(
                            Collections.nCopies(4, dedicated(PROJECT)).stream(),
                            Collections.nCopies(4, dedicated(OTHER)).stream())
                    .toList());
            assertThat(count(Answer.CREATED, answers)).isOne();
            assertThat(count(Answer.RETURNED, answers)).isEqualTo(3);
            assertThat(count("phone_on_line_taken", answers)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void P2_aPhoneOfManyProjectsIsOnNoLineTwice(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY));
            List<Answer> answers = contest.race(projects(8).stream()
                    .peek(project -> contest.world().change(Project.of(project)))
                    .map(project -> createShared(project, Cast.phone(0)))
                    .toList());
            assertThat(answers.stream().flatMap(answer -> answer.person().stream()))
                    .extracting(ModelledUser::line)
                    .containsExactlyInAnyOrderElementsOf(Cast.LINES.subList(0, Cast.POOL_LINES));
            assertThat(count("pool_exhausted", answers)).isEqualTo(8 - Cast.POOL_LINES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void P2_aSharedAndADedicatedUserOfAPhoneAreNotOnOneLine(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(List.of(99)));
            contest.world().own(OTHER, LINE, true);
            List<Answer> answers = contest.race(List.of(createShared(PROJECT, Cast.phone(0)), dedicated(OTHER)));
            assertThat(Contest.kinds(answers).toList())
                    .isIn(List.of(Answer.CREATED, "phone_on_line_taken"), List.of("pool_exhausted", Answer.CREATED));
            contest.assertNothingLeaked();
        }
    }

    @ParameterizedTest
    @EnumSource
    void P4_asManyAsTheCapacityAndNoMoreAreCreated(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            int capacity = round % 5;
            Contest contest = new Contest(wiring.world(List.of(capacity, 1, 0)));
            List<Answer> answers = contest.race(creates(PROJECT, 0, 14));
            assertThat(count(Answer.CREATED, answers)).isEqualTo(capacity + 1);
            assertThat(count("pool_exhausted", answers)).isEqualTo(14 - capacity - 1);
            contest.assertNothingLeaked();
        }
    }

    /** Whoever loses to the limit has taken no place from anybody. */
    @ParameterizedTest
    @EnumSource
    void P4_whoeverIsRefusedForTheLimitTakesNoPlace(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest =
                    new Contest(wiring.world(List.of(2, 2))).choosing(project -> project.withMaxSharedUsers(1));
            contest.world().change(Project.of(OTHER));
            List<Answer> answers =
                    contest.race(Stream.concat(creates(PROJECT, 0, 7).stream(), creates(OTHER, 7, 7).stream())
                            .toList());
            List<Answer> limited = answers.subList(0, 7);
            List<Answer> unlimited = answers.subList(7, 14);
            assertThat(count(Answer.CREATED, answers)).isEqualTo(4);
            assertThat(count(Answer.CREATED, limited)).isLessThanOrEqualTo(1);
            assertThat(Contest.kinds(unlimited)).containsOnly(Answer.CREATED, "pool_exhausted");
            assertThat(Contest.kinds(limited))
                    .containsAnyOf("shared_user_limit_reached", "pool_exhausted")
                    .doesNotContain(Answer.RETURNED);
            contest.assertNothingLeaked();
        }
    }

    private static Call dedicated(ProjectId project) {
        return new Call.CreateDedicated(project, Cast.phone(0), LINE, Cast.Given.NOTHING);
    }

    private static List<Call> creates(ProjectId project, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> createShared(project, Cast.phone(i)))
                .toList();
    }

    private static List<ProjectId> projects(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ProjectId.of("00000000-0000-4000-8000-%012d".formatted(100 + i))
                        .get())
                .toList();
    }
}
