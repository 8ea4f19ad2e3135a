package dev.partyline.domain.user;

import java.util.UUID;

/**
 * Names the place on a line that a shared user has in the pool. No two admissions share one: a new user's place is named by the
 * user's own id, and a revived user gets a place with a new name, so that whatever comes late for the former place can't
 * touch the present one (P5).
 */
public record PlaceId(UUID value) {
    /** The name made of an id that was generated for one admission only. */
    public static PlaceId of(UserId newId) {
        return new PlaceId(newId.value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
