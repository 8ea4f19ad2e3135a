package dev.partyline.domain.user;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;

/**
 * A shared user without its line, which the pool has not given yet. Immutable.
 *
 * @param placedBy the change that is to put it on a line
 */
public record SharedUserCandidate(
        UserId id,
        long version,
        ProjectId project,
        PhoneNumber phone,
        ChangeId placedBy,
        Profile profile,
        Instant createdAt,
        SharedIdentity identifiedBy) {

    /** The keys that the user will hold on any line. The first one is its identity within the project. */
    public List<Key> keys() {
        return keys(project, phone, profile, identifiedBy);
    }

    static List<Key> keys(ProjectId project, PhoneNumber phone, Profile profile, SharedIdentity identifiedBy) {
        Key identity = new Key.SharedPhone(project, phone);
        return identifiedBy == SharedIdentity.PHONE_OR_EMAIL && profile.email().isPresent()
                ? List.of(identity, Key.SharedEmail.of(project, profile.email().get()))
                : List.of(identity);
    }

    /** The user that this becomes on a line. */
    public SharedUser on(Line line) {
        return new SharedUser(id, version, project, phone, line, placedBy, profile, createdAt, identifiedBy);
    }
}
