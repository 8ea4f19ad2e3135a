package dev.partyline.ports.driven;

/** Whether a line of the pool takes new users (rules P4, P8). A change of state leaves the users that it has. */
public enum LineState {
    /** Takes new users, up to its capacity. */
    OPEN,
    /** Takes new users if there is no other line for them. */
    AT_RISK,
    /** Takes only users that are created for it by name. */
    RESERVED,
    /** Takes none; keeps those it has. */
    DRAINING,
    /** Takes none, and is meant to have none. */
    RETIRED
}
