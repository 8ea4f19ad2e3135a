package dev.partyline.domain.rule;

import java.util.Optional;

/**
 * An admission that a store may make while it looks, and what it claims: both are made true in one step, or neither.
 *
 * @param claim what is kept under the idempotency key of the request; empty for a request without a key (I6)
 */
public record ImmediateAdmission(SharedAdmission admission, Optional<IdempotencyClaim> claim) {}
