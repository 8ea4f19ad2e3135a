/** The Corti console API: create a user and add it to a customer. No rule is decided here. */
@NullMarked
package dev.partyline.http.corti;

import org.jspecify.annotations.NullMarked;
