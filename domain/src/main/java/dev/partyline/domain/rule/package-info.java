/**
 * The decider: pure functions from a request and the facts of the moment to a decision. Each rule is one small
 * function. The rules of each kind of user are S1 to S7, D1 to D4, C1 to C6, N1 to N4 and A1 to A6. The others are T3,
 * I1 to I7, L3, L4, L7, L8, K1 to K3, P7, P8, V15 and V17. A decision says what should become true. The ports make it
 * true, all of it or nothing.
 */
@NullMarked
package dev.partyline.domain.rule;

import org.jspecify.annotations.NullMarked;
