package dev.partyline.domain.user;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;

/** A user on a line that its project owns (D1). */
public record DedicatedUser(
        UserId id, ProjectId project, PhoneNumber phone, Line line, Profile profile, Instant createdAt)
        implements LineUser {

    @Override
    public UserKind kind() {
        return UserKind.DEDICATED;
    }

    @Override
    public List<Key> keys() {
        return List.of(new Key.DedicatedPair(project, phone, line), new Key.PhoneOnLine(phone, line));
    }
}
