/** The rules for hosts, tried on classes that break them. */
@NullMarked
package dev.partyline.testkit.architecture;

import org.jspecify.annotations.NullMarked;
