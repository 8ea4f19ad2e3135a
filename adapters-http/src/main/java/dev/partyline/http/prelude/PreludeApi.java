package dev.partyline.http.prelude;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.rule.TenantRules;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.http.api.MemberReader;
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
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The users of apps over HTTP. Safe for use by many threads. */
public final class PreludeApi {
    private static final PreludeErrors ERRORS = PreludeErrors.ERRORS;

    private final UserRegistry registry;
    private final Tenants tenants;
    private final AppUsers users;
    private final BodyReader bodies = new BodyReader(Set.of(Format.JSON));

    /**
     * The API over a registry.
     *
     * @param tokens the token of each app that may call
     */
    public PreludeApi(UserRegistry registry, Tenants tenants, Map<AppId, Secret> tokens) {
        this.registry = registry;
        this.tenants = tenants;
        this.users = new AppUsers(tenants, tokens);
    }

    /** What is served, and where. */
    public List<Route> routes() {
        Route create = new Route(
                new Operation(users.name(), "create"),
                "POST",
                users.path(),
                ERRORS,
                (request, variables) -> create(request, AppUsers.app(variables)));
        return Stream.concat(Stream.of(create), new UserRoutes<>(registry, users).routes().stream())
                .toList();
    }

    private Step create(Request request, AppId app) {
        return users.mayKnowOf(app, request)
                ? TenantRules.admit(tenants.app(app), found -> Vector.empty())
                        .<Step>fold(ERRORS::ofAnyCreation, found -> create(found, request))
                : ERRORS.unauthorized();
    }

    private Step create(App app, Request request) {
        return new Step.Read(body -> bodies.read(request, body)
                .fold(
                        members -> create(app, request, members),
                        ERRORS::unsupportedMediaType,
                        ERRORS::bodyTooLarge,
                        ERRORS::malformedBody));
    }

    private Step create(App app, Request request, Members members) {
        MemberReader reader = new MemberReader(members);
        GivenAppUser given = new GivenAppUser(
                AppUserBody.identifiers(reader),
                AppUserBody.profile(reader),
                reader.text("id"),
                reader.text("external_id"));
        Optional<IdempotencyKey> key = reader.idempotencyKey(request);
        return reader.complete(
                NewAppUser.of(app, given)
                        .map(valid -> key.map(valid::withIdempotencyKey).orElse(valid)),
                valid -> new Step.Work(Lane.STORE, () -> create(valid)),
                ERRORS::invalidCreate);
    }

    private Answer create(Either<AppUserRefusal, NewAppUser> request) {
        return request.flatMap(registry::create)
                .fold(
                        ERRORS::of,
                        outcome -> OutcomeHeaders.on(
                                Answer.json(201, Map.of("id", outcome.user().typeId())), outcome));
    }
}
