package dev.partyline.http.corti;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.ErasedUser;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A customer user as the reference document shows one (seeds 002). */
public final class CustomerUserJson {
    private static final List<String> VALUES = List.of("email", "firstName", "lastName", "emailVerified", "enabled");

    private CustomerUserJson() {}

    /** The user in whichever state it is. One that is not active has the times of its end as well. */
    public static ObjectNode of(AnyUser user) {
        return AnyUser.fold(
                user,
                active -> of((CustomerUser) active),
                former -> of((CustomerUser) former.user())
                        .put("deactivatedAt", former.deactivatedAt().toString()),
                CustomerUserJson::of);
    }

    private static ObjectNode of(CustomerUser user) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", user.id().toString())
                .put("email", user.email().spelling())
                .put("firstName", user.firstName().value())
                .put("lastName", user.lastName().value())
                .put("emailVerified", user.emailVerified())
                .put("enabled", user.enabled())
                .put("createdAt", user.createdAt().toString());
    }

    private static ObjectNode of(ErasedUser user) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("id", user.id().toString());
        VALUES.forEach(json::putNull);
        return json.put("createdAt", user.createdAt().toString())
                .put("deactivatedAt", user.deactivatedAt().toString())
                .put("erasedAt", user.erasedAt().toString());
    }
}
