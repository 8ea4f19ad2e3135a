package dev.partyline.http.spectrum;

import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.OutcomeName;
import dev.partyline.http.body.BodyReader;
import dev.partyline.http.body.Format;
import dev.partyline.http.body.Members;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Operation;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The users of Spectrum projects over HTTP. Safe for use by many threads. */
public final class SpectrumApi {
    private static final String USERS = "/projects/{projectId}/users";
    private static final String OUTCOME = "Partyline-Outcome";

    private final UserRegistry registry;
    private final Tenants tenants;
    private final Credentials credentials;
    private final BodyReader bodies = new BodyReader(EnumSet.allOf(Format.class));

    /**
     * The API over a registry.
     *
     * @param secrets the secret of each project that may call
     */
    public SpectrumApi(UserRegistry registry, Tenants tenants, Map<ProjectId, Secret> secrets) {
        this.registry = registry;
        this.tenants = tenants;
        this.credentials = new Credentials(secrets);
    }

    /** What is served, and where. */
    public List<Route> routes() {
        return List.of(
                route("create", "POST", USERS, (project, request, variables) -> create(project, request)),
                route("list", "GET", USERS, (project, request, variables) -> list(project, request)),
                route(
                        "deactivate",
                        "DELETE",
                        USERS + "/{userId}",
                        (project, request, variables) -> delete(project, variables.getOrDefault("userId", ""))));
    }

    /** What answers once it is known which project calls. */
    @FunctionalInterface
    private interface ProjectHandler {
        Step handle(Project project, Request request, Map<String, String> variables);
    }

    private Route route(String name, String method, String pattern, ProjectHandler handler) {
        return new Route(
                new Operation("spectrum", name),
                method,
                pattern,
                SpectrumErrors::answer,
                (request, variables) -> credentials
                        .authenticate(request, variables.getOrDefault("projectId", ""))
                        .flatMap(tenants::project)
                        .map(project -> handler.handle(project, request, variables))
                        .orElseGet(SpectrumErrors::unauthorized));
    }

    private Step create(Project project, Request request) {
        return new Step.Read(body -> bodies.read(request, body)
                .fold(
                        members -> create(project, request, members),
                        SpectrumErrors::unsupportedMediaType,
                        SpectrumErrors::bodyTooLarge,
                        SpectrumErrors::malformedBody));
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
        return request.flatMap(registry::create).fold(SpectrumErrors::of, SpectrumApi::answer);
    }

    private Answer createDedicated(Either<DedicatedUserRefusal, NewDedicatedUser> request) {
        return request.flatMap(registry::create).fold(SpectrumErrors::of, SpectrumApi::answer);
    }

    private static Answer answer(Outcome<? extends LineUser> outcome) {
        return succeed(Map.of("data", UserJson.of(outcome.user())))
                .with(OUTCOME, OutcomeName.of(outcome))
                .as(OutcomeName.of(outcome));
    }

    private Step list(Project project, Request request) {
        return request.parameters()
                .map(parameters -> ListParameters.step(
                        project.id(),
                        parameters,
                        listing -> new Step.Work(Lane.STORE, () -> list(listing)),
                        key -> new Step.Work(Lane.STORE, () -> find(project, key))))
                .orElseGet(() -> SpectrumErrors.invalid(List.of(FieldFault.malformed("query"))));
    }

    private Answer list(Listing listing) {
        Page page = registry.list(listing);
        return page(page.rows().stream(), page.next()).as("listed");
    }

    private Answer find(Project project, Key key) {
        Map<Key, User> found = registry.find(project.id(), List.of(key));
        return page(found.values().stream(), Optional.empty()).as(found.isEmpty() ? "not_found" : "found");
    }

    private static Answer page(Stream<? extends AnyUser> users, Optional<ListPosition> next) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("data", users.map(user -> UserJson.of((LineUser) user)).toList());
        members.put("nextCursor", next.map(ListCursor::of).orElse(null));
        return succeed(members);
    }

    private Step delete(Project project, String userId) {
        Optional<UserId> id = UserId.of(userId).toJavaOptional();
        return id.isPresent()
                ? new Step.Work(Lane.STORE, () -> delete(project, id.get()))
                : SpectrumErrors.userNotFound();
    }

    private Answer delete(Project project, UserId id) {
        return registry.deactivate(project.id(), id)
                .fold(SpectrumErrors::of, user -> Answer.empty(204).as("deactivated"));
    }

    private static Answer succeed(Map<String, ?> members) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("succeed", true);
        body.putAll(members);
        return Answer.json(200, body);
    }
}
