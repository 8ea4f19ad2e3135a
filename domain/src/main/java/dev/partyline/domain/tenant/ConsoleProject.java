package dev.partyline.domain.tenant;

import java.time.Duration;
import java.util.Optional;

/**
 * A console project, in which customers have users (C1 to C6). Immutable.
 *
 * @param eraseAfter after how long a deactivated user is erased; empty for never (X3)
 * @param eventValues whether events carry the values of their users (O2)
 */
public record ConsoleProject(
        ConsoleProjectId id, boolean creatingUsers, Optional<Duration> eraseAfter, boolean eventValues)
        implements Tenant {
    /** A console project that creates users. */
    public static ConsoleProject of(ConsoleProjectId id) {
        return new ConsoleProject(id, true, Optional.empty(), false);
    }

    /** The same, with deactivated users erased after this time (X3). Negative is taken for zero. */
    public ConsoleProject withEraseAfter(Duration time) {
        return new ConsoleProject(id, creatingUsers, Optional.of(time), eventValues);
    }

    /** The same, with or without the values of users in events (O2). */
    public ConsoleProject withEventValues(boolean on) {
        return new ConsoleProject(id, creatingUsers, eraseAfter, on);
    }
}
