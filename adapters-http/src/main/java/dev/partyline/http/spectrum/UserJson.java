package dev.partyline.http.spectrum;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.http.api.JsonNodes;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A line user as the reference document shows one (seeds 000): all members always, null for what is absent. */
public final class UserJson {
    private static final List<String> VALUES =
            List.of("firstName", "lastName", "email", "phoneNumber", "assignedPhoneNumber", "meta");

    private UserJson() {}

    /** The user in whichever state it is. One that is not active has the times of its end as well. */
    public static ObjectNode of(AnyUser user) {
        return AnyUser.fold(
                user,
                active -> of((LineUser) active),
                former -> of((LineUser) former.user())
                        .put("deactivatedAt", former.deactivatedAt().toString()),
                UserJson::of);
    }

    private static ObjectNode of(LineUser user) {
        Profile profile = user.profile();
        return head(user)
                .put("firstName", profile.firstName().map(Name::value).orElse(null))
                .put("lastName", profile.lastName().map(Name::value).orElse(null))
                .put("email", profile.email().map(EmailAddress::spelling).orElse(null))
                .put("phoneNumber", user.phone().e164())
                .put("assignedPhoneNumber", user.line().e164())
                .set(
                        "meta",
                        profile.meta()
                                .map(Metadata::value)
                                .map(JsonNodes::node)
                                .orElseGet(JsonNodeFactory.instance::nullNode))
                .put("createdAt", user.createdAt().toString());
    }

    private static ObjectNode of(ErasedUser user) {
        ObjectNode json = head(user);
        VALUES.forEach(json::putNull);
        return json.put("createdAt", user.createdAt().toString())
                .put("deactivatedAt", user.deactivatedAt().toString())
                .put("erasedAt", user.erasedAt().toString());
    }

    private static ObjectNode head(AnyUser user) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", user.id().toString())
                .put("projectId", user.tenant().toString())
                .put("type", user.kind() == UserKind.SHARED ? "shared" : "dedicated");
    }
}
