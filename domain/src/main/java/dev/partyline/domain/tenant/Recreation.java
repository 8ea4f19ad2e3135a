package dev.partyline.domain.tenant;

/** What becomes of a user that is created again after it was deactivated (L3). */
public enum Recreation {
    /** A new user with a new id. The default. */
    FRESH,
    /** The same user with its id, and on its line if that is available. */
    REVIVE,
    /** A new user, on another line than its last one if another one is available. */
    AVOID_LAST_LINE
}
