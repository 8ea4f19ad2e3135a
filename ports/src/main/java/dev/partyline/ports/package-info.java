/**
 * What hosts call: {@link dev.partyline.ports.UserRegistry}, and the two exceptions that there are. A request takes one
 * way: request, question, facts, decision, change, commit, outcome. The registry asks the store for facts, lets the
 * rules of the domain decide, and has the decision committed whole. It holds no rule itself.
 */
@NullMarked
package dev.partyline.ports;

import org.jspecify.annotations.NullMarked;
