package dev.partyline.http.operator;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.api.Problem;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What creating a shared user would do now, and which line it would get (E5, P7). */
final class ForeseeCall {
    private static final String PROJECT = "project";
    private static final String PHONE = "phoneNumber";

    private final UserRegistry registry;
    private final Tenants tenants;

    ForeseeCall(UserRegistry registry, Tenants tenants) {
        this.registry = registry;
        this.tenants = tenants;
    }

    List<Route> routes(Operator operator) {
        return List.of(operator.post("foresee", "/operator/foresee", Body.LIMIT, this::foresee));
    }

    private Step foresee(MemberReader reader) {
        reader.refuseAllBut(Set.of(PROJECT, PHONE));
        Optional<ProjectId> id = project(reader);
        String phone = reader.text(PHONE);
        Optional<Project> project = id.flatMap(tenants::project);
        if (project.isEmpty()) {
            checkPhone(reader, phone);
            return reader.complete(ForeseeCall::projectNotFound, Problem::invalid);
        }
        return reader.complete(
                NewSharedUser.of(project.get(), phone, new GivenProfile(null, null, null)),
                request -> new Step.Work(Lane.STORE, () -> foresee(request)),
                Problem::invalid);
    }

    private static Optional<ProjectId> project(MemberReader reader) {
        Validation<Fault, ProjectId> id = ProjectId.of(reader.text(PROJECT));
        if (id.isInvalid()) {
            reader.add(FieldFault.of(PROJECT, id.getError()));
        }
        return id.toJavaOptional();
    }

    /** As far as every project's rules go: which ones this project has, nobody knows. */
    private static void checkPhone(MemberReader reader, @Nullable String phone) {
        Validation<Fault, PhoneNumber> number = PhoneNumber.of(phone);
        if (number.isInvalid()) {
            reader.add(FieldFault.of(PHONE, number.getError()));
        }
    }

    private static Answer projectNotFound() {
        return Problem.of(404, "project_not_found", "There is no project with this id.");
    }

    private Answer foresee(Either<SharedUserRefusal, NewSharedUser> request) {
        return request.flatMap(registry::foresee).fold(ForeseeCall::answer, ForeseeCall::answer);
    }

    private static Answer answer(Forecast<SharedUser> forecast) {
        return forecast.fold(
                create -> answer("created", create.line()),
                returned -> answer(
                        "returned", Optional.of(LineChoice.kept(returned.user().line()))),
                update -> answer(
                        "updated", Optional.of(LineChoice.kept(update.user().line()))),
                revive -> answer("revived", revive.line()));
    }

    private static Answer answer(String outcome, Optional<LineChoice> choice) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("outcome", outcome);
        choice.ifPresent(line -> {
            json.put("line", line.line().e164()).put("reason", line.reason().code());
            ArrayNode passedOver = json.putArray("passedOver");
            line.passedOver().stream().map(LineChoice.Reason::code).forEach(passedOver::add);
        });
        return Answer.json(200, json).as("foreseen");
    }

    private static Answer answer(SharedUserRefusal refusal) {
        return SharedUserRefusal.fold(
                refusal,
                ForeseeCall::ofAnyCreation,
                exists -> Problem.of(412, exists.code(), "There is this user already."),
                reached -> Problem.of(
                        409,
                        reached.code(),
                        "The project has as many shared users as it may have.",
                        Map.of("limit", reached.limit())),
                exhausted -> Problem.of(503, exhausted.code(), "No line of the pool is to be had."));
    }

    private static Answer ofAnyCreation(CreationRefusal refusal) {
        return refusal.fold(
                invalid -> Problem.invalid(FieldFault.of(invalid)),
                unknownProject -> projectNotFound(),
                disabled -> Problem.of(403, disabled.code(), "Creating users is switched off in this project."),
                reused -> Problem.of(409, reused.code(), "The idempotency key was used for another request."));
    }
}
