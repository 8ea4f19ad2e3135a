package dev.partyline.http.spectrum;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A line user as the reference document shows one (seeds 000): all members always, null for what is absent. */
final class UserRow {
    private UserRow() {}

    static ObjectNode of(User user) {
        return user.fold(
                shared -> row(
                        shared.id(),
                        shared.project(),
                        "shared",
                        shared.profile(),
                        shared.phone(),
                        shared.line(),
                        shared.createdAt()),
                dedicated -> row(
                        dedicated.id(),
                        dedicated.project(),
                        "dedicated",
                        dedicated.profile(),
                        dedicated.phone(),
                        dedicated.line(),
                        dedicated.createdAt()));
    }

    private static ObjectNode row(
            UserId id,
            ProjectId project,
            String type,
            Profile profile,
            PhoneNumber phone,
            Line line,
            Instant createdAt) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id.toString())
                .put("projectId", project.toString())
                .put("type", type)
                .put("firstName", profile.firstName().map(Name::value).orElse(null))
                .put("lastName", profile.lastName().map(Name::value).orElse(null))
                .put("email", profile.email().map(EmailAddress::spelling).orElse(null))
                .put("phoneNumber", phone.e164())
                .put("assignedPhoneNumber", line.e164())
                .putNull("meta")
                .put("createdAt", createdAt.toString());
    }
}
