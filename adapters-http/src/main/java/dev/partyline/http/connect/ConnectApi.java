package dev.partyline.http.connect;

import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.http.api.JsonNodes;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The subscriber users of accounts over HTTP. Safe for use by many threads. */
public final class ConnectApi {
    private static final String SCHEME = "ApiKey realm=\"connect\"";

    private final UserRegistry registry;
    private final Tenants tenants;
    private final Map<AccountId, Secret> apiKeys;
    private final BodyReader bodies = new BodyReader(Set.of(Format.JSON));

    /**
     * The API over a registry.
     *
     * @param apiKeys the key of each account that may call, no two alike
     */
    public ConnectApi(UserRegistry registry, Tenants tenants, Map<AccountId, Secret> apiKeys) {
        this.registry = registry;
        this.tenants = tenants;
        this.apiKeys = Map.copyOf(apiKeys);
    }

    /** What is served, and where. */
    public List<Route> routes() {
        return List.of(new Route(
                new Operation("connect", "create"),
                "POST",
                "/users",
                Problem.SHAPE,
                (request, variables) -> create(request)));
    }

    private Step create(Request request) {
        return caller(request)
                .<Step>map(account -> new Step.Read(body -> bodies.read(request, body)
                        .fold(
                                members -> create(account, request, members),
                                Problem::unsupportedMediaType,
                                Problem::bodyTooLarge,
                                Problem::malformedBody)))
                .orElseGet(ConnectApi::unauthorized);
    }

    /** Compares with every key, so that the time does not tell which one is close. */
    private Optional<Account> caller(Request request) {
        String given = request.header("X-API-Key").orElse("");
        List<AccountId> matching = apiKeys.entrySet().stream()
                .filter(entry -> entry.getValue().matches(given))
                .map(Map.Entry::getKey)
                .toList();
        return matching.stream().findFirst().flatMap(tenants::account);
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
                        outcome -> Answer.json(201, json(outcome.user())).as(OutcomeName.of(outcome)));
    }

    private static Answer refused(SubscriberUserRefusal refusal) {
        return SubscriberUserRefusal.fold(
                refusal, shared -> Problem.of(shared, SCHEME), inUse -> alreadyInUse(inUse.code(), inUse.field()));
    }

    private static Answer alreadyInUse(String code, Field field) {
        return Problem.of(409, code, "Another user of the account has this value.", Map.of("field", field.published()));
    }

    private static Answer unauthorized() {
        return Problem.unauthorized(SCHEME);
    }

    private static ObjectNode json(SubscriberUser user) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("userId", user.id().toString())
                .put("name", user.name().value())
                .put("email", user.email().spelling())
                .put("msisdn", user.msisdn().e164());
        user.identity().ifPresent(identity -> json.put("identity", identity.value()));
        ArrayNode ids = json.putArray("customerIds");
        ArrayNode customers = json.putArray("customers");
        user.customers().forEach(customer -> {
            ids.add(customer.value());
            customers.addObject().put("customerId", customer.value());
        });
        return json.put("createdAt", user.createdAt().toString())
                .put("updatedAt", user.updatedAt().toString())
                .set("metadata", JsonNodes.node(user.metadata().value()));
    }
}
