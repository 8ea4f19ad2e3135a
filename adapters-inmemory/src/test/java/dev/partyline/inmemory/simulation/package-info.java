/**
 * A deterministic simulation of a registry: several clients, one schedule, one clock, and everything that can go wrong at a port, all of it
 * drawn from one seed. No thread ever waits. The registry keeps nothing between two calls of a port, so a call of the registry
 * that is to wait is cut off there and later made again over the answers that it was given ({@link
 * dev.partyline.inmemory.simulation.Tape}). Whatever the history, it must be one that the rules allow if each call had happened at one
 * instant, and nothing may have leaked.
 */
@NullMarked
package dev.partyline.inmemory.simulation;

import org.jspecify.annotations.NullMarked;
