/**
 * The decider: pure functions from a request and the facts of the moment to a decision. Each rule is one small function
 * (rules S1 to S7, D1 to D4, C1 to C6, N1 to N4, A1 to A6, I1 to I6, L3, T3). A decision says what should become true.
 * The ports make it true, all of it or nothing.
 */
@NullMarked
package dev.partyline.domain.rule;

import org.jspecify.annotations.NullMarked;
