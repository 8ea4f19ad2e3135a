package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;

/**
 * The place of a user among those of its line (rule P9): by its project, then by its creation, then by its id. No
 * change of a user moves it. Immutable.
 */
public record LinePosition(ProjectId project, Instant createdAt, UserId id) implements Comparable<LinePosition> {
    private static final Comparator<LinePosition> ORDER = Comparator.comparing(
                    (LinePosition position) -> position.project().text())
            .thenComparing(LinePosition::createdAt)
            .thenComparing(LinePosition::id);

    public static LinePosition of(LineUser user) {
        return new LinePosition(user.project(), user.createdAt(), user.id());
    }

    @Override
    public int compareTo(LinePosition that) {
        return ORDER.compare(this, that);
    }
}
