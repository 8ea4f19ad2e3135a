/**
 * The kinds of user, the keys that make two of them the same, and what is left of one that was deactivated (rules S1,
 * S2, D2, L1, P2).
 */
@NullMarked
package dev.partyline.domain.user;

import org.jspecify.annotations.NullMarked;
