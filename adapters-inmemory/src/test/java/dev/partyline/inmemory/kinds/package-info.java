/** Users of all kinds, their changes and their runs, compared with a model of the rules and with one another. */
@NullMarked
package dev.partyline.inmemory.kinds;

import org.jspecify.annotations.NullMarked;
