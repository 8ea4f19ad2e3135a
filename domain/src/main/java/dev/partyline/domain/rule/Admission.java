package dev.partyline.domain.rule;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import java.util.Optional;

/**
 * A user that the rules admit, for a store to make true. It counts against no limit (D4).
 *
 * @param user the user, whole
 * @param revived the deactivated user that becomes active again; empty for a new one
 */
public record Admission<U extends User>(U user, Optional<DeactivatedUser> revived) {}
