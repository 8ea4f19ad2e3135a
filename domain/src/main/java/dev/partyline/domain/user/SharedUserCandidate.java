package dev.partyline.domain.user;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A shared user without its line, which the pool has not given yet. Immutable.
 *
 * @param placedBy the change that is to put it on a line
 * @param claims which numbers it will claim for its phone (V15)
 */
public record SharedUserCandidate(
        UserId id,
        long version,
        ProjectId project,
        PhoneNumber phone,
        ChangeId placedBy,
        Profile profile,
        Instant createdAt,
        SharedIdentity identifiedBy,
        PhoneClaims claims) {

    /** The keys that the user will hold on any line. The first ones are its identity within the project. */
    public List<Key> keys() {
        return keys(project, phone, claims, profile, identifiedBy);
    }

    static List<Key> keys(
            ProjectId project, PhoneNumber phone, PhoneClaims claims, Profile profile, SharedIdentity identifiedBy) {
        List<Key> identity = Key.SharedPhone.of(project, phone, claims);
        return identifiedBy == SharedIdentity.PHONE_OR_EMAIL && profile.email().isPresent()
                ? Stream.concat(
                                identity.stream(),
                                Stream.of(Key.SharedEmail.of(
                                        project, profile.email().get())))
                        .toList()
                : identity;
    }

    /** The user that this becomes on a line. */
    public SharedUser on(Line line) {
        return new SharedUser(id, version, project, phone, line, placedBy, profile, createdAt, identifiedBy, claims);
    }
}
