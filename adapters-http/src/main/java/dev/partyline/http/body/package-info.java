/**
 * Reads a request's body, in whichever of the accepted formats it came, into members by name: strictly, once, and
 * without ever throwing. What the members mean is not decided here.
 */
@NullMarked
package dev.partyline.http.body;

import org.jspecify.annotations.NullMarked;
