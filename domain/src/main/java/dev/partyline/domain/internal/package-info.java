/**
 * What the values are checked with. This is not API. It may change in any release.
 */
@NullMarked
package dev.partyline.domain.internal;

import org.jspecify.annotations.NullMarked;
