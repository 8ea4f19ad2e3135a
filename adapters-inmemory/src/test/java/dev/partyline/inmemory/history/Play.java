package dev.partyline.inmemory.history;

import java.util.List;

/**
 * A history of several clients to be.
 *
 * @param before what happens before they begin
 * @param clients what each of them does, one step after the other
 * @param turns who of those that are not done goes on next, where that is not left to the machine
 */
record Play(List<Integer> capacities, List<Command> before, List<List<Command>> clients, List<Integer> turns) {}
