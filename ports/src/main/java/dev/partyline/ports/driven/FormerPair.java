package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;

/**
 * A phone and a line that an active user was moved away from (rule R5). Immutable.
 *
 * @param phone the phone, or another form of it (rule V15)
 * @param until when it ceases to lead to the user
 */
public record FormerPair(PhoneNumber phone, Line line, ProjectId project, UserId user, Instant until) {}
