package dev.partyline.http.connect;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.http.api.JsonNodes;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A subscriber user as the reference document shows one (seeds 003). */
public final class SubscriberJson {
    private static final List<String> VALUES =
            List.of("name", "email", "msisdn", "identity", "customerIds", "customers", "updatedAt", "metadata");

    private SubscriberJson() {}

    /** The user in whichever state it is. One that is not active has the times of its end as well. */
    public static ObjectNode of(AnyUser user) {
        return AnyUser.fold(
                user,
                active -> of((SubscriberUser) active),
                former -> of((SubscriberUser) former.user())
                        .put("deactivatedAt", former.deactivatedAt().toString()),
                SubscriberJson::of);
    }

    private static ObjectNode of(SubscriberUser user) {
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

    private static ObjectNode of(ErasedUser user) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("userId", user.id().toString());
        VALUES.forEach(json::putNull);
        return json.put("createdAt", user.createdAt().toString())
                .put("deactivatedAt", user.deactivatedAt().toString())
                .put("erasedAt", user.erasedAt().toString());
    }
}
