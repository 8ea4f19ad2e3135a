package dev.partyline.http.operator;

import dev.partyline.http.api.Bearer;
import dev.partyline.http.api.FieldFault;
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
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The events of all tenants over HTTP, for whoever has the operator's token. Safe for use by many threads. */
public final class OperatorApi {
    private static final String SCHEME = "Bearer realm=\"operator\"";

    private static final String LIMIT = "limit";
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private static final String SECONDS = "seconds";
    private static final int DEFAULT_SECONDS = 60;
    private static final int MAX_SECONDS = 86_400;

    private static final String IDS = "ids";

    private final UserRegistry registry;
    private final Secret token;
    private final BodyReader bodies = new BodyReader(Set.of(Format.JSON));

    /** The API over a registry. */
    public OperatorApi(UserRegistry registry, Secret token) {
        this.registry = registry;
        this.token = token;
    }

    /** What is served, and where. */
    public List<Route> routes() {
        return List.of(
                route("lease_events", "/operator/events/lease", this::lease),
                route("events_done", "/operator/events/done", this::done));
    }

    private Route route(String name, String path, Function<MemberReader, Step> handler) {
        return new Route(
                new Operation("operator", name),
                "POST",
                path,
                Problem.SHAPE,
                (request, variables) ->
                        isFromOperator(request) ? read(request, handler) : Problem.unauthorized(SCHEME));
    }

    private boolean isFromOperator(Request request) {
        return Bearer.token(request).filter(token::matches).isPresent();
    }

    private Step read(Request request, Function<MemberReader, Step> handler) {
        return new Step.Read(body -> bodies.read(request, body)
                .<Step>fold(
                        (Members members) -> handler.apply(new MemberReader(members)),
                        Problem.SHAPE::unsupportedMediaType,
                        Problem.SHAPE::bodyTooLarge,
                        Problem::malformedBody));
    }

    private Step lease(MemberReader reader) {
        int most = number(reader, LIMIT, MAX_LIMIT).orElse(DEFAULT_LIMIT);
        int seconds = number(reader, SECONDS, MAX_SECONDS).orElse(DEFAULT_SECONDS);
        reader.refuseAllBut(Set.of(LIMIT, SECONDS));
        return reader.complete(
                () -> new Step.Work(Lane.STORE, () -> leased(registry.leaseEvents(most, Duration.ofSeconds(seconds)))),
                Problem::invalid);
    }

    private static Optional<Integer> number(MemberReader reader, String name, int most) {
        JsonNode value = reader.number(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.canConvertToInt() || value.intValue() < 1 || value.intValue() > most) {
            reader.add(FieldFault.outOfRange(name, "a whole number from 1 to " + most));
            return Optional.empty();
        }
        return Optional.of(value.intValue());
    }

    private static Answer leased(List<Event> events) {
        return Answer.json(
                        200, Map.of("events", events.stream().map(EventJson::of).toList()))
                .as("leased");
    }

    private Step done(MemberReader reader) {
        List<EventId> ids = ids(reader);
        reader.refuseAllBut(Set.of(IDS));
        return reader.complete(
                () -> new Step.Work(Lane.STORE, () -> {
                    registry.eventsDone(ids);
                    return Answer.empty(204).as("done");
                }),
                Problem::invalid);
    }

    private static List<EventId> ids(MemberReader reader) {
        JsonNode list = reader.list(IDS);
        if (list == null) {
            reader.add(FieldFault.required(IDS));
            return List.of();
        }
        List<EventId> ids = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Optional<EventId> id = Optional.of(list.get(i))
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .flatMap(EventId::of);
            if (id.isPresent()) {
                ids.add(id.get());
            } else {
                reader.add(FieldFault.malformed(IDS + "[" + i + "]"));
            }
        }
        return ids;
    }
}
