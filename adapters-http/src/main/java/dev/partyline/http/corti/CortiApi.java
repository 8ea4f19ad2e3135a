package dev.partyline.http.corti;

import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.http.api.Bearer;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.api.OutcomeName;
import dev.partyline.http.api.Problem;
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
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The customer users of console projects over HTTP. Safe for use by many threads. */
public final class CortiApi {
    private static final String USERS = "/functions/v1/public/projects/{projectId}/customers/{customerId}/users";
    private static final String SCHEME = "Bearer realm=\"corti\"";

    /** What the token of an unknown project is compared with, so that it takes as long as a wrong one. */
    private static final Secret NOBODYS = new Secret("no project has this token");

    private final UserRegistry registry;
    private final Tenants tenants;
    private final Map<ConsoleProjectId, Secret> tokens;
    private final BodyReader bodies = new BodyReader(Set.of(Format.JSON));

    /**
     * The API over a registry.
     *
     * @param tokens the token of each project that may call
     */
    public CortiApi(UserRegistry registry, Tenants tenants, Map<ConsoleProjectId, Secret> tokens) {
        this.registry = registry;
        this.tenants = tenants;
        this.tokens = Map.copyOf(tokens);
    }

    /** What is served, and where. */
    public List<Route> routes() {
        return List.of(new Route(
                new Operation("corti", "create"),
                "POST",
                USERS,
                Problem.SHAPE,
                (request, variables) -> create(
                        request, variables.getOrDefault("projectId", ""), variables.getOrDefault("customerId", ""))));
    }

    private Step create(Request request, String projectId, String customerId) {
        Optional<ConsoleProject> project = Optional.of(new ConsoleProjectId(projectId))
                .filter(id -> isFrom(id, request))
                .flatMap(tenants::consoleProject);
        if (project.isEmpty()) {
            return unauthorized();
        }
        if (CustomerId.of(customerId).isInvalid()) {
            return customerNotFound();
        }
        return new Step.Read(body -> bodies.read(request, body)
                .fold(
                        members -> create(project.get(), customerId, request, members),
                        Problem::unsupportedMediaType,
                        Problem::bodyTooLarge,
                        Problem::malformedBody));
    }

    private boolean isFrom(ConsoleProjectId project, Request request) {
        Optional<Secret> token = Optional.ofNullable(tokens.get(project));
        return token.orElse(NOBODYS).matches(Bearer.token(request).orElse("")) && token.isPresent();
    }

    private Step create(ConsoleProject project, String customerId, Request request, Members members) {
        MemberReader reader = new MemberReader(members);
        // Hashing takes a processor for as long as a hundred other requests.
        Lane lane = members.get("password").isPresent() ? Lane.PASSWORDS : Lane.STORE;
        GivenCustomerUser given = new GivenCustomerUser(
                customerId,
                reader.text("email"),
                reader.text("firstName"),
                reader.text("lastName"),
                reader.text("password"),
                reader.truth("emailVerified"),
                reader.truth("enabled"));
        Optional<IdempotencyKey> key = reader.idempotencyKey(request);
        return reader.complete(
                NewCustomerUser.of(project, given)
                        .map(valid -> key.map(valid::withIdempotencyKey).orElse(valid)),
                valid -> new Step.Work(lane, () -> create(valid)),
                Problem::invalid);
    }

    private Answer create(Either<CustomerUserRefusal, NewCustomerUser> request) {
        return request.flatMap(registry::create)
                .fold(
                        CortiApi::refused,
                        outcome -> Answer.json(201, json(outcome.user())).as(OutcomeName.of(outcome)));
    }

    private static Answer refused(CustomerUserRefusal refusal) {
        return CustomerUserRefusal.fold(
                refusal,
                shared -> Problem.of(shared, SCHEME),
                unknownCustomer -> customerNotFound(),
                inUse -> Problem.of(409, "email_already_in_use", "A user of the project has this email already."));
    }

    private static Answer unauthorized() {
        return Problem.unauthorized(SCHEME);
    }

    private static Answer customerNotFound() {
        return Problem.of(404, "customer_not_found", "The project has no such customer.");
    }

    private static ObjectNode json(CustomerUser user) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", user.id().toString())
                .put("email", user.email().spelling())
                .put("firstName", user.firstName().value())
                .put("lastName", user.lastName().value())
                .put("emailVerified", user.emailVerified())
                .put("enabled", user.enabled())
                .put("createdAt", user.createdAt().toString());
    }
}
