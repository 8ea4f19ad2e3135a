package dev.partyline.ports.driven;

/** Whether a line of the pool takes new users (rule P4). A change of state leaves the users that it has. */
public enum LineState {
    /** Takes new users, up to its capacity. */
    OPEN,
    /** Takes none; keeps those it has. */
    DRAINING,
    /** Takes none, and is meant to have none. */
    RETIRED
}
