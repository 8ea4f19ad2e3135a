package dev.partyline.http.prelude;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.rule.TenantRules;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.http.api.Bearer;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.body.Members;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.user.Creation;
import dev.partyline.http.user.Lookup;
import dev.partyline.http.user.Patch;
import dev.partyline.http.user.UserApi;
import dev.partyline.ports.driven.Tenants;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What this API has of its own on the way to the users of an app.
 *
 * @param tokens the token of each app that may call
 */
record AppUsers(Tenants tenants, Map<AppId, Secret> tokens) implements UserApi<App> {
    private static final Set<String> MEMBERS = Set.of("identifiers", "profile", "external_id");

    AppUsers {
        tokens = Map.copyOf(tokens);
    }

    @Override
    public String name() {
        return "prelude";
    }

    @Override
    public String path() {
        return "/v2/session/apps/{appID}/users";
    }

    @Override
    public PreludeErrors errors() {
        return PreludeErrors.ERRORS;
    }

    static AppId app(Map<String, String> variables) {
        return new AppId(variables.getOrDefault("appID", ""));
    }

    /**
     * The app's own token, or for an app that there is not, any app's. Compares with every token, so that the time
     * tells nothing.
     */
    boolean mayKnowOf(AppId app, Request request) {
        String given = Bearer.token(request).orElse("");
        List<AppId> matching = tokens.entrySet().stream()
                .filter(entry -> entry.getValue().matches(given))
                .map(Map.Entry::getKey)
                .toList();
        return tokens.containsKey(app) ? matching.contains(app) : !matching.isEmpty();
    }

    @Override
    public Either<Answer, App> caller(Request request, Map<String, String> variables) {
        AppId app = app(variables);
        if (!mayKnowOf(app, request)) {
            return Either.left(PreludeErrors.ERRORS.unauthorized());
        }
        return tenants.app(app)
                .<Either<Answer, App>>map(Either::right)
                .orElseGet(() -> Either.left(PreludeErrors.ERRORS.unknownTenant()));
    }

    /** A6: what an app does not admit is told before anything else. */
    @Override
    public Either<Answer, App> creator(Request request, Map<String, String> variables) {
        AppId app = app(variables);
        return mayKnowOf(app, request)
                ? TenantRules.admit(tenants.app(app), found -> Vector.empty())
                        .mapLeft(PreludeErrors.ERRORS::ofAnyCreation)
                : Either.left(PreludeErrors.ERRORS.unauthorized());
    }

    @Override
    public TenantId tenant(App app) {
        return app.id();
    }

    @Override
    public Optional<UserId> id(String text) {
        return AppUserId.parse(text);
    }

    @Override
    public ObjectNode json(AnyUser user) {
        return AppUserJson.of(user);
    }

    @Override
    public Either<Answer, ? extends Creation<?, ?>> creation(App app, Request request, Members members) {
        MemberReader reader = new MemberReader(members);
        GivenAppUser given = new GivenAppUser(
                AppUserBody.identifiers(reader),
                AppUserBody.profile(reader),
                reader.text("id"),
                reader.text("external_id"));
        Optional<IdempotencyKey> key = reader.idempotencyKey(request);
        return reader.checked(NewAppUser.of(app, given))
                .map(valid -> key.map(valid::withIdempotencyKey).orElse(valid))
                .map(valid -> new Creation<>(Lane.STORE, valid, PreludeErrors.ERRORS::of))
                .mapLeft(PreludeErrors.ERRORS::invalidCreate);
    }

    @Override
    public ObjectNode createdJson(User user) {
        return JsonNodeFactory.instance.objectNode().put("id", AppUserId.of(user.id()));
    }

    @Override
    public Either<ChangeRefusal, Patch> patch(App app, UserId id, MemberReader reader) {
        reader.refuseAllBut(MEMBERS);
        return AppUserPatch.of(
                        app,
                        id,
                        new GivenAppUserPatch(
                                reader.setting("identifiers", name -> AppUserBody.identifiers(reader)),
                                reader.setting("profile", name -> AppUserBody.profilePatch(reader)),
                                reader.setting("external_id", reader::text)))
                .map(Patch::of);
    }

    @Override
    public List<Lookup<App>> lookups() {
        return List.of(
                new Lookup<>(
                        Set.of("phone_number"),
                        (app, query) -> query.number("phone_number", PhoneNumber::of)
                                .map(number -> key(app, new Identifier.Phone(number, PhoneClaims.ALONE)))),
                new Lookup<>(
                        Set.of("email_address"),
                        (app, query) -> query.value("email_address", text -> EmailAddress.of(text, EmailRule.FORMAT))
                                .map(email -> key(app, new Identifier.Email(email)))),
                new Lookup<>(
                        Set.of("external_id"),
                        (app, query) -> query.value("external_id", ExternalId::of)
                                .map(externalId -> new Key.AppExternalId(app.id(), externalId))));
    }

    /** Any of its keys finds the user, its own spelling first. */
    private static Key key(App app, Identifier identifier) {
        return Key.AppIdentifier.of(app.id(), identifier).get(0);
    }

    @Override
    public Set<UserKind> kinds() {
        return Set.of(UserKind.APP);
    }
}
