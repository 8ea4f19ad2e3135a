package dev.partyline.ports;

import dev.partyline.domain.user.User;

/**
 * Whom a message from a phone to a line is for (rules R1, R5). Immutable.
 *
 * @param former whether the user was moved away from the phone and the line
 */
public record Route(User user, boolean former) {}
