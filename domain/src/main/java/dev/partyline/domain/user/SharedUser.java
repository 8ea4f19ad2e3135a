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
 * A user on a line of the pool, which it shares with others (S1).
 *
 * @param placedBy the change that put it on its line
 * @param identifiedBy the edition under which it was created or last updated: whether its email is a key too (S7)
 * @param claims which numbers it claims for its phone (V15)
 */
public record SharedUser(
        UserId id,
        long version,
        ProjectId project,
        PhoneNumber phone,
        Line line,
        ChangeId placedBy,
        Profile profile,
        Instant createdAt,
        SharedIdentity identifiedBy,
        PhoneClaims claims)
        implements LineUser {

    /** The next version of this user: with this profile, and identified as this edition says. */
    public SharedUser with(Profile other, SharedIdentity edition) {
        return new SharedUser(id, version + 1, project, phone, line, placedBy, other, createdAt, edition, claims);
    }

    /** The next version of this user: with this phone, and these claims for it. */
    public SharedUser withPhone(PhoneNumber other, PhoneClaims now) {
        return new SharedUser(id, version + 1, project, other, line, placedBy, profile, createdAt, identifiedBy, now);
    }

    /** The next version of this user, as it is: it may be {@linkplain #placedBy placed} on another line. */
    public SharedUser next() {
        return with(profile, identifiedBy);
    }

    /** The same user without its line, for this change to put it on another one. */
    public SharedUserCandidate placedBy(ChangeId change) {
        return new SharedUserCandidate(id, version, project, phone, change, profile, createdAt, identifiedBy, claims);
    }

    @Override
    public UserKind kind() {
        return UserKind.SHARED;
    }

    @Override
    public List<Key> identity() {
        return Key.SharedPhone.of(project, phone, claims);
    }

    @Override
    public List<Key> keys() {
        List<Key> onAnyLine = SharedUserCandidate.keys(project, phone, claims, profile, identifiedBy);
        if (onAnyLine.size() == 1 && claims.otherForms().isEmpty()) {
            return List.of(onAnyLine.get(0), new Key.PhoneOnLine(phone, line));
        }
        return Stream.concat(onAnyLine.stream(), Key.PhoneOnLine.of(phone, claims, line).stream())
                .toList();
    }
}
