package dev.partyline.ports.driven;

/**
 * How much of a pool is used. Immutable.
 *
 * @param lines how many lines are open
 * @param full how many of them have as many users as they may
 * @param users how many users all lines have, leased places included
 */
public record PoolUse(int lines, int full, long users) {}
