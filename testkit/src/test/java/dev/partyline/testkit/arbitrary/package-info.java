/** What the arbitraries give is what they say. */
@NullMarked
package dev.partyline.testkit.arbitrary;

import org.jspecify.annotations.NullMarked;
