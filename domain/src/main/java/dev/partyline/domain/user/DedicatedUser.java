package dev.partyline.domain.user;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;

/** A user on a line that its project owns (D1). */
public record DedicatedUser(
        UserId id, long version, ProjectId project, PhoneNumber phone, Line line, Profile profile, Instant createdAt)
        implements LineUser {

    /** The user at this version, with nothing else changed. */
    public DedicatedUser at(long other) {
        return new DedicatedUser(id, other, project, phone, line, profile, createdAt);
    }

    @Override
    public UserKind kind() {
        return UserKind.DEDICATED;
    }

    @Override
    public List<Key> keys() {
        return List.of(new Key.DedicatedPair(project, phone, line), new Key.PhoneOnLine(phone, line));
    }
}
