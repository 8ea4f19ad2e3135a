package dev.partyline.http.connect;

import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.JsonNodes;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.api.Problem;
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
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The subscriber users of accounts over HTTP. Safe for use by many threads. */
public final class ConnectApi {
    private final UserRegistry registry;
    private final AccountUsers users;
    private final BodyReader bodies = new BodyReader(Set.of(Format.JSON));

    /**
     * The API over a registry.
     *
     * @param apiKeys the key of each account that may call, no two alike
     */
    public ConnectApi(UserRegistry registry, Tenants tenants, Map<AccountId, Secret> apiKeys) {
        this.registry = registry;
        this.users = new AccountUsers(tenants, apiKeys);
    }

    /** What is served, and where. */
    public List<Route> routes() {
        UserRoutes<Account> routes = new UserRoutes<>(registry, users);
        String customer = "/customers/{customerId}";
        return Stream.concat(
                        Stream.of(
                                routes.route(
                                        "create",
                                        "POST",
                                        "",
                                        (account, request, variables) -> create(account, request)),
                                routes.change(
                                        "join",
                                        "PUT",
                                        customer,
                                        (account, id, variables) -> withCustomer(
                                                variables,
                                                found -> SubscriberUserPatch.joining(account.id(), id, found))),
                                routes.change(
                                        "leave",
                                        "DELETE",
                                        customer,
                                        (account, id, variables) -> withCustomer(
                                                variables,
                                                found -> SubscriberUserPatch.leaving(account.id(), id, found)))),
                        routes.routes().stream())
                .toList();
    }

    /** The change for the customer of the path, if it is one that there can be. */
    private static Either<Step, SubscriberUserPatch> withCustomer(
            Map<String, String> variables, Function<CustomerId, SubscriberUserPatch> change) {
        return CustomerId.of(variables.get("customerId"))
                .toEither()
                .<Step>mapLeft(fault -> Problem.invalid(List.of(FieldFault.of(Field.CUSTOMER_ID.published(), fault))))
                .map(change);
    }

    private Step create(Account account, Request request) {
        return new Step.Read(body -> bodies.read(request, body)
                .fold(
                        members -> create(account, request, members),
                        Problem.SHAPE::unsupportedMediaType,
                        Problem.SHAPE::bodyTooLarge,
                        Problem::malformedBody));
    }

    private Step create(Account account, Request request, Members members) {
        MemberReader reader = new MemberReader(members);
        JsonNode metadata = reader.object("metadata");
        JsonObject object = metadata == null ? null : JsonNodes.object(metadata);
        GivenSubscriberUser given = new GivenSubscriberUser(
                reader.text("name"), reader.text("email"), reader.text("msisdn"), reader.text("identity"), object);
        Optional<IdempotencyKey> key = reader.idempotencyKey(request);
        return reader.complete(
                NewSubscriberUser.of(account, given)
                        .map(valid -> key.map(valid::withIdempotencyKey).orElse(valid)),
                valid -> new Step.Work(Lane.STORE, () -> create(valid)),
                Problem::invalid);
    }

    private Answer create(Either<SubscriberUserRefusal, NewSubscriberUser> request) {
        return request.flatMap(registry::create)
                .fold(
                        ConnectApi::refused,
                        outcome -> OutcomeHeaders.on(Answer.json(201, users.json(outcome.user())), outcome));
    }

    private static Answer refused(SubscriberUserRefusal refusal) {
        return SubscriberUserRefusal.fold(
                refusal, shared -> Problem.of(shared, AccountUsers.SCHEME), AccountUsers::alreadyInUse);
    }
}
