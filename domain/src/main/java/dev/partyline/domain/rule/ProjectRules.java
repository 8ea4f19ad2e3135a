package dev.partyline.domain.rule;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.function.Function;

/** What is decided before anything is asked of a store, alike for every user of a project: the tenant first, then the values. */
public final class ProjectRules {
    private ProjectRules() {}

    /**
     * The project, where a request with these values may be carried out in it now.
     *
     * @param violations the request's violations of given rules of values
     */
    public static Either<CreationRefusal, Project> admit(
            Optional<Project> found, Function<ValueRules, Seq<Violation>> violations) {
        return known(found).flatMap(ProjectRules::creatingUsers).flatMap(project -> accepting(project, violations));
    }

    /** T3 */
    private static Either<CreationRefusal, Project> known(Optional<Project> found) {
        return found.<Either<CreationRefusal, Project>>map(Either::right)
                .orElseGet(() -> Either.left(new Refusal.UnknownTenant()));
    }

    /** T3 */
    private static Either<CreationRefusal, Project> creatingUsers(Project project) {
        return project.creatingUsers() ? Either.right(project) : Either.left(new Refusal.CreationDisabled());
    }

    /** V3, V5: the project's own rules as they are now, whatever the request was checked against when it was made. */
    private static Either<CreationRefusal, Project> accepting(
            Project project, Function<ValueRules, Seq<Violation>> violations) {
        Seq<Violation> found = violations.apply(project.values());
        return found.isEmpty() ? Either.right(project) : Either.left(new Refusal.Invalid(found));
    }
}
