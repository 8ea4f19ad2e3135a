/**
 * What the rules cost, each against its floor in the same run. Started by hand and never by the build: a figure is only as good as the
 * quiet of the machine.
 */
@NullMarked
package dev.partyline.benchmarks;

import org.jspecify.annotations.NullMarked;
