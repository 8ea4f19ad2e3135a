package dev.partyline.inmemory.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

/** A world in which many make one call each, all at once. */
final class Contest {
    static final ProjectId PROJECT = Cast.PROJECTS.get(0);
    static final List<Integer> ROOMY = List.of(99, 99, 99);

    private static final Stage STAGE = new Racers();

    private final HistoryWorld world;

    Contest(HistoryWorld world) {
        this.world = world;
    }

    HistoryWorld world() {
        return world;
    }

    /** Changes what {@link #PROJECT} has chosen. */
    Contest choosing(Function<Project, Project> choice) {
        world.change(choice.apply(world.project(PROJECT).orElseThrow()));
        return this;
    }

    Answer ask(Call call) {
        return call.on(world.registry());
    }

    /** The first answer of another kind, asked for again and again. */
    Answer onceOtherThan(String kind, Call call) {
        Answer answer = ask(call);
        while (answer.kind().equals(kind)) {
            answer = ask(call);
        }
        return answer;
    }

    /** What each was answered, in their order. */
    List<Answer> race(List<? extends Call> calls) {
        List<Callable<Answer>> runs = new ArrayList<>();
        calls.forEach(call -> runs.add(() -> ask(call)));
        return STAGE.play(runs);
    }

    /**
     * P5: with nobody at work any more, the pool counts the active users of each line, and nothing is left to sweep.
     */
    void assertNothingLeaked() {
        List<ModelledUser> everyone = world.everyone();
        for (Line line : Cast.LINES) {
            assertThat(world.pool().usersOf(line)).isEqualTo((int) everyone.stream()
                    .filter(person ->
                            person.place().isPresent() && person.line().equals(line))
                    .count());
        }
        world.tick(HistoryWorld.LEASE);
        assertThat(world.registry().sweep()).isZero();
    }

    static Call createShared(ProjectId project, Cast.Phone phone) {
        return new Call.CreateShared(project, phone, Cast.Given.NOTHING);
    }

    static Stream<String> kinds(List<Answer> answers) {
        return answers.stream().map(Answer::kind);
    }

    static long count(String kind, List<Answer> answers) {
        return kinds(answers).filter(kind::equals).count();
    }
}
