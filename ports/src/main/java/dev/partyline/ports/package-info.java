/**
 * What hosts call: {@link dev.partyline.ports.UserRegistry} for users, and {@link dev.partyline.ports.LineRegistry} for
 * lines. {@link dev.partyline.ports.Cells} has them over several stores. {@link dev.partyline.ports.GroupCommit} lets
 * callers share a commit. {@link dev.partyline.ports.RegistryOptions} are what a host may bring itself.
 *
 * <p>A request takes one way: request, question, facts, decision, change, commit, outcome. The registry asks the store
 * for facts, lets the rules of the domain decide, and has the decision committed whole. It holds no rule itself.
 */
@NullMarked
package dev.partyline.ports;

import org.jspecify.annotations.NullMarked;
