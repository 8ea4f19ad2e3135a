package dev.partyline.domain.rule;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import java.util.Optional;

/**
 * A dedicated user that the rules admit, for a store to make true. It counts against no limit (D4).
 *
 * @param user the user, whole
 * @param revived the deactivated user that becomes active again; empty for a new one
 */
public record DedicatedAdmission(DedicatedUser user, Optional<DeactivatedUser> revived) {}
