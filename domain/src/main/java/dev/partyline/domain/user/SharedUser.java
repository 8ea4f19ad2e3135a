package dev.partyline.domain.user;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;

/**
 * A user on a line of the pool, which it shares with others (S1).
 *
 * @param placedBy the change that put it on its line
 * @param identifiedBy the edition under which it was created or last updated: whether its email is a key too (S7)
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
        SharedIdentity identifiedBy)
        implements LineUser {

    /** The next version of this user: with this profile, and identified as this edition says. */
    public SharedUser with(Profile other, SharedIdentity edition) {
        return new SharedUser(id, version + 1, project, phone, line, placedBy, other, createdAt, edition);
    }

    @Override
    public UserKind kind() {
        return UserKind.SHARED;
    }

    @Override
    public List<Key> keys() {
        List<Key> onAnyLine = SharedUserCandidate.keys(project, phone, profile, identifiedBy);
        Key onThisLine = new Key.PhoneOnLine(phone, line);
        return onAnyLine.size() == 1
                ? List.of(onAnyLine.get(0), onThisLine)
                : List.of(onAnyLine.get(0), onAnyLine.get(1), onThisLine);
    }
}
