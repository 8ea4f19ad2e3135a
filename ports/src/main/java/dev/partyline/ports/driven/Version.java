package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.UserId;

/**
 * The name of a change: the version of a user that it makes (rule L6), and which attempt makes it. At most one attempt
 * makes a version. Immutable.
 *
 * @param number 1 for the version that creates the user
 * @param by the attempt; the user's own id for version 1, unless the caller chose that id
 */
public record Version(TenantId tenant, UserId user, long number, ChangeId by) {}
