/** Several cells behind one registry, over the adapters in memory. */
@NullMarked
package dev.partyline.inmemory.cells;

import org.jspecify.annotations.NullMarked;
