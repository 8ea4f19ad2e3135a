package dev.partyline.http.corti;

import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.http.api.MemberReader;
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
import dev.partyline.http.user.OutcomeHeaders;
import dev.partyline.http.user.UserRoutes;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The customer users of console projects over HTTP. Safe for use by many threads. */
public final class CortiApi {
    private final UserRegistry registry;
    private final CustomerUsers users;
    private final BodyReader bodies = new BodyReader(Set.of(Format.JSON));

    /**
     * The API over a registry.
     *
     * @param tokens the token of each project that may call
     */
    public CortiApi(UserRegistry registry, Tenants tenants, Map<ConsoleProjectId, Secret> tokens) {
        this.registry = registry;
        this.users = new CustomerUsers(tenants, tokens);
    }

    /** What is served, and where. */
    public List<Route> routes() {
        Route create =
                new Route(new Operation(users.name(), "create"), "POST", users.path(), Problem.SHAPE, this::create);
        return Stream.concat(Stream.of(create), new UserRoutes<>(registry, users).routes().stream())
                .toList();
    }

    /** That the project has the customer is looked at after the values, as the registry does it. */
    private Step create(Request request, Map<String, String> variables) {
        String customer = variables.getOrDefault("customerId", "");
        return users.project(request, variables)
                .<Step>fold(
                        refused -> refused,
                        project -> CustomerId.of(customer).isInvalid()
                                ? CustomerUsers.customerNotFound()
                                : new Step.Read(body -> bodies.read(request, body)
                                        .fold(
                                                members -> create(project, customer, request, members),
                                                Problem.SHAPE::unsupportedMediaType,
                                                Problem.SHAPE::bodyTooLarge,
                                                Problem::malformedBody)));
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
                        outcome -> OutcomeHeaders.on(Answer.json(201, users.json(outcome.user())), outcome));
    }

    private static Answer refused(CustomerUserRefusal refusal) {
        return CustomerUserRefusal.fold(
                refusal,
                shared -> Problem.of(shared, CustomerUsers.SCHEME),
                unknownCustomer -> CustomerUsers.customerNotFound(),
                CustomerUsers::emailAlreadyInUse);
    }
}
