package dev.partyline.http.operator;

import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.api.Problem;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.Lane;
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
import tools.jackson.databind.JsonNode;

/** Reading what happened to the users of all tenants (O2 to O4). */
final class EventCalls {
    private static final String LIMIT = "limit";
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private static final String SECONDS = "seconds";
    private static final int DEFAULT_SECONDS = 60;
    private static final int MAX_SECONDS = 86_400;

    private static final String IDS = "ids";

    /** The ids of as many events as one lease hands out, however long the ids of their tenants are. */
    private static final int MOST_BYTES_OF_IDS = 1024 * 1024;

    private final UserRegistry registry;

    EventCalls(UserRegistry registry) {
        this.registry = registry;
    }

    List<Route> routes(Operator operator) {
        return List.of(
                operator.post("lease_events", "/operator/events/lease", Body.LIMIT, this::lease),
                operator.post("events_done", "/operator/events/done", MOST_BYTES_OF_IDS, this::done));
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
