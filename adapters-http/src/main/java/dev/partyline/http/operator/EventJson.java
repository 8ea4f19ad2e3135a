package dev.partyline.http.operator;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.TypeId;
import dev.partyline.http.connect.SubscriberJson;
import dev.partyline.http.corti.CustomerUserJson;
import dev.partyline.http.prelude.AppUserJson;
import dev.partyline.http.spectrum.UserJson;
import dev.partyline.ports.driven.Event;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event as its readers get it (O2): tenant and user by the ids that the kind's API has for them. */
final class EventJson {
    private EventJson() {}

    static ObjectNode of(Event event) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", event.id().text())
                .put("schema", Event.SCHEMA)
                .put("tenant", event.tenant().toString())
                .put("user", user(event))
                .put("kind", lowerCase(event.kind()))
                .put("version", event.version())
                .put("type", lowerCase(event.happened()))
                .put("at", event.at().toString());
        ArrayNode fields = json.putArray("fields");
        event.fields().stream().map(Field::published).forEach(fields::add);
        event.values().ifPresent(user -> json.set("values", values(user)));
        return json;
    }

    /** The user as its API shows it. */
    private static ObjectNode values(AnyUser user) {
        return switch (user.kind()) {
            case SHARED, DEDICATED -> UserJson.of(user);
            case CUSTOMER -> CustomerUserJson.of(user);
            case SUBSCRIBER -> SubscriberJson.of(user);
            case APP -> AppUserJson.of(user);
        };
    }

    private static String user(Event event) {
        return event.kind() == UserKind.APP
                ? TypeId.of("usr", event.user().value())
                : event.user().toString();
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
