/**
 * What hosts call: {@link dev.partyline.ports.UserRegistry}, its listings, and the two exceptions there are. The registry asks
 * the store for facts, lets the rules of the domain decide, and has the decision committed whole; it holds no rule itself.
 */
@NullMarked
package dev.partyline.ports;

import org.jspecify.annotations.NullMarked;
