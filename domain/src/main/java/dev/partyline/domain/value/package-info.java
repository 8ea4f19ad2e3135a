/**
 * The values that requests are made of, each of which exists only if it is accepted, and what may be wrong with one (rules V1 to
 * V8, V12). Every check is linear in the length of what it checks, and none throws. Texts with personal data mask it in
 * {@code toString}.
 */
@NullMarked
package dev.partyline.domain.value;

import org.jspecify.annotations.NullMarked;
