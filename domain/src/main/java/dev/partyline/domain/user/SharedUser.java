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
 * @param place the name of its place on the line
 * @param identifiedBy the edition under which it was created or last updated: whether its email is a key of it too (S7)
 */
public record SharedUser(
        UserId id,
        PlaceId place,
        ProjectId project,
        PhoneNumber phone,
        Line line,
        Profile profile,
        Instant createdAt,
        SharedIdentity identifiedBy)
        implements LineUser {

    /** This user with another profile. */
    public SharedUser withProfile(Profile other) {
        return new SharedUser(id, place, project, phone, line, other, createdAt, identifiedBy);
    }

    /** This user identified as this edition has it. */
    public SharedUser identifiedBy(SharedIdentity edition) {
        return new SharedUser(id, place, project, phone, line, profile, createdAt, edition);
    }

    @Override
    public UserKind kind() {
        return UserKind.SHARED;
    }

    @Override
    public List<Key> keys() {
        List<Key> onAnyLine = withoutLine().keys();
        Key onThisLine = new Key.PhoneOnLine(phone, line);
        return onAnyLine.size() == 1
                ? List.of(onAnyLine.get(0), onThisLine)
                : List.of(onAnyLine.get(0), onAnyLine.get(1), onThisLine);
    }

    private SharedUserCandidate withoutLine() {
        return new SharedUserCandidate(id, place, project, phone, profile, createdAt, identifiedBy);
    }
}
