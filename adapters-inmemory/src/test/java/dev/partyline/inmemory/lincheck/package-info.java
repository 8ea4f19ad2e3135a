/** The in-memory adapter through the registry, under Lincheck: every answer of a few threads is one that one thread could have had. */
@NullMarked
package dev.partyline.inmemory.lincheck;

import org.jspecify.annotations.NullMarked;
