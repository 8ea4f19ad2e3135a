package dev.partyline.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows in Java is this, to the letter. */
class ReadmeExampleTest {
    private static final Path ROOT = Path.of(System.getProperty("partyline.root"));
    private static final Path SOURCE =
            ROOT.resolve("adapters-inmemory/src/test/java/dev/partyline/inmemory/ReadmeExampleTest.java");

    private static Either<SharedUserRefusal, Outcome<SharedUser>> example(ProjectId projectId, Line line) {
        // begin
        Project project = Project.of(projectId).withMaxSharedUsers(3);
        InMemoryPhonePool pool = InMemoryPhonePool.of(List.of(PoolLine.unlimited(line)));
        UserRegistry registry = UserRegistry.of(InMemoryUserStore.withLines(pool), Tenants.of(project));

        Either<SharedUserRefusal, Outcome<SharedUser>> answer = NewSharedUser.of(
                        project, "+14155550132", GivenProfile.NONE.withFirstName("Ada"))
                .flatMap(registry::create);
        // end
        return answer;
    }

    @Test
    void doesWhatItSays() {
        ProjectId project = ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get();
        Line line = Line.of("+14155550900").get();
        SharedUser user = ((Outcome.Created<SharedUser>) example(project, line).get()).user();
        assertThat(user.line()).isEqualTo(line);
        assertThat(user.profile().firstName())
                .hasValueSatisfying(name -> assertThat(name.value()).isEqualTo("Ada"));
    }

    @Test
    void standsInTheReadme() throws IOException {
        String shown = between("```java\n", "```", Files.readString(ROOT.resolve("README.md")));
        String run = between("// begin\n", "// end", Files.readString(SOURCE));
        assertThat(withoutSpace(shown)).isEqualTo(withoutSpace(run));
    }

    private static String between(String begin, String end, String text) {
        return Pattern.compile(Pattern.quote(begin) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
