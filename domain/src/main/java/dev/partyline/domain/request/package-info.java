/**
 * What callers ask for: requests that exist only when every value in them is accepted (rules V1 to V12).
 */
@NullMarked
package dev.partyline.domain.request;

import org.jspecify.annotations.NullMarked;
