/**
 * The decider: pure functions from a request and the facts of the moment to a decision, each rule of shared and dedicated users
 * one small function (rules S1 to S7, D1 to D4, L3, T3). A decision says what should become true; that it does become
 * true, all of it or nothing, is for the ports.
 */
@NullMarked
package dev.partyline.domain.rule;

import org.jspecify.annotations.NullMarked;
