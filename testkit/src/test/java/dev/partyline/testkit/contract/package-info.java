/** The kit's contracts, tried themselves. */
@NullMarked
package dev.partyline.testkit.contract;

import org.jspecify.annotations.NullMarked;
