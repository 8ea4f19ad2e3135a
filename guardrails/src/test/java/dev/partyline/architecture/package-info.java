/**
 * What holds for the whole of the code, whichever module it is in. Each rule is also run on a class that breaks it,
 * from a package {@code planted}, and must refuse that.
 */
@NullMarked
package dev.partyline.architecture;

import org.jspecify.annotations.NullMarked;
