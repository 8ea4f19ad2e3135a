/** What operators do with lines, and which lines users get, over the adapters in memory. */
@NullMarked
package dev.partyline.inmemory.lines;

import org.jspecify.annotations.NullMarked;
