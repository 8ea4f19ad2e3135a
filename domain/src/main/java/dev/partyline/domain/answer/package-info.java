/**
 * What callers are told: outcomes, refusals and forecasts. All of them are values (rules E1, E2, E5).
 */
@NullMarked
package dev.partyline.domain.answer;

import org.jspecify.annotations.NullMarked;
