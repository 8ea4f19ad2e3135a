package dev.partyline.domain.rule;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import java.util.Optional;

/**
 * The user that held a key last and was deactivated, if a decision rests on it (L3). Immutable.
 *
 * @param user empty if nobody held it before
 */
public record LastHolder(Key key, Optional<DeactivatedUser> user) {}
