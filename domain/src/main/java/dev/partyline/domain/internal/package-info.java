/**
 * What the values are checked with. No API: it may change in any release.
 */
@NullMarked
package dev.partyline.domain.internal;

import org.jspecify.annotations.NullMarked;
