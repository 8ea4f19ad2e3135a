package dev.partyline.http.prelude;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.http.api.JsonNodes;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An app user, spelled as in its create (seeds 004). */
public final class AppUserJson {
    private static final List<String> VALUES = List.of("identifiers", "external_id", "profile");

    private AppUserJson() {}

    /** The user in whichever state it is. One that is not active has the times of its end as well. */
    public static ObjectNode of(AnyUser user) {
        return AnyUser.fold(
                user,
                active -> of((AppUser) active),
                former -> of((AppUser) former.user())
                        .put("deactivated_at", former.deactivatedAt().toString()),
                AppUserJson::of);
    }

    private static ObjectNode of(AppUser user) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", user.typeId());
        ArrayNode identifiers = json.putArray("identifiers");
        user.identifiers()
                .forEach(identifier -> identifier.fold(
                        phone -> put(identifiers, "phone_number", phone.number().e164()),
                        email -> put(
                                identifiers, "email_address", email.address().spelling())));
        return json.put("external_id", user.externalId().map(ExternalId::value).orElse(null))
                .set("profile", JsonNodes.node(user.profile().values().value()))
                .put("created_at", user.createdAt().toString());
    }

    private static ObjectNode put(ArrayNode identifiers, String type, String value) {
        return identifiers.addObject().put("type", type).put("value", value);
    }

    private static ObjectNode of(ErasedUser user) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", AppUserId.of(user.id()));
        VALUES.forEach(json::putNull);
        return json.put("created_at", user.createdAt().toString())
                .put("deactivated_at", user.deactivatedAt().toString())
                .put("erased_at", user.erasedAt().toString());
    }
}
