/**
 * The kinds of user, the keys that make two of them the same, and their states: active, deactivated and erased. The
 * rules are S1, S2, D2, C4, N4, A2, A3, L1, L6, P2, V15 and X1.
 */
@NullMarked
package dev.partyline.domain.user;

import org.jspecify.annotations.NullMarked;
