package dev.partyline.ports;

import dev.partyline.domain.user.UserKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How many active users a tenant has, and how many it may have (rule L9). Immutable.
 *
 * @param activeUsers the number of active users of each kind
 * @param maxSharedUsers the most active shared users; empty for no limit
 */
public record Usage(Map<UserKind, Integer> activeUsers, OptionalInt maxSharedUsers) {
    public Usage {
        activeUsers = Map.copyOf(activeUsers);
    }

    static Usage of(Map<UserKind, Integer> counted, OptionalInt maxSharedUsers) {
        Map<UserKind, Integer> activeUsers = new EnumMap<>(UserKind.class);
        for (UserKind kind : UserKind.values()) {
            activeUsers.put(kind, counted.getOrDefault(kind, 0));
        }
        return new Usage(activeUsers, maxSharedUsers);
    }

    /** The number of active users of this kind. */
    public int of(UserKind kind) {
        return activeUsers.getOrDefault(kind, 0);
    }
}
