/**
 * The values that requests are made of, and what may be wrong with one (rules V1 to V8, V10 to V15, V18). A value
 * exists only if it is accepted. Every check takes time linear in the length of its input, and none throws. Values with
 * personal data mask it in {@code toString}.
 */
@NullMarked
package dev.partyline.domain.value;

import org.jspecify.annotations.NullMarked;
