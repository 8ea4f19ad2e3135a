/**
 * What callers ask for. A request exists only if every value in it is accepted (rules V1 to V12).
 */
@NullMarked
package dev.partyline.domain.request;

import org.jspecify.annotations.NullMarked;
