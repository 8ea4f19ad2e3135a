package dev.partyline.http.spectrum;

import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Name;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A line user as the reference document shows one (seeds 000): all members always, null for what is absent. */
final class UserJson {
    private UserJson() {}

    static ObjectNode of(LineUser user) {
        Profile profile = user.profile();
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", user.id().toString())
                .put("projectId", user.project().toString())
                .put("type", user.kind() == UserKind.SHARED ? "shared" : "dedicated")
                .put("firstName", profile.firstName().map(Name::value).orElse(null))
                .put("lastName", profile.lastName().map(Name::value).orElse(null))
                .put("email", profile.email().map(EmailAddress::spelling).orElse(null))
                .put("phoneNumber", user.phone().e164())
                .put("assignedPhoneNumber", user.line().e164())
                .putNull("meta")
                .put("createdAt", user.createdAt().toString());
    }
}
