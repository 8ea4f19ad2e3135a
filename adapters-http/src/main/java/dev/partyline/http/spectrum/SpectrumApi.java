package dev.partyline.http.spectrum;

import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.UserKind;
import dev.partyline.http.body.BodyReader;
import dev.partyline.http.body.Format;
import dev.partyline.http.body.Members;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Step;
import dev.partyline.http.user.OutcomeHeaders;
import dev.partyline.http.user.UserRoutes;
import dev.partyline.ports.Usage;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The users of Spectrum projects over HTTP. Safe for use by many threads. */
public final class SpectrumApi {
    private static final SpectrumErrors ERRORS = SpectrumErrors.ERRORS;

    private final UserRegistry registry;
    private final ProjectUsers users;
    private final BodyReader bodies = new BodyReader(EnumSet.of(Format.JSON, Format.URLENCODED, Format.MULTIPART));

    /**
     * The API over a registry.
     *
     * @param secrets the secret of each project that may call
     */
    public SpectrumApi(UserRegistry registry, Tenants tenants, Map<ProjectId, Secret> secrets) {
        this.registry = registry;
        this.users = new ProjectUsers(tenants, new Credentials(secrets));
    }

    /** What is served, and where. */
    public List<Route> routes() {
        UserRoutes<Project> routes = new UserRoutes<>(registry, users);
        return Stream.concat(
                        Stream.of(
                                routes.route(
                                        "create",
                                        "POST",
                                        "",
                                        (project, request, variables) -> create(project, request)),
                                routes.routeAt(
                                        "usage",
                                        "GET",
                                        "/projects/{projectId}/usage",
                                        (project, request, variables) ->
                                                new Step.Work(Lane.STORE, () -> usage(project.id())))),
                        routes.routes().stream())
                .toList();
    }

    private Step create(Project project, Request request) {
        return new Step.Read(body -> bodies.read(request, body)
                .fold(
                        members -> create(project, request, members),
                        ERRORS::unsupportedMediaType,
                        ERRORS::bodyTooLarge,
                        ERRORS::malformedBody));
    }

    private Step create(Project project, Request request, Members members) {
        return CreateBody.step(
                project,
                request,
                members,
                shared -> new Step.Work(Lane.STORE, () -> createShared(shared)),
                dedicated -> new Step.Work(Lane.STORE, () -> createDedicated(dedicated)));
    }

    private Answer createShared(Either<SharedUserRefusal, NewSharedUser> request) {
        return request.flatMap(registry::create).fold(ERRORS::of, this::answer);
    }

    private Answer createDedicated(Either<DedicatedUserRefusal, NewDedicatedUser> request) {
        return request.flatMap(registry::create).fold(ERRORS::of, this::answer);
    }

    private Answer answer(Outcome<? extends LineUser> outcome) {
        Answer told = OutcomeHeaders.on(users.answer(outcome.user()), outcome);
        return outcome.lineChoice().map(line -> explained(told, line)).orElse(told);
    }

    /** P7: why it is this line, and what would have come first. */
    private static Answer explained(Answer answer, LineChoice line) {
        Answer explained = answer.with("Partyline-Line-Choice", line.reason().code());
        String passedOver =
                line.passedOver().stream().map(LineChoice.Reason::code).collect(Collectors.joining(", "));
        return passedOver.isEmpty() ? explained : explained.with("Partyline-Passed-Over", passedOver);
    }

    private Answer usage(ProjectId project) {
        return registry.usage(project).fold(unknown -> ERRORS.unknownTenant(), SpectrumApi::answer);
    }

    private static Answer answer(Usage usage) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sharedUsers", usage.of(UserKind.SHARED));
        data.put(
                "maxSharedUsers",
                usage.maxSharedUsers().isPresent() ? usage.maxSharedUsers().getAsInt() : null);
        data.put("dedicatedUsers", usage.of(UserKind.DEDICATED));
        return ProjectUsers.succeed(Map.of("data", data)).as("told");
    }
}
