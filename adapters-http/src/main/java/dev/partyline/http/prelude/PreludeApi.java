package dev.partyline.http.prelude;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.rule.TenantRules;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.http.api.Bearer;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.MemberReader;
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
import dev.partyline.ports.driven.Tenants;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The users of apps over HTTP. Safe for use by many threads. */
public final class PreludeApi {
    private static final Map<String, GivenIdentifier.Type> TYPES = Map.of(
            "phone_number", GivenIdentifier.Type.PHONE_NUMBER,
            "email_address", GivenIdentifier.Type.EMAIL_ADDRESS);

    private final UserRegistry registry;
    private final Tenants tenants;
    private final Map<AppId, Secret> tokens;
    private final BodyReader bodies = new BodyReader(Set.of(Format.JSON));

    /**
     * The API over a registry.
     *
     * @param tokens the token of each app that may call
     */
    public PreludeApi(UserRegistry registry, Tenants tenants, Map<AppId, Secret> tokens) {
        this.registry = registry;
        this.tenants = tenants;
        this.tokens = Map.copyOf(tokens);
    }

    /** What is served, and where. */
    public List<Route> routes() {
        return List.of(new Route(
                new Operation("prelude", "create"),
                "POST",
                "/v2/session/apps/{appID}/users",
                PreludeErrors::answer,
                (request, variables) -> create(request, new AppId(variables.getOrDefault("appID", "")))));
    }

    private Step create(Request request, AppId app) {
        return mayKnowOf(app, request)
                ? TenantRules.admit(tenants.app(app), found -> Vector.empty())
                        .<Step>fold(PreludeErrors::ofAnyCreation, found -> create(found, request))
                : PreludeErrors.unauthorized();
    }

    /**
     * The app's own token, or for an app that there is not, any app's. Compares with every token, so that the time
     * tells nothing.
     */
    private boolean mayKnowOf(AppId app, Request request) {
        String given = Bearer.token(request).orElse("");
        List<AppId> matching = tokens.entrySet().stream()
                .filter(entry -> entry.getValue().matches(given))
                .map(Map.Entry::getKey)
                .toList();
        return tokens.containsKey(app) ? matching.contains(app) : !matching.isEmpty();
    }

    private Step create(App app, Request request) {
        return new Step.Read(body -> bodies.read(request, body)
                .fold(
                        members -> create(app, request, members),
                        PreludeErrors::unsupportedMediaType,
                        PreludeErrors::bodyTooLarge,
                        reason -> PreludeErrors.invalidRequest()));
    }

    private Step create(App app, Request request, Members members) {
        MemberReader reader = new MemberReader(members);
        GivenAppUser given =
                new GivenAppUser(identifiers(reader), profile(reader), reader.text("id"), reader.text("external_id"));
        Optional<IdempotencyKey> key = reader.idempotencyKey(request);
        return reader.complete(
                NewAppUser.of(app, given)
                        .map(valid -> key.map(valid::withIdempotencyKey).orElse(valid)),
                valid -> new Step.Work(Lane.STORE, () -> create(valid)),
                PreludeErrors::invalid);
    }

    private Answer create(Either<AppUserRefusal, NewAppUser> request) {
        return request.flatMap(registry::create)
                .fold(
                        PreludeErrors::of,
                        outcome -> Answer.json(201, Map.of("id", outcome.user().typeId()))
                                .as(OutcomeName.of(outcome)));
    }

    private static @Nullable List<GivenIdentifier> identifiers(MemberReader reader) {
        JsonNode list = reader.list("identifiers");
        if (list == null) {
            return null;
        }
        List<GivenIdentifier> identifiers = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode type = list.get(i).path("type");
            JsonNode value = list.get(i).path("value");
            GivenIdentifier.Type known = type.isString() ? TYPES.get(type.stringValue()) : null;
            if (known == null || !value.isString()) {
                reader.add(FieldFault.malformed("identifiers[" + i + "]"));
            } else {
                identifiers.add(new GivenIdentifier(known, value.stringValue()));
            }
        }
        return identifiers;
    }

    private static @Nullable Map<String, String> profile(MemberReader reader) {
        JsonNode object = reader.object("profile");
        if (object == null) {
            return null;
        }
        Map<String, String> profile = new LinkedHashMap<>();
        object.properties().forEach(member -> {
            if (member.getValue().isString()) {
                profile.put(member.getKey(), member.getValue().stringValue());
            } else {
                reader.add(FieldFault.notA("text", "profile." + member.getKey()));
            }
        });
        return profile;
    }
}
