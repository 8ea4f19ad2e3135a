package dev.partyline.http.connect;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.http.api.JsonNodes;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.api.Problem;
import dev.partyline.http.body.Members;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.user.Creation;
import dev.partyline.http.user.Lookup;
import dev.partyline.http.user.Patch;
import dev.partyline.http.user.ProblemErrors;
import dev.partyline.http.user.UserApi;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What this API has of its own on the way to the users of an account.
 *
 * @param apiKeys the key of each account that may call, no two alike
 */
record AccountUsers(Tenants tenants, Map<AccountId, Secret> apiKeys) implements UserApi<Account> {
    static final String SCHEME = "ApiKey realm=\"connect\"";

    private static final ProblemErrors ERRORS = new ProblemErrors(SCHEME, AccountUsers::alreadyInUse);

    private static final Set<String> MEMBERS = Set.of("name", "email", "msisdn", "identity", "metadata");

    AccountUsers {
        apiKeys = Map.copyOf(apiKeys);
    }

    @Override
    public String name() {
        return "connect";
    }

    @Override
    public String path() {
        return "/users";
    }

    @Override
    public ProblemErrors errors() {
        return ERRORS;
    }

    /** Compares with every key, so that the time does not tell which one is close. */
    @Override
    public Either<Answer, Account> caller(Request request, Map<String, String> variables) {
        String given = request.header("X-API-Key").orElse("");
        List<AccountId> matching = apiKeys.entrySet().stream()
                .filter(entry -> entry.getValue().matches(given))
                .map(Map.Entry::getKey)
                .toList();
        return matching.stream()
                .findFirst()
                .flatMap(tenants::account)
                .<Either<Answer, Account>>map(Either::right)
                .orElseGet(() -> Either.left(ERRORS.unknownTenant()));
    }

    @Override
    public TenantId tenant(Account account) {
        return account.id();
    }

    @Override
    public ObjectNode json(AnyUser user) {
        return SubscriberJson.of(user);
    }

    @Override
    public Either<Answer, ? extends Creation<?, ?>> creation(Account account, Request request, Members members) {
        MemberReader reader = new MemberReader(members);
        JsonNode metadata = reader.object("metadata");
        JsonObject object = metadata == null ? null : JsonNodes.object(metadata);
        GivenSubscriberUser given = new GivenSubscriberUser(
                reader.text("name"), reader.text("email"), reader.text("msisdn"), reader.text("identity"), object);
        Optional<IdempotencyKey> key = reader.idempotencyKey(request);
        return reader.checked(NewSubscriberUser.of(account, given))
                .map(valid -> key.map(valid::withIdempotencyKey).orElse(valid))
                .map(valid -> new Creation<>(Lane.STORE, valid, AccountUsers::refused))
                .mapLeft(ERRORS::invalid);
    }

    private static Answer refused(SubscriberUserRefusal refusal) {
        return SubscriberUserRefusal.fold(refusal, shared -> Problem.of(shared, SCHEME), AccountUsers::alreadyInUse);
    }

    @Override
    public Either<ChangeRefusal, Patch> patch(Account account, UserId id, MemberReader reader) {
        reader.refuseAllBut(MEMBERS);
        return SubscriberUserPatch.of(
                        account,
                        id,
                        new GivenSubscriberUserPatch(
                                reader.setting("name", reader::text),
                                reader.setting("email", reader::text),
                                reader.setting("msisdn", reader::text),
                                reader.setting("identity", reader::text),
                                reader.setting("metadata", reader::object).map(JsonNodes::object)))
                .map(Patch::of);
    }

    /** N4: in an account that does not ask for a key, nobody holds it. */
    @Override
    public List<Lookup<Account>> lookups() {
        return List.of(
                new Lookup<>(
                        Set.of("email"),
                        (account, query) -> query.value("email", text -> EmailAddress.of(text, EmailRule.FORMAT))
                                .map(email -> Key.SubscriberEmail.of(account.id(), email))),
                new Lookup<>(
                        Set.of("msisdn"),
                        (account, query) -> query.number("msisdn", PhoneNumber::of)
                                .map(msisdn -> new Key.SubscriberMsisdn(account.id(), msisdn))),
                new Lookup<>(
                        Set.of("identity"),
                        (account, query) -> query.value("identity", LegalIdentity::of)
                                .map(identity -> new Key.SubscriberIdentity(account.id(), identity))));
    }

    @Override
    public Set<UserKind> kinds() {
        return Set.of(UserKind.SUBSCRIBER);
    }

    static Answer alreadyInUse(Refusal.AlreadyInUse refusal) {
        return Problem.of(
                409,
                refusal.code(),
                "Another user of the account has this value.",
                Map.of("field", refusal.field().published()));
    }
}
