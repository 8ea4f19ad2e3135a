package dev.partyline.domain.user;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user on a line that its project owns (D1).
 *
 * @param claims which numbers it claims for its phone (V15)
 */
public record DedicatedUser(
        UserId id,
        long version,
        ProjectId project,
        PhoneNumber phone,
        Line line,
        Profile profile,
        Instant createdAt,
        PhoneClaims claims)
        implements LineUser {

    /** The user at this version, with these claims for its phone, and with nothing else changed. */
    public DedicatedUser at(long other, PhoneClaims now) {
        return new DedicatedUser(id, other, project, phone, line, profile, createdAt, now);
    }

    /** The next version of this user: with this profile. */
    public DedicatedUser with(Profile other) {
        return new DedicatedUser(id, version + 1, project, phone, line, other, createdAt, claims);
    }

    /** The next version of this user: with this phone, and these claims for it. */
    public DedicatedUser withPhone(PhoneNumber other, PhoneClaims now) {
        return new DedicatedUser(id, version + 1, project, other, line, profile, createdAt, now);
    }

    @Override
    public UserKind kind() {
        return UserKind.DEDICATED;
    }

    @Override
    public List<Key> identity() {
        return Key.DedicatedPair.of(project, phone, claims, line);
    }

    @Override
    public List<Key> keys() {
        return Stream.concat(identity().stream(), Key.PhoneOnLine.of(phone, claims, line).stream())
                .toList();
    }
}
