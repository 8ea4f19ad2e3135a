package dev.partyline.domain.user;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;

/** A shared user but for the line, which the pool has yet to give. Immutable. */
public record SharedUserCandidate(
        UserId id,
        PlaceId place,
        ProjectId project,
        PhoneNumber phone,
        Profile profile,
        Instant createdAt,
        SharedIdentity identifiedBy) {

    /** The keys that the user will hold on whichever line. The first one is its identity within the project. */
    public List<Key> keys() {
        Key identity = new Key.SharedPhone(project, phone);
        return identifiedBy == SharedIdentity.PHONE_OR_EMAIL && profile.email().isPresent()
                ? List.of(identity, Key.SharedEmail.of(project, profile.email().get()))
                : List.of(identity);
    }

    /** The user that this becomes on a line. */
    public SharedUser on(Line line) {
        return new SharedUser(id, place, project, phone, line, profile, createdAt, identifiedBy);
    }
}
