package dev.partyline.postgres;

import dev.partyline.domain.user.Key;
import java.util.Optional;

/**
 * What a line user is identified by within its tenant, as {@code partyline_former} has it. Immutable.
 *
 * @param line 0 where it is no part of it
 */
record Identity(String tenant, int kind, long phone, long line) {
    /** The identity that the key is; empty for other keys. */
    static Optional<Identity> of(Key key) {
        if (key instanceof Key.SharedPhone claim) {
            return Optional.of(new Identity(TenantText.of(claim.project()), 0, Digits.of(claim.phone()), 0));
        }
        return key instanceof Key.DedicatedPair claim
                ? Optional.of(new Identity(
                        TenantText.of(claim.project()), 1, Digits.of(claim.phone()), Digits.of(claim.line())))
                : Optional.empty();
    }
}
