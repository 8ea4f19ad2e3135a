/**
 * Rules of architecture for hosts, for ArchUnit.
 */
@NullMarked
package dev.partyline.testkit.architecture;

import org.jspecify.annotations.NullMarked;
