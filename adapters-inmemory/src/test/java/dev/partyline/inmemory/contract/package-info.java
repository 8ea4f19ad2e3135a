/** The in-memory adapter held to the contracts of the ports, and the kit that holds it to them tried on adapters that are broken. */
@NullMarked
package dev.partyline.inmemory.contract;

import org.jspecify.annotations.NullMarked;
